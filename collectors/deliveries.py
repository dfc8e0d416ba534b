"""What every file that came by post has in common: how it is read, what it says, and the list of kinds.

A new kind of file is one new module in `collectors/files`, named as people name the kind, with one subclass
of `FileKind`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import ValidationError

from collectors import files
from collectors.delivery import Delivery as Delivery
from collectors.delivery import Imported as Imported
from collectors.delivery import Refusal as Refusal
from db.facts import Charge, Name

LONGEST_REASON = 200
SHOWN = 5
IN_WORDS = {"string_too_short": " is empty", "string_too_long": " is too long to keep"}

Said = TypeVar("Said")


class UntrustedFile(Exception):
    """A file of which nothing can be kept. The text is one sentence: what, where, what to do."""


@dataclass(frozen=True, slots=True)
class Billed:
    """A bill line, and whose bill: the provider and the id it gave the account, and what it calls its ids."""

    account_provider: str
    account_id: str
    charge: Charge
    names: tuple[Name, ...] = ()

    @property
    def account(self) -> str:
        """The name of the account that the line goes to when nobody says otherwise."""
        return f"{self.account_provider}/{self.account_id}"


class FileKind(Generic[Said]):
    """One kind of file. Subclasses fill in `read` and `bring`."""

    bills: ClassVar[bool] = False
    """True where the file holds bill lines, which must not be collected from the provider as well."""
    takes: ClassVar[frozenset[str]] = frozenset()
    """Which of `account`, `replace` and `closed-month` this kind can be told on the command line."""

    @property
    def name(self) -> str:
        """What people call the kind: the name of its module."""
        return type(self).__module__.rpartition(".")[2]

    def read(self, path: Path) -> Iterator[Said | Refusal]:
        """Everything the file says, row by row, and each row it could not; the same file, the same rows.

        Raises UntrustedFile, perhaps after some rows: keep them only once all have come.
        """
        raise NotImplementedError(f"{self.name} files cannot be read")

    def bring(self, delivery: Delivery) -> Imported:
        """Read the files and keep what they say, all in the one transaction of `delivery.bringing(imported)`.

        Raises UntrustedFile, NotImported or ReckonedOtherwise, and then nothing is stored.
        """
        raise NotImplementedError(f"{self.name} files cannot be kept")


@cache
def file_kinds() -> tuple[str, ...]:
    """Every kind of file there is a module for, in alphabetical order."""
    return tuple(sorted(found.name for found in iter_modules(files.__path__)))


@cache
def file_kind(name: str) -> FileKind[Any]:
    """The kind in `collectors/files/<name>.py`. Raises KeyError for a kind without a module."""
    if name not in file_kinds():
        raise KeyError(name)
    module = import_module(f"{files.__name__}.{name}")
    kind = next(
        thing
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, FileKind) and thing.__module__ == module.__name__
    )
    return kind()


def bill_kinds() -> tuple[str, ...]:
    """The kinds that hold bill lines."""
    return tuple(name for name in file_kinds() if file_kind(name).bills)


def reason_of(fault: ValueError) -> str:
    """What is wrong with a row, short enough to read: of a fact refused at the door, its first fault."""
    if not isinstance(fault, ValidationError):
        return str(fault)[:LONGEST_REASON]
    first = fault.errors(include_url=False)[0]
    where = ".".join(str(step) for step in first["loc"])
    said = IN_WORDS.get(first["type"]) or ": " + first["msg"].removeprefix("Value error, ")
    return f"{where}{said}".removeprefix(": ")[:LONGEST_REASON]


def at_fault(refused: Sequence[Refusal]) -> str:
    """The first refused lines, each with its reason, and how many more there are."""
    lines = "; ".join(f"line {refusal.line}: {refusal.reason}" for refusal in refused[:SHOWN])
    return lines + (f"; and {len(refused) - SHOWN} more" if len(refused) > SHOWN else "")
