"""A budget will likely be used to so much by the end of its period, as likely as the budget itself asks for."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from dashboard.alerts.thresholds import address_of, highest, money, percent_of, standing_of, told_percents
from dashboard.alerts.watch import DAY, Watch
from dashboard.measures import amounts
from dashboard.measures.budgeting.chance import Ahead, chance_over
from dashboard.measures.budgeting.standing import Standing
from db.alerts import Crossing, Told
from db.budget_names import rule_of

KIND: Final = "forecast"
CALM: Final = 10
"""So many points less likely it must be before it is over, or each day's forecast would say otherwise."""
TODO: Final = (
    "Look under Forecast, Back under budget, what moving work to another model would save; or raise the budget under"
    " Budgets & alerts before it is used up."
)


def crossings(watch: Watch) -> Iterator[Crossing]:
    """The highest threshold of each that will likely be crossed and is not yet."""
    for one in watch.standings:
        top = _top(watch, one)
        if one.ahead and top is not None:
            yield Crossing(
                rule_of(KIND, one.budget.name), f"{top}%", one.period.name, KIND, _said(one, one.ahead, top), TODO,
                address_of(watch, one), one.budget.scope, one.ahead.expected,
            )  # fmt: skip


def ended(watch: Watch, told: Told) -> bool:
    """Its period is past, there is no such budget any more, a higher one took its place, or it has come true."""
    one, percent = standing_of(watch.standings, told, KIND), percent_of(told)
    top = _top(watch, one) if one else None
    return one is None or one.crossed(percent) or (top is not None and top > percent)


def _top(watch: Watch, one: Standing) -> int | None:
    still = told_percents(watch, KIND, one, still_open=True)
    likely = [percent for percent in one.budget.forecast_percents if _likely(one, percent, told=percent in still)]
    return highest(likely, told_percents(watch, KIND, one))


def _likely(one: Standing, percent: int, *, told: bool) -> bool:
    """Whether a threshold is likely enough to be crossed; where nobody can tell, it is as it was told."""
    if one.crossed(percent):
        return False
    chance = _chance(one, percent)
    return told if chance is None else chance * 100 >= one.budget.probability - CALM * told


def _chance(one: Standing, percent: int) -> Decimal | None:
    return chance_over(one.ahead, one.limit * percent // 100) if one.ahead else None


def _said(one: Standing, ahead: Ahead, percent: int) -> str:
    expected, line, limit = (money(one, nano) for nano in (ahead.expected, one.limit * percent // 100, one.limit))
    chance = _chance(one, percent)
    likely = "" if chance is None else f"with a probability of {amounts.share(chance, 0)} "
    more = f"more than its {limit}" if percent == 100 else f"more than {line}, {percent}% of its {limit}"
    known = money(one, one.used)
    return (
        f"{one.budget.name} will {likely}cost {more} in {one.period.name}: {expected} is expected by"
        f" {amounts.day(one.past - DAY)}, {known} is used."
    )
