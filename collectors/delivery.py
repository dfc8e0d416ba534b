"""A file that came by post, on its way into the ledger: what was asked of it, and what it came to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from db.engine import Engine
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

    `replace`: what the ledger has of the same bill and these files lack is taken back.
    """

    engine: Engine
    settings: Settings
    files: Sequence[Path]
    now: datetime
    account: str = ""
    replace: bool = False


@dataclass(slots=True)
class Imported:
    """What an import came to: rows read, and what they changed in the ledger."""

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
