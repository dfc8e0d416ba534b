"""How budgets stand, for letters: each in its period, what was used, what is expected, and the burn of one by day."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from dashboard.budgets import in_month
from dashboard.lettering.bars import days_below
from dashboard.lettering.colours import Look
from dashboard.lettering.draft import NOT_KNOWN, Numbers, Picture
from dashboard.lettering.pictures import Value, amounts_on, high, legend, picture
from dashboard.lettering.words import money
from dashboard.measures import amounts
from dashboard.measures.budgeting.standing import Standing
from dashboard.view import View
from db.budget_periods import Period
from db.money import from_nano
from db.window import days_between

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NOW: Final = ("Budget", "May spend", "Used", "Expected", "It is")
THEN: Final = ("Budget", "Might spend", "Used", "Left", "State")
DAY: Final = timedelta(days=1)


def standing(found: Sequence[Standing], currency: str, address: str, opens: str = "See the budgets") -> Numbers:
    """Each budget in its present period; the address shows the same ones, also when that is over."""
    rows = tuple((called(one), *_three(one, currency), one.state) for one in found)
    return Numbers(f"Each in its present period, in {currency}", NOW, rows, False, address, opens)


def held(found: Sequence[Standing], currency: str, month: Period) -> Numbers:
    """Each period of a month, over or not."""
    rows = tuple((called(one), *_past(one, currency), one.state) for one in found)
    title, address = f"Each in its whole period, in {currency}", in_month(month.first)
    return Numbers(title, THEN, rows, False, address, "See the budgets of this month")


def called(one: Standing) -> str:
    """A budget and its period."""
    return f"{one.budget.name}, {one.period.name}"


def _three(one: Standing, currency: str) -> tuple[str, ...]:
    expected = money(one.ahead.expected, currency) if one.ahead else NOT_KNOWN
    return money(one.limit, currency), money(one.used, currency), expected


def _past(one: Standing, currency: str) -> tuple[str, ...]:
    return tuple(money(nano, currency) for nano in (one.limit, one.used, one.left))


def burn(one: Standing, view: View) -> Picture:
    """What was used up to each day of the period, beside its even line and its limit."""
    costs = dict(view.only(**one.budget.where).figures(["cost"], ["day"]).itertuples(index=False, name=None))
    days = list(days_between(one.first, one.past))
    gone = [day for day in days if day <= last(one, view)]
    used = list(accumulate(costs.get(day) or Decimal(0) for day in gone))
    line = [from_nano(one.line(day + DAY)) for day in days]
    currency = view.currency
    alt = (
        f"Used of {one.budget.name} by day, {amounts.days(one.first, one.past)}, beside its even line and its limit of"
        f" {money(one.limit, currency)}."
    )

    def draw(axes: "Axes", look: Look) -> None:
        axes.plot(range(len(days)), high(line), color=look.rest, linewidth=1.6, label="Even line")
        axes.axhline(float(from_nano(one.limit)), color=look.series[1], linewidth=2, label="Limit")
        axes.plot(range(len(gone)), high(used), color=look.series[0], linewidth=3, label="Used")
        _expected(axes, look, one, len(days), used)
        axes.set_ylim(bottom=0)
        days_below(axes, days)
        amounts_on(axes.yaxis, currency, look)
        legend(axes, look, 4)

    return picture("burn", alt, 2.6, draw)


def last(one: Standing, view: View) -> date:
    """The last day that is drawn: today, or the period's last."""
    return min(one.past, view.narrowing.until) - DAY


def _expected(axes: "Axes", look: Look, one: Standing, days: int, used: Sequence[Value]) -> None:
    """From the last day to where the period is expected to end."""
    if one.ahead and used and len(used) < days:
        ends = [float(used[-1] or 0), float(from_nano(one.ahead.expected))]
        axes.plot([len(used) - 1, days - 1], ends, color=look.series[0], linewidth=2, linestyle=":", label="Expected")
