"""A file that came by post, on its way into the ledger: what was asked of it, and what it came to."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from db.engine import Connection, Engine, writing
from db.moves import Moved, Sums, watched
from db.rebuild import check
from db.settings import Settings


class NotImported(Exception):
    """Nothing was stored. The text is one sentence: what, where, what to do."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row that was not kept. `line` counts from 1, as an editor does; in Parquet it counts the rows."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """Files of one kind that are brought in together, and how. Whose they are is asked of kinds that need it.

    `replace`: what the ledger has of the same bill and these files lack is taken back. `closed` names months
    ("2026-09", or "all") that may move although they are closed. `preview`: only tell what would change.
    """

    engine: Engine
    settings: Settings
    files: Sequence[Path]
    now: datetime
    account: str = ""
    replace: bool = False
    closed: tuple[str, ...] = ()
    preview: bool = False

    @contextmanager
    def bringing(self, imported: "Imported", *, reckons: bool = True) -> Iterator[Connection]:
        """The one transaction of an import, which tells `imported` what it moved; a preview keeps nothing of it.

        Raises ReckonedOtherwise where the ledger was reckoned in another currency or time zone, unless nothing is
        to be reckoned now.
        """
        imported.preview = self.preview
        with writing(self.engine, keep=not self.preview) as connection:
            if reckons:
                check(connection, self.settings.reporting_currency, self.settings.reporting_timezone)
            with watched(connection) as moves:
                yield connection
            imported.moved = moves.rows
            imported.notes += _yet_to_come(moves.rows, self.now)


@dataclass(slots=True)
class Imported:
    """What an import came to: rows read, and what they changed in the ledger, or would change (`preview`)."""

    what: str
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    days: int = 0
    accounts: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    preview: bool = False


def _yet_to_come(moved: Sequence[Moved], now: datetime) -> list[str]:
    """What to say of months after this one for which there is money now and was none before."""
    ahead = {one.place.month for one in moved if one.place.month > now.year * 100 + now.month}
    known = {one.place.month for one in moved if one.before != Sums()}
    months = ", ".join(f"{month // 100}-{month % 100:02d}" for month in sorted(ahead - known))
    return [f"{months} is yet to come; if a date is a slip, mend it and import the file again"] if months else []
