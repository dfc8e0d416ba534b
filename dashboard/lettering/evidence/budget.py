"""A budget at one of its thresholds: how it stands, how fast it goes, where it will end, and what it was spent on."""

from dataclasses import replace
from datetime import timedelta

from dashboard.budgets import address_of as budget_address
from dashboard.budgets import ahead, standings_between
from dashboard.lettering.address import address_of, can_be_opened
from dashboard.lettering.budgets import burn, standing
from dashboard.lettering.draft import Part
from dashboard.lettering.evidence import work
from dashboard.lettering.letter import Occasion
from dashboard.lettering.tables import by_word
from dashboard.lettering.words import money
from dashboard.measures import amounts
from dashboard.measures.budgeting.standing import Standing
from dashboard.view import View
from db.alerts import Told
from db.budget_names import rule_of

NAMES = ("cost", "cost_per_second", "clips")


def parts(told: Told, occasion: Occasion) -> tuple[Part, ...]:
    """The budget in its period and, where a screen shows the same, what it was spent on.

    The alert's work where that period is over or the budget is gone.
    """
    one = of(told, occasion)
    if one is None:
        return work.parts(told, occasion)
    view = in_period(one, occasion)
    address = budget_address(one.budget, one.period)
    stands = standing([one], view.currency, address, "See the budget in this period")
    how = Part("How it stands", said(one, view.currency), burn(one, view), stands)
    spent = view.only(**one.budget.where)
    if spent.empty() or not can_be_opened(spent.narrowing.where):
        return (how,)
    address = address_of("unit_costs", spent, by="Model")
    numbers = by_word(spent, "model", NAMES, work.shown(spent), address, "See all unit costs by model")
    return how, Part("What it was spent on", numbers=numbers)


def of(told: Told, occasion: Occasion) -> Standing | None:
    """The standing that the alert is about, as its reader may see it."""
    day, zone = work.today(occasion), occasion.zone
    found = standings_between(occasion.view, day, day + timedelta(days=1), day, zone)
    mine = [one for one in found if (rule_of(told.kind, one.budget.name), one.period.name) == (told.rule, told.period)]
    return ahead(occasion.view, mine[0], day, zone) if mine else None


def in_period(one: Standing, occasion: Occasion) -> View:
    """All that the reader may see of its days up to today."""
    until = min(one.past, work.today(occasion) + timedelta(days=1))
    view = occasion.view.during(one.first, until)
    return replace(view, narrowing=replace(view.narrowing, where={}))


def said(one: Standing, currency: str) -> tuple[str, ...]:
    """What is used of what, of which days, and what is expected."""
    share = "" if one.share is None else f" ({amounts.share(one.share)})"
    left = money(abs(one.left), currency)
    used = (
        f"{money(one.used, currency)}{share} of {money(one.limit, currency)} is used in"
        f" {amounts.days(one.first, one.past)}; {left} {'is left' if one.left >= 0 else 'too much'}."
    )
    return tuple(filter(None, (used, carried(one, currency), expected(one, currency))))


def carried(one: Standing, currency: str) -> str:
    """What came over from the period before."""
    if not one.carried:
        return ""
    what = "left over" if one.carried > 0 else "overspent"
    return f"{money(abs(one.carried), currency)} of that was {what} in the periods before."


def expected(one: Standing, currency: str) -> str:
    """Where it is expected to end, and how sure that is."""
    line = one.ahead
    if line is None or one.ended:
        return ""
    bounds = (money(nano, currency) for nano in (line.low80, line.high80))
    sure = "; there are too few days to say how sure that is" if line.low80 is None else ""
    between = sure or f", four times in five between {' and '.join(bounds)}"
    chance = "" if one.chance is None else f" The chance that it ends over its limit is {amounts.share(one.chance, 0)}."
    return f"It is expected to end at {money(line.expected, currency)}{between}.{chance}"
