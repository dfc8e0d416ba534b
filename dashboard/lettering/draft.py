"""What a letter says, before it is written as text and as HTML: sentences, tables of numbers, pictures."""

from dataclasses import dataclass
from typing import Final, Literal

Tone = Literal["bad", "watch", "good", "plain"]
NOT_KNOWN: Final = "not known"


@dataclass(frozen=True, slots=True)
class Numbers:
    """A table: the first column are words, all others numbers as they are read; `total` says the last row adds up.

    `address` is the path and query of the screen that shows the same numbers, `opens` what that is called.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: bool = False
    address: str = ""
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as two PNG pictures, by day and by night; `alt` says in a sentence what is to be seen in it."""

    name: str
    alt: str
    day: bytes
    night: bytes


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a letter, top to bottom: heading, sentences, picture, numbers, notes below them."""

    heading: str = ""
    sentences: tuple[str, ...] = ()
    picture: Picture | None = None
    numbers: Numbers | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole letter. `kind` is what it is called, `headline` the one true thing, `todo` what to do next.

    `address` and `opens` are the button's: the view that it is about.
    """

    subject: str
    kind: str
    headline: str
    tone: Tone
    parts: tuple[Part, ...]
    todo: tuple[str, ...]
    address: str
    opens: str
