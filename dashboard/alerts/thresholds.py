"""What budgets are told of by: one threshold at a time, the highest, in the period that is now."""

from collections.abc import Collection, Iterable

from dashboard.alerts.address import on_days
from dashboard.alerts.watch import DAY, Watch
from dashboard.budgets import choices_of
from dashboard.measures import amounts
from dashboard.measures.budgeting.standing import Standing
from db.alerts import Told
from db.budget_names import rule_of
from db.money import from_nano


def percent_of(told: Told) -> int:
    """The threshold of an alert."""
    return int(told.threshold.rstrip("%"))


def standing_of(standings: Iterable[Standing], told: Told, kind: str) -> Standing | None:
    """Where the budget of an alert stands now; None where there is no such budget, or its period is past."""
    found = (one for one in standings if rule_of(kind, one.budget.name) == told.rule)
    return next((one for one in found if one.period.name == told.period), None)


def told_percents(watch: Watch, kind: str, one: Standing, *, still_open: bool = False) -> set[int]:
    """The thresholds of a budget that were told of in its present period."""
    key = (rule_of(kind, one.budget.name), one.period.name)
    mine = [told for told in watch.told if (told.rule, told.period) == key]
    return {percent_of(told) for told in mine if not still_open or told.resolved is None}


def highest(crossed: Collection[int], known: Collection[int]) -> int | None:
    """The one to tell of. One below another that was told of already is no news when money comes back."""
    top = max(crossed, default=None)
    return top if top is not None and (top in known or top > max(known, default=0)) else None


def money(one: Standing, nano: int) -> str:
    """Whole nano-units of a budget's currency as the screens write them."""
    return amounts.written("cost", from_nano(nano), one.budget.currency)


def address_of(watch: Watch, one: Standing) -> str:
    """The screen that shows it in its period, narrowed to its work on the days of that so far."""
    past = max(min(one.past, watch.today + DAY), one.first + DAY)
    return on_days("budgets", one.first, past, one.budget.where, **choices_of(one.budget, one.period))


def dearest(watch: Watch, one: Standing) -> str:
    """The model that most of it went to, with its cost; "" where nothing was used."""
    mine = watch.view.only(**one.budget.where).during(one.first, one.past)
    models = [name for name in mine.words("model") if name]
    if not models:
        return ""
    cost = amounts.written("cost", mine.only(model=models[:1]).number("cost"), watch.view.currency)
    return f"Most of it went to {models[0]} ({cost}). "
