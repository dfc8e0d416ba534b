"""A part of the work in words: `team=social; model=veo-3.1`, as budgets and known steps are narrowed."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Final

from db.ledger import DIMENSIONS, NUMBERED

SCOPES: Final = tuple(name for name in DIMENSIONS if name not in NUMBERED)
"""The words that a budget may be narrowed by: every dimension but time, which its period says."""
TEAM: Final = "team"


def scope_of(where: Mapping[str, Collection[str]]) -> str:
    """Allowed words by dimension as text, in a fixed order."""
    return "; ".join(f"{name}={word}" for name in sorted(where) for word in sorted(where[name]))


def filters(scope: str) -> dict[str, list[str]]:
    """`team=social; team=trailers; model=veo-3.1` as allowed words by dimension; "" is everything.

    Raises ValueError for what is no such filter, with the nearest right word.
    """
    found: dict[str, set[str]] = {}
    for one in filter(None, map(str.strip, scope.split(";"))):
        name, equals, word = (part.strip() for part in one.partition("="))
        if not equals or not word:
            raise ValueError(f"{one!r} needs the form DIM=VALUE, as in team=social; put ; between two")
        if name not in SCOPES:
            near = get_close_matches(name, SCOPES, n=1)
            advice = f"did you mean {near[0]!r}?" if near else f"use one of {', '.join(SCOPES)}"
            raise ValueError(f"{name!r} is nothing to narrow a budget by; {advice}")
        found.setdefault(name, set()).add(word)
    return {name: sorted(words) for name, words in found.items()}


def renamed(scope: str, teams: Mapping[str, str]) -> str:
    """The same scope where teams have new names (by the old ones)."""
    found = filters(scope) if f"{TEAM}=" in scope else {}
    return scope_of(found | {TEAM: [teams.get(name, name) for name in found[TEAM]]}) if TEAM in found else scope
