"""Is the ledger itself sound: the right version, whole, writable, with room to grow, and equal to its base rows?"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, text
from sqlalchemy.exc import DBAPIError

from db.engine import CannotOpen, Engine, alembic_config, reading
from db.tables import Lease
from db.upsert import table_of

MOST_FAULTS: Final = 3
PROBE: Final = "doctor"
PIECES: Final = "SELECT s.account_id, {} FROM {} x JOIN stream s ON s.id = x.stream_id {} GROUP BY s.account_id"
WORK: Final = PIECES.format("COUNT(*), SUM(x.cost)", "usage", "")
LONELY: Final = PIECES.format("0, SUM(x.cost)", "charge", "WHERE x.alone = 1")
LINES: Final = PIECES.format("0, SUM(x.amount)", "charge", "")
OWN_LINES: Final = PIECES.format("0, SUM(x.line)", "usage", "")
ALIKE: Final = PIECES.format("SUM(x.times), SUM(x.cost * x.times)", "alike", "")
ROLLED_UP: Final = "SELECT account_id, SUM(pieces), SUM(cost) FROM {} GROUP BY account_id"
BILLED: Final = "SELECT account_id, 0, SUM(lines + apart) FROM bill GROUP BY account_id"
Sums = Mapping[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Soundness:
    """How a ledger is. `size` and `free` are bytes (None: not ours to know); `faults` are the database's own words.

    `version` is "" before the first upgrade; `needed` is what this program works with.
    """

    version: str
    needed: str
    size: int | None
    free: int | None
    faults: tuple[str, ...]


@contextmanager
def answering() -> Iterator[None]:
    """A ledger that does not answer inside the block raises CannotOpen, with the database's reason."""
    try:
        yield
    except DBAPIError as fault:
        reason = str(fault.orig).strip().partition("\n")[0]
    else:
        return
    raise CannotOpen(f"it does not answer ({reason}); mend that, or check database.url in reelspend.toml.")


def is_there(engine: Engine) -> bool:
    """Whether there is a ledger to look at; looking for one in a SQLite file that is not there would make it."""
    return engine.dialect.name != "sqlite" or Path(engine.url.database or "").exists()


def soundness(engine: Engine) -> Soundness:
    """Look the ledger over. Raises DBAPIError where it does not answer."""
    with reading(engine) as connection:
        script = ScriptDirectory.from_config(alembic_config(connection))
        return Soundness(
            version=MigrationContext.configure(connection).get_current_revision() or "",
            needed=script.get_current_head() or "",
            size=_size(connection),
            free=_free(engine),
            faults=_faults(connection),
        )


def try_writing(engine: Engine) -> None:
    """Write a row and take it back. Raises DBAPIError where the ledger takes none."""
    with engine.connect() as connection, connection.begin() as attempt:
        connection.execute(insert(table_of(Lease)).values(name=PROBE, holder=PROBE, until=0))
        attempt.rollback()


def uneven(engine: Engine) -> list[str]:
    """The accounts whose roll-up or bills are not what their base rows add up to."""
    with reading(engine) as connection:
        work = _sums(connection, WORK)
        base = _added(work, _sums(connection, LONELY))
        pairs = [(base, _sums(connection, ROLLED_UP.format(grain))) for grain in ("ledger", "daily")]
        pairs.append((work, _sums(connection, ALIKE)))
        pairs.append((_added(_sums(connection, LINES), _sums(connection, OWN_LINES)), _sums(connection, BILLED)))
        names = {number: str(name) for number, name in connection.execute(text("SELECT id, name FROM account"))}
    nothing = (0, 0)
    return sorted(
        name
        for number, name in names.items()
        if any(one.get(number, nothing) != other.get(number, nothing) for one, other in pairs)
    )


def _sums(connection: Connection, sql: str) -> Sums:
    """Pieces and nano-units by account."""
    return {row[0]: (int(row[1] or 0), int(row[2] or 0)) for row in connection.execute(text(sql))}


def _added(one: Sums, other: Sums) -> Sums:
    both = {number: (one.get(number, (0, 0)), other.get(number, (0, 0))) for number in {*one, *other}}
    return {number: (a[0] + b[0], a[1] + b[1]) for number, (a, b) in both.items()}


def _faults(connection: Connection) -> tuple[str, ...]:
    """What SQLite's own check finds; PostgreSQL checks its pages when it reads them."""
    if connection.dialect.name != "sqlite":
        return ()
    said = connection.execute(text(f"PRAGMA quick_check({MOST_FAULTS})")).scalars()
    return tuple(str(word) for word in said if word != "ok")


def _size(connection: Connection) -> int | None:
    if connection.dialect.name == "sqlite":
        pages, size = (connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in ("page_count", "page_size"))
        return int(pages * size)
    return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())


def _free(engine: Engine) -> int | None:
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return None
    return shutil.disk_usage(Path(engine.url.database).parent).free
