"""The ledger as a route asks it: the configuration that the server was started with, opened once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from db.engine import Connection, Engine, open_ledger, reading, writing
from db.settings import load


@lru_cache(maxsize=4)
def _engine(url: str) -> Engine:
    return open_ledger(url)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where the configuration is, and what time it is. Everything raises what opening and asking raise."""

    config: Path
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One unchanging view of it."""
        with reading(_engine(load(self.config).database_url)) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction."""
        with writing(_engine(load(self.config).database_url)) as connection:
            yield connection
