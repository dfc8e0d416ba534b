"""Which budget a forecast is held against, and what would bring it back under."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from dashboard.forecasts import shares
from dashboard.forecasts.budgeted import monthly
from dashboard.forecasts.outlook import Outlook
from dashboard.measures.what_if.fit import Terms
from dashboard.view import View
from db.budgets import Budget
from db.money import from_nano
from db.window import day_number

MOST: Final = 0.95
"""Another model counts where it can make this part of the clips."""


def budget_of(view: View, outlook: Outlook) -> Budget | None:
    """The monthly budget of just what is chosen, in the reporting currency; None where there is none."""
    return next((one for one in monthly(view, outlook.past.today) if one.scope == outlook.past.scope), None)


@dataclass(frozen=True, slots=True)
class Way:
    """Move what is left of one model's work this month to another: what it is expected to cost, and what that saves."""

    model: str
    to: str
    seller: str
    left: Decimal
    saved: Decimal
    part: Decimal
    """The part of its recent clips that can be made there."""


def ways(view: View, outlook: Outlook) -> list[Way]:
    """For each model in recent use the cheapest place that can make nearly all of its clips, the most saved first."""
    found: list[Way] = []
    for line in outlook.of("model"):
        model = line.part.partition("=")[2]
        if line.horizon == outlook.month.horizon and line.left > 0 and model:
            way = _way(view.only(model=[model]), outlook, model, line.left)
            found += [way] if way else []
    return sorted(found, key=lambda one: -one.saved)


def _way(view: View, outlook: Outlook, model: str, left: int) -> Way | None:
    recent = shares.recent(view, outlook.past).only(kind=["render"])
    able = [
        one
        for one in recent.alternatives(Terms(day_number(outlook.past.today)))
        if one.model != model and one.now > one.there and one.clips >= MOST * (one.clips + sum(one.reasons.values()))
    ]
    if not able:
        return None
    best = min(able, key=lambda one: Decimal(one.there) / one.now)
    costed = Decimal(best.now) / max(shares.cost(shares.recent(view, outlook.past)), 1)
    saved = from_nano(left) * min(costed, Decimal(1)) * (1 - Decimal(best.there) / best.now)
    part = Decimal(best.clips) / (best.clips + sum(best.reasons.values()))
    return Way(model, best.model, best.seller, from_nano(left), saved, part)


def over(outlook: Outlook, budget: Budget | None) -> Decimal:
    """By how much this month is expected to be over the budget; 0 where it is not, or there is none."""
    return max(from_nano(outlook.month.expected - budget.amount), Decimal(0)) if budget else Decimal(0)


def enough(found: Sequence[Way], needed: Decimal) -> int:
    """How many of the ways, from the first on, it takes to save what is needed; 0 where all of them do not."""
    saved = Decimal(0)
    for number, one in enumerate(found, 1):
        saved += one.saved
        if saved >= needed:
            return number
    return 0
