"""Where does a budget stand in a period: what may be spent, what was, what is left, and how fast it goes?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from dashboard.measures.budgeting.chance import Ahead, chance_over
from dashboard.measures.budgeting.planned import allowed, periods
from dashboard.measures.budgeting.rollover import Days, carried, used
from db.budget_periods import Period
from db.budgets import Budget

OVER, LIKELY, FAST, FINE, ENDED = "over", "likely over", "ahead of its line", "on track", "kept"
TOO_FAST: Final = Decimal("1.1")
EVEN: Final = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Standing:
    """One period of a budget, in nano-units: `planned` for it, `carried` over from before, and `used` of both.

    `first` and `past` are the days of the period on which the budget holds. Days before `whole` are known in full;
    `used_whole` is what they cost. `ahead` is the forecast of the period, where there is one.
    """

    budget: Budget
    period: Period
    first: date
    past: date
    planned: int
    carried: int
    used: int
    whole: date
    used_whole: int
    ahead: Ahead | None = None

    @property
    def limit(self) -> int:
        """What may be spent in all."""
        return self.planned + self.carried

    @property
    def left(self) -> int:
        """What may still be spent; below 0 is overspent."""
        return self.limit - self.used

    @property
    def share(self) -> Decimal | None:
        """The part of the limit that is used; None where nothing may be spent."""
        return Decimal(self.used) / self.limit if self.limit > 0 else None

    def line(self, day: date) -> int:
        """What may be spent before `day` if it is spent evenly: the amount by its days, and what was carried alike."""
        day = min(max(day, self.first), self.past)
        gone, all_days = (day - self.first).days, (self.past - self.first).days
        return allowed(self.budget, self.first, day) + self.carried * gone // all_days

    @property
    def pace(self) -> Decimal | None:
        """Used ÷ what the line allows, on the days that are known in full; None where there is none yet."""
        line = self.line(self.whole)
        return Decimal(self.used_whole) / line if line > 0 else None

    @property
    def chance(self) -> Decimal | None:
        """How likely the period ends over its limit; None where no forecast can tell."""
        return chance_over(self.ahead, self.limit) if self.ahead else None

    @property
    def ended(self) -> bool:
        """Whether every day of it is known in full."""
        return self.whole >= self.past

    def crossed(self, percent: int) -> bool:
        """Whether so many percent of the limit are used. With nothing to spend, anything spent is too much."""
        return self.used * 100 >= self.limit * percent and (self.used > 0 or self.limit < 0)

    @property
    def state(self) -> str:
        """In a word: over, likely over, ahead of its line, on track; or kept, once it has ended."""
        if self.used > self.limit:
            return OVER
        if self.ended:
            return ENDED
        chance, pace = self.chance, self.pace
        if chance is not None:
            return LIKELY if chance >= EVEN else FINE
        return FAST if pace is not None and pace > TOO_FAST else FINE


def standings(budget: Budget, days: Days, since: date, until: date, whole: date) -> list[Standing]:
    """Each period of the budget that has a day from `since` to before `until`, in order.

    `days` must reach back to the budget's first day where something goes over. Days before `whole` are known in full.
    """
    begun, ended = budget.life
    start = since if budget.rollover == "none" else min(since, begun)
    every = periods(budget, start, until)
    over = carried(budget, every, days)
    return [
        _standing(budget, one, over[one], days, max(one.first, begun), min(one.past, ended), whole)
        for one in every
        if one.past > since
    ]


def _standing(budget: Budget, period: Period, over: int, days: Days, first: date, past: date, whole: date) -> Standing:
    known = min(max(whole, first), past)
    planned, so_far = allowed(budget, first, past), used(days, first, past)
    return Standing(budget, period, first, past, planned, over, so_far, known, used(days, first, known))


def foreseen(standing: Standing, ahead: Ahead | None) -> Standing:
    """The same with a forecast of its period."""
    return replace(standing, ahead=ahead)


def worst_first(found: Sequence[Standing]) -> list[Standing]:
    """Those that are over first, then those that likely will be, each with the largest amount first."""
    order = (OVER, LIKELY, FAST, FINE, ENDED)
    return sorted(found, key=lambda one: (order.index(one.state), -one.limit, one.budget.name))
