"""A ledger with nothing in it: the migrations make it once in a test process, and from then on it is copied."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from db.engine import open_ledger, upgrade


@cache
def blank_file() -> bytes:
    """What a SQLite file of an empty ledger holds."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "blank.db"
        engine = open_ledger(f"sqlite:///{file}")
        upgrade(engine)
        engine.dispose()  # the last to leave takes the write-ahead log along
        return file.read_bytes()


def ready_ledger(url: str) -> Engine:
    """An open ledger, up to date; a SQLite file that is not there yet becomes a copy of the blank one."""
    engine = open_ledger(url)
    if engine.dialect.name == "sqlite" and not Path(str(engine.url.database)).exists():
        Path(str(engine.url.database)).write_bytes(blank_file())
    else:
        upgrade(engine)
    return engine
