"""Book: one provider account of the invented studio beyond the first three; and the list there are files for.

A book is one module in `collectors/sandbox/books`. What its provider answers is told by a desk in `routes`.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import ClassVar, NamedTuple

from collectors.sandbox import books
from collectors.sandbox.studio import Studio


class Entry(NamedTuple):
    """What a piece of work or a bill line adds to the truth; `day` counts from 1970, money is nano-dollars.

    The other numbers are those of `collectors.sandbox.truth.Sum`, each as far as the answers let one know it.
    """

    day: int
    team: str
    nano: int
    seconds: int = 0
    made: int = 0
    clips: int = 0
    failed: int = 0
    tokens: int = 0
    usable: int = 0
    kept: int = 0


class Posted(NamedTuple):
    """A file that comes by post: of which kind, where it lies, whose it is ("" where it needs nobody to say so)."""

    kind: str
    path: Path
    account: str = ""


class Book:
    """One account: how it is configured, whose work is whose, and what it all comes to."""

    provider: ClassVar[str]
    account: ClassVar[str]

    def offered(self) -> bool:
        """Whether all that it takes is installed; else the studio has no such account."""
        return True

    def config(self, base_url: str, studio: Studio) -> str:
        """The `[[accounts]]` table for reelspend.toml; keys lie in files beside it."""
        raise NotImplementedError(f"{type(self).__name__} has no configuration")

    def secrets(self, base_url: str, studio: Studio) -> Mapping[str, str]:
        """What stands in which file beside reelspend.toml."""
        raise NotImplementedError(f"{type(self).__name__} has no keys")

    def rules(self) -> Iterable[tuple[str, str, str, str]]:
        """Team, field, pattern, account: lines for rules.csv."""
        return ()

    def files(self, studio: Studio, now: datetime, folder: Path) -> Iterable[Posted]:
        """What comes by post, written into a folder as it would be fetched by then; brought in after collecting."""
        return ()

    def entries(self, studio: Studio, now: datetime) -> Iterator[Entry]:
        """Everything that the provider's answers and files tell by then."""
        raise NotImplementedError(f"{type(self).__name__} tells nothing")


@cache
def all_books() -> tuple[Book, ...]:
    """One of every book there is a module for and that is offered here, in alphabetical order."""
    modules = [import_module(f"{books.__name__}.{found.name}") for found in iter_modules(books.__path__)]
    kinds = [
        thing
        for module in modules
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Book) and thing.__module__ == module.__name__
    ]
    return tuple(book for book in (kind() for kind in kinds) if book.offered())
