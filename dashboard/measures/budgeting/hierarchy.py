"""Do the budgets of the parts fit into the budget of the whole? Company and teams, a team and its models."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.measures.budgeting.planned import allowed, current
from db.budget_periods import Period
from db.budgets import Budget

Words = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Exceeded:
    """Budgets of parts that together allow more than the one of the whole, over its `period`; nano-units."""

    whole: Budget
    parts: tuple[Budget, ...]
    period: Period
    allowed: int
    together: int

    @property
    def by(self) -> int:
        """By how much."""
        return self.together - self.allowed


def exceeded(budgets: Iterable[Budget], day: date) -> list[Exceeded]:
    """Every budget whose parts, of which no two are about the same work, allow more than it does on the period of
    `day`; parts of other periods count by the day, what goes over does not count. The largest excess first."""
    every = list(budgets)
    found = [one for whole in every for one in _of(whole, every, day)]
    return sorted(found, key=lambda one: (-one.by, one.whole.name))


def _of(whole: Budget, every: Sequence[Budget], day: date) -> Iterable[Exceeded]:
    period = current(whole, day)
    if period is None:
        return
    inside = [one for one in every if one.currency == whole.currency and _within(one.where, whole.where)]
    for names in sorted({tuple(sorted(one.where)) for one in inside}):
        parts = _apart([one for one in inside if tuple(sorted(one.where)) == names], period)
        together = sum(allowed(one, period.first, period.past) for one in parts)
        limit = allowed(whole, period.first, period.past)
        if together > limit:
            yield Exceeded(whole, tuple(sorted(parts, key=lambda one: one.name)), period, limit, together)


def _within(part: Words, whole: Words) -> bool:
    """Whether all that `part` allows is allowed by `whole`, and less than that."""
    return part != whole and all(name in part and set(part[name]) <= set(words) for name, words in whole.items())


def _apart(budgets: Iterable[Budget], period: Period) -> list[Budget]:
    """Those of which no two are about the same work, the largest amounts first."""
    kept: list[Budget] = []
    for one in sorted(budgets, key=lambda one: (-allowed(one, period.first, period.past), one.name)):
        if all(_no_overlap(one.where, other.where) for other in kept):
            kept.append(one)
    return kept


def _no_overlap(one: Words, other: Words) -> bool:
    return any(not set(one[name]) & set(other[name]) for name in one.keys() & other.keys())
