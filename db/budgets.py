"""Budgets: what a part of the work may cost in a period, and from which shares of that on somebody is told."""

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, field_validator

from db.door import Amount, Currency
from db.facts import Id, Word
from db.ledger import DIMENSIONS, NUMBERED
from db.money import from_nano

SCOPES: Final = tuple(name for name in DIMENSIONS if name not in NUMBERED)
"""The words that a budget may be narrowed by: every dimension but time, which its period says."""
USUAL: Final = "50,75,90,100"
MOST: Final = 1000


def scope_of(where: Mapping[str, Collection[str]]) -> str:
    """Allowed words by dimension as text, in a fixed order."""
    return "; ".join(f"{name}={word}" for name in sorted(where) for word in sorted(where[name]))


def _scope(text: str) -> str:
    return scope_of(filters(text))


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


def _thresholds(text: str) -> str:
    """Percents in rising order, each once."""
    words = [word for word in re.split(r"[,;\s]+", text.replace("%", "")) if word] or USUAL.split(",")
    wrong = [word for word in words if not (word.isascii() and word.isdigit() and 0 < int(word[:5]) <= MOST)]
    if wrong:
        raise ValueError(f"{wrong[0]!r} is no whole percent from 1 to {MOST}; write {USUAL}")
    return ",".join(map(str, sorted({int(word) for word in words})))


class Budget(BaseModel):
    """A limit: `amount` in nano-units of `currency` for each period on what `scope` narrows the work to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Id
    scope: Annotated[Word, AfterValidator(_scope)] = ""
    period: Literal["day", "week", "month", "quarter", "year"]
    amount: Amount
    currency: Currency
    rollover: Literal["none", "surplus", "both"] = "none"
    thresholds: Annotated[Word, AfterValidator(_thresholds)] = USUAL

    @field_validator("amount")
    @classmethod
    def _is_something(cls, amount: int) -> int:
        if not amount:
            raise ValueError("a budget of nothing is crossed by everything; give an amount above 0")
        return amount

    @property
    def where(self) -> dict[str, list[str]]:
        """Allowed words by dimension, as a View is narrowed."""
        return filters(self.scope)

    @property
    def percents(self) -> tuple[int, ...]:
        """From which percents of the amount on somebody is told."""
        return tuple(map(int, self.thresholds.split(",")))


def budget_of(row: Any) -> Budget:
    """The budget that a stored row stands for."""
    said = {name: getattr(row, name) for name in Budget.model_fields}
    return Budget.model_validate(said | {"amount": from_nano(row.amount)})
