"""Who looks, and at what: a reader's teams, the days and words chosen, and words that do not exist."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches


class NotThere(Exception):
    """A measure or dimension that does not exist; the text names the nearest that does."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks. `teams` None may see everything, else only the work of those teams."""

    name: str = ""
    teams: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the reader chose to look at: days from `since` up to and not including `until`, words by dimension."""

    since: date
    until: date
    where: Mapping[str, Collection[str]] = field(default_factory=dict)


def known(kind: str, name: str, names: Collection[str]) -> str:
    """The name itself. Raises NotThere for one that does not exist."""
    if name in names:
        return name
    near = get_close_matches(name, names, n=1)
    advice = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(names)}"
    raise NotThere(f"there is no {kind} {name!r}; {advice}")


EVERYBODY = Reader()
"""A reader who may see everything."""
