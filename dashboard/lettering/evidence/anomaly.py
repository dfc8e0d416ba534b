"""Odd days: by how much they cost other than expected, and which team, model and project drove them."""

from datetime import timedelta
from typing import Final

from dashboard.forecasts.drivers import Driver, explained
from dashboard.forecasts.tables import called
from dashboard.lettering.address import address_of
from dashboard.lettering.bars import by_day
from dashboard.lettering.draft import Numbers, Part, Picture
from dashboard.lettering.episode import episode_of
from dashboard.lettering.evidence import work
from dashboard.lettering.letter import Occasion
from dashboard.lettering.words import money, scope, written
from dashboard.measures import amounts
from dashboard.measures.outlook.anomaly import Anomaly
from dashboard.view import View
from db.alerts import Told
from db.scopes import filters
from db.window import days_between

PART: Final = "Odd days"
BACK: Final = timedelta(days=28)


def parts(told: Told, occasion: Occasion) -> tuple[Part, ...]:
    """The stretch looked into; or just the work, where it is no longer odd or not the same to this reader."""
    found = episode_of(told, occasion)
    return looked_into(found, occasion.view) if found else work.parts(told, occasion)


def looked_into(one: Anomaly, view: View) -> tuple[Part, ...]:
    """What it cost beside what was expected, and what drove it."""
    low, high = money(one.low, view.currency), money(one.high, view.currency)
    days = "such a day comes" if one.days == 1 else "such days come"
    said = f"19 times in 20 {days} to between {low} and {high}. {_still(one)}"
    found = explained(view, one)
    parts = (Part("What was odd", (said,), charted(one, view), odd(one, view)),)
    return (*parts, Part("What drove it", numbers=driven(found, one, view), notes=why(found))) if found else parts


def odd(one: Anomaly, view: View) -> Numbers:
    """The one row that the screen has of it."""
    what = scope(filters(one.part)) if one.part else "everything"
    row = (what, *(money(nano, view.currency) for nano in (one.actual, one.expected, one.impact)))
    title = f"{amounts.days(one.first, one.past)}, odd days alone, in {view.currency}"
    return Numbers(
        title, ("Of", "Cost", "Expected", "More"), (row,), False, shown_at(one, view), "See it among all odd days"
    )


def shown_at(one: Anomaly, view: View) -> str:
    """The screen that looks into the same days."""
    return address_of("forecast", view.during(one.first, one.past), forecast=PART, odd_one=called(one))


def driven(found: list[Driver], one: Anomaly, view: View) -> Numbers:
    """Team, model and project that moved most, and all other work, against the same days of four weeks before."""
    rows = [
        (" · ".join(word or "unknown" for word in each.words),
         *(written("cost", value, view.currency) for value in (each.now, each.usual, each.impact)))
        for each in found
    ]  # fmt: skip
    title = f"{amounts.days(one.first, one.past)} against the middle of four weeks before, in {view.currency}"
    headings = ("What", "Cost", "Usual", "More")
    return Numbers(title, headings, tuple(rows), False, shown_at(one, view), "See what drove it")


def why(found: list[Driver]) -> tuple[str, ...]:
    """By what each of them moved."""
    return tuple(f"{' · '.join(word or 'unknown' for word in one.words)}: {one.why}." for one in found)


def charted(one: Anomaly, view: View) -> Picture:
    """Four weeks up to the odd days, which stand out."""
    mine = (view.only(**filters(one.part)) if one.part else view).during(one.first - BACK, one.past)
    costs = dict(mine.figures(["cost"], ["day"]).itertuples(index=False, name=None))
    days = list(days_between(one.first - BACK, one.past))
    odd_ones = set(days_between(one.first, one.past))
    alt = f"Cost by day of the four weeks up to the odd days, {amounts.days(one.first, one.past)}, which stand out."
    return by_day("odd", alt, days, [costs.get(day) for day in days], view.currency, odd_ones)


def _still(one: Anomaly) -> str:
    return "It still goes on." if one.going_on else "It did not go on."
