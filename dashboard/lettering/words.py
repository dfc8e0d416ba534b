"""How numbers and names are written in letters: as on the screens, but what nobody knows is "not known"."""

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Final

from dashboard.lettering.draft import NOT_KNOWN
from dashboard.measures import amounts
from dashboard.view import UNATTRIBUTED
from db.money import from_nano

LONGEST: Final = 140
"""So many letters a subject has at most."""
NO_TEAM: Final = "work without a team"
COMMAND: Final = re.compile(r": (reelspend (?:(?![.;] ).)+)$")
ACCOUNT: Final = re.compile(r" --account \S+$")
"""What a command says of the account that it is for; without it, it is for all of them."""
NEW: Final = "new"
"""How much more it is than nothing."""


def written(name: str, value: Decimal | None, currency: str) -> str:
    """A measure's value as the screens write it."""
    return NOT_KNOWN if value is None else amounts.written(name, value, currency)


def money(nano: int | None, currency: str) -> str:
    """Whole nano-units, to the cent."""
    return written("cost", None if nano is None else from_nano(nano), currency)


def changed(change: Decimal | None, before: Decimal | None) -> str:
    """A change with its sign, such as +12.3%; a dash against less than nothing, which no share can be of."""
    if change is None:
        return NOT_KNOWN if before is None else NEW if before == 0 else amounts.UNKNOWN
    return f"{'+' if change > 0 else ''}{amounts.share(change)}"


def share(value: Decimal | None) -> str:
    """A ratio in percent."""
    return NOT_KNOWN if value is None else amounts.share(value)


def scope(where: Mapping[str, Collection[str]]) -> str:
    """What a part of the work is called: social on veo-3.1; all work where nothing is narrowed."""
    said = [_some(name, where[name]) for name in sorted(where, key=lambda name: (name != "team", name))]
    return " on ".join(filter(None, said)) or "all work"


def _some(name: str, words: Collection[str]) -> str:
    said = [NO_TEAM if word == UNATTRIBUTED else amounts.word(name, word) for word in sorted(words)]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}" if said else ""


def subject(text: str) -> str:
    """One line that is no longer than mail programs show: whole words, without its full stop."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split()).rstrip(".")
    if len(line) <= LONGEST:
        return line
    return f"{line[:LONGEST].rpartition(' ')[0] or line[:LONGEST]} …"


def sentence(text: str) -> str:
    """A text with a full stop; a name at its beginning stays as it is, and a command at its end, to be copied, too."""
    said = text.strip()
    return said if not said or said.endswith((".", "!", "?", "…")) or COMMAND.search(said) else f"{said}."


def of_all(todo: str) -> str:
    """What to do about one account, as it is done about all of them."""
    return ACCOUNT.sub("", todo)


def parted(text: str) -> tuple[str, str]:
    """The same as words and the command at their end, "" where there is none."""
    found = COMMAND.search(text)
    return (text[: found.start(1)], found[1]) if found else (text, "")
