"""So much of a budget is used in the period that is now."""

from collections.abc import Iterator
from typing import Final

from dashboard.alerts.thresholds import (
    address_of,
    dearest,
    highest,
    money,
    percent_of,
    standing_of,
    told_percents,
)
from dashboard.alerts.watch import DAY, Watch
from dashboard.measures import amounts
from dashboard.measures.budgeting.standing import Standing
from db.alerts import Crossing, Told
from db.budget_names import rule_of

KIND: Final = "budget"


def crossings(watch: Watch) -> Iterator[Crossing]:
    """The highest threshold of each that is crossed."""
    for one in watch.standings:
        top = _top(watch, one)
        if top is not None:
            yield Crossing(
                rule_of(KIND, one.budget.name), f"{top}%", one.period.name, KIND, _said(one), _todo(watch, one),
                address_of(watch, one), one.budget.scope, one.used,
            )  # fmt: skip


def ended(watch: Watch, told: Told) -> bool:
    """Its period is past, there is no such budget any more, or a higher threshold took its place."""
    one = standing_of(watch.standings, told, KIND)
    top = _top(watch, one) if one else None
    return one is None or (top is not None and top > percent_of(told))


def _top(watch: Watch, one: Standing) -> int | None:
    crossed = [percent for percent in one.budget.percents if one.crossed(percent)]
    return highest(crossed, told_percents(watch, KIND, one))


def _said(one: Standing) -> str:
    used, limit, left = (money(one, nano) for nano in (one.used, one.limit, abs(one.left)))
    share = "" if one.share is None else f" ({amounts.share(one.share)})"
    rest = f"{left} is left until {amounts.day(one.past - DAY)}" if one.left >= 0 else f"{left} over"
    return f"{one.budget.name} has used {used} of {limit}{share} in {one.period.name}: {rest}."


def _todo(watch: Watch, one: Standing) -> str:
    most = dearest(watch, one)
    if one.left < 0:
        return f"{most}Let work wait, or raise the budget until {amounts.day(one.past - DAY)} under Budgets & alerts."
    return f"{most}Forecast says under “Back under budget” what moving work to another model would save."
