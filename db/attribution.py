"""Which team a piece of work belongs to: pure rules, and the first that matches wins.

A rule's pattern is a glob (`*`, `?`, `[…]`, capitals matter) on the name of the key, project, workspace or
user where the provider has one, else on its id. A word that a piece of work does not have matches nothing,
not even `*`. Work that no rule places goes to the account's default team, or to nobody: "" is unattributed.
A team that a company's own job log names for just this clip comes before any rule.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from fnmatch import translate
from functools import lru_cache
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict

from db.facts import Facet, Id, Word

NAMED: Final = ("api_key", "project", "workspace", "user")
FIELDS: Final = (*NAMED, "endpoint", "model", "account")
LABEL: Final = "label:"
REMEMBERED: Final = 65536

NameOf = Callable[[str, str], str | None]
Matcher = Callable[[str], object]


def _known_field(field: object) -> object:
    """The field itself. Raises ValueError, with the nearest right word, for one that no work has."""
    text = str(field)
    if text in FIELDS or (text.startswith(LABEL) and text != LABEL):
        return field
    near = get_close_matches(text, (*FIELDS, f"{LABEL}<key>"), n=1)
    advice = f"did you mean {near[0]!r}?" if near else f"use one of {', '.join(FIELDS)} or {LABEL}<key>"
    raise ValueError(f"{text[:80]!r} is not a field of a rule; {advice}")


class Rule(BaseModel):
    """Work whose `field` matches `pattern`, in an account that matches `account` ("" is any), is `team`'s."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    team: Id
    field: Annotated[Word, BeforeValidator(_known_field)]
    pattern: Id
    account: Word = ""


class Rulebook:
    """Rules in their order, made ready once and then asked for many pieces of work."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = [(rule, _matcher(rule.pattern), _matcher(rule.account or "*")) for rule in rules]
        self._fields = tuple(dict.fromkeys(rule.field for rule, _, _ in self._rules))
        self._first = lru_cache(maxsize=REMEMBERED)(self._find)

    def team_of(self, facet: Facet, account: str, name_of: NameOf, default_team: str = "") -> str:
        """The team of the first rule that matches, else the default; "" is unattributed.

        `account` is the account's name; `name_of(kind, id)` is what that account's provider calls an id.
        """
        if facet.team:
            return facet.team
        found = [
            place
            for field in self._fields
            if (text := _text(facet, field, account, name_of))
            and (place := self._first(field, text, account)) is not None
        ]
        return self._rules[min(found)][0].team if found else default_team

    def _find(self, field: str, text: str, account: str) -> int | None:
        """The place of the first rule about `field` that matches."""
        places = (
            place
            for place, (rule, matches, is_for) in enumerate(self._rules)
            if rule.field == field and matches(text) and is_for(account)
        )
        return next(places, None)


def team_of(facet: Facet, account: str, rules: Sequence[Rule], name_of: NameOf, default_team: str = "") -> str:
    """`Rulebook.team_of` for a single question; ask a Rulebook where there are many."""
    return Rulebook(rules).team_of(facet, account, name_of, default_team)


@lru_cache(maxsize=REMEMBERED)
def _matcher(pattern: str) -> Matcher:
    return re.compile(translate(pattern)).match


def _text(facet: Facet, field: str, account: str, name_of: NameOf) -> str:
    """What a pattern on `field` is held against; "" where this work has no such word."""
    if field == "account":
        return account
    if field.startswith(LABEL):
        return dict(facet.labels).get(field.removeprefix(LABEL), "")
    word: str = getattr(facet, field)
    return (name_of(field, word) or word) if word and field in NAMED else word
