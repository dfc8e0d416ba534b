"""Tables that people keep by hand: a file of one is read whole, or refused whole with the lines that are wrong."""

from collections.abc import Hashable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import ClassVar, TypeVar

from babel.numbers import list_currencies

from collectors.deliveries import Delivery, FileKind, Refusal, UntrustedFile, at_fault, reason_of
from collectors.layout import Layout
from collectors.rows import Row, rows_of
from db.money import exact

Said = TypeVar("Said")


class SmallTable(FileKind[Said]):
    """A kind of file with a row for each thing. Subclasses give `layout`, fill in `made` and `bring`."""

    layout: ClassVar[Layout]

    def made(self, row: Row) -> Said:
        """What one row says. Raises ValueError that tells what is wrong with it."""
        raise NotImplementedError(f"{self.name} has no rows")

    def key(self, said: Said) -> Hashable | None:
        """What no two rows of a file may have alike; None where any may."""
        return None

    def read(self, path: Path) -> Iterator[Said]:
        """Every row in its order. Raises UntrustedFile, before the first row, where any line is wrong."""
        said, wrong, lines = [], [], dict[Hashable, int]()
        for row in rows_of(path, self.layout):
            try:
                said.append(self._one(row, lines))
            except ValueError as fault:
                wrong.append(Refusal(row.line, reason_of(fault)))
        if wrong:
            raise UntrustedFile(_at_fault(path, wrong))
        return iter(said)

    def all_of(self, delivery: Delivery) -> list[Said]:
        """Every row of every file that was given. Raises UntrustedFile, also where two files tell of the same."""
        found, files = list[Said](), dict[Hashable, Path]()
        for file in delivery.files:
            for said in self.read(file):
                key = self.key(said)
                if key is not None and (other := files.setdefault(key, file)) != file:
                    raise UntrustedFile(f"{file} says again what {other} says; take it out of one of them")
                found.append(said)
        return found

    def _one(self, row: Row | Refusal, lines: dict[Hashable, int]) -> Said:
        if isinstance(row, Refusal):
            raise ValueError(row.reason)
        said = self.made(row)
        key = self.key(said)
        if key is not None and lines.setdefault(key, row.line) != row.line:
            raise ValueError(f"line {lines[key]} is about the same; keep one of the two")
        return said


def day(row: Row, column: str) -> date | None:
    """The day in a column, None where it is empty. Raises ValueError."""
    said = row.words[column]
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise ValueError(f"{column} is {said!r}, which is no day; write it as 2026-11-22") from None


def number(row: Row, column: str) -> Decimal | None:
    """The number in a column, None where it is empty. Raises ValueError."""
    said = row.words[column]
    try:
        return exact(said) if said else None
    except ValueError:
        raise ValueError(f"{column} is {said!r}, which is no number; write it as 0.126") from None


def currency(row: Row, column: str) -> str:
    """The currency of ISO 4217 in a column. Raises ValueError."""
    said = row.words[column].upper()
    if said not in list_currencies():
        raise ValueError(f"{column} is {row.words[column]!r}, which is no currency; write it as USD")
    return said


def needed(row: Row, *columns: str) -> None:
    """Raises ValueError for the first of these columns that is empty."""
    for column in columns:
        if not row.words[column]:
            raise ValueError(f"{column} is empty")


def _at_fault(path: Path, wrong: list[Refusal]) -> str:
    count, them = ("1 line is", "it") if len(wrong) == 1 else (f"{len(wrong)} lines are", "them")
    return f"{path} was not read because {count} wrong; mend {them} and import the file again: {at_fault(wrong)}"
