"""Open the ledger (SQLite or PostgreSQL), bring it up to date, keep a copy of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import sleep
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from db.takes import BitOr

__all__ = [
    "CannotOpen",
    "Connection",
    "Engine",
    "alembic_config",
    "backup",
    "open_ledger",
    "reading",
    "upgrade",
    "writing",
]

BUSY_SECONDS = 60
SWITCHES = 20


class CannotOpen(Exception):
    """The ledger cannot be opened; one sentence says which, why and what to do."""


def open_ledger(url: str) -> Engine:
    """An engine on the ledger at a SQLAlchemy URL. Raises CannotOpen for a URL that names no database we know."""
    try:
        on_server = url.startswith("postgresql")
        engine = create_engine(url, pool_pre_ping=on_server, **({"paramstyle": "format"} if on_server else {}))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError):
        raise CannotOpen(
            "database.url is neither sqlite:///FILE nor postgresql+psycopg://…"
            " (PostgreSQL needs the extra: pip install 'reelspend[postgres]')"
        ) from None
    if "@" in (engine.url.host or ""):  # what stands before it is a piece of the password
        raise CannotOpen("database.url has more than one @; write an @ inside a password as %40")
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    connection.create_aggregate("bit_or", 1, BitOr)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    _write_ahead(connection)
    for pragma in (
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "cache_size = -65536",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: Any) -> None:
    """Two that open a new file at once both switch it over, and SQLite lets one of them fail instead of wait."""
    for left in reversed(range(SWITCHES)):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as fault:
            if not left or "locked" not in str(fault):
                raise
            sleep(1 / 20)


def _begin_sqlite(connection: Connection) -> None:
    """Writers queue at the door: a lock taken half-way could only fail."""
    reads = connection.get_execution_options().get("reads")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One unchanging view of the ledger, for as long as the block lasts."""
    options: dict[str, Any] = {"reads": True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, *, keep: bool = True) -> Iterator[Connection]:
    """One transaction: all of the block or nothing of it; nothing in any case where it is not to be kept."""
    with engine.connect() as connection, connection.begin() as transaction:
        yield connection
        if not keep:
            transaction.rollback()


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings for a connection that is already open."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine) -> None:
    """Bring the ledger's tables up to date; two processes may do so at once. Raises CannotOpen."""
    try:
        with writing(engine) as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7433591)")
            command.upgrade(alembic_config(connection), "head")
    except DBAPIError as fault:
        reason = str(fault.orig).strip().splitlines()[0]
        raise CannotOpen(f"{_named(engine)} cannot be opened: {reason}; check database.url in reelspend.toml") from None
    except CommandError:
        raise CannotOpen(f"{_named(engine)} was written by a newer Reelspend; install that one or a later") from None


def _named(engine: Engine) -> str:
    """The ledger by its address, without what a password may stand in."""
    return f"the ledger at {engine.url.set(query={}).render_as_string(hide_password=True)}"


def backup(engine: Engine, target: Path) -> None:
    """A consistent copy of a SQLite ledger in one new file, also while a collection is writing to it.

    Raises CannotOpen for PostgreSQL, whose own pg_dump does this, and for a target that is already there or
    cannot be written.
    """
    if engine.dialect.name != "sqlite":
        raise CannotOpen("a PostgreSQL ledger is copied with pg_dump; reelspend db backup is for SQLite")
    if target.exists():
        raise CannotOpen(f"{target} is already there; give a new file name, so that no older backup is lost")
    half = target.with_name(target.name + ".part")
    try:
        half.unlink(missing_ok=True)
        with reading(engine) as connection, closing(sqlite3.connect(half)) as copy:
            connection.connection.driver_connection.backup(copy)  # type: ignore[union-attr]  # the sqlite3 connection below the pool
        half.rename(target)
    except (OSError, sqlite3.Error) as fault:
        raise CannotOpen(f"{target} cannot be written: {fault}; choose another place") from None
