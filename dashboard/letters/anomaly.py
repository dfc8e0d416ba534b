"""Days that cost other than expected: by how much, what drove them, and whether they still go on."""

from datetime import timedelta

from dashboard.forecasts.drivers import Driver, drivers
from dashboard.lettering import telling
from dashboard.lettering.address import address_of
from dashboard.lettering.bars import by_day
from dashboard.lettering.draft import Draft, Numbers, Part, Picture
from dashboard.lettering.episode import episode_of
from dashboard.lettering.evidence import work
from dashboard.lettering.letter import Letter, Occasion
from dashboard.lettering.words import money, scope, written
from dashboard.lettering.write import write
from dashboard.measures import amounts
from dashboard.measures.outlook.anomaly import Anomaly
from dashboard.view import View
from db.alerts import Told
from db.scopes import filters
from db.window import days_between

TITLE = "Odd days"
PART = "Odd days"
BACK = timedelta(days=28)


def compose(occasion: Occasion) -> Letter:
    """The letter of one stretch of odd days."""
    told, about = occasion.alerts[0], occasion.about
    found = episode_of(told, occasion)
    shown = looked_into(found, occasion) if found else work.parts(told, occasion)
    draft = Draft(
        telling.subject(told, about), TITLE, telling.headline(told, about), telling.tone(about),
        (Part(sentences=telling.happened(told, occasion)), *shown),
        (*planned(told, about), *telling.todo(told, occasion)), told.address, "See what drove it",
    )  # fmt: skip
    return write(draft, occasion)


def looked_into(one: Anomaly, occasion: Occasion) -> tuple[Part, ...]:
    """What it cost beside what was expected, and what drove it."""
    view = occasion.view
    low, high = money(one.low, view.currency), money(one.high, view.currency)
    said = f"19 times in 20 these days come to between {low} and {high}. {_still(one)}"
    found = drivers(view, one)
    parts = (Part("What was odd", (said,), charted(one, view), odd(one, view)),)
    return (*parts, Part("What drove it", numbers=driven(found, one, view), notes=why(found))) if found else parts


def odd(one: Anomaly, view: View) -> Numbers:
    """The one row that the screen has of it."""
    what = scope(filters(one.part)) if one.part else "everything"
    row = (what, *(money(nano, view.currency) for nano in (one.actual, one.expected, one.impact)))
    title = f"{amounts.days(one.first, one.past)}, odd days alone, in {view.currency}"
    address = address_of("forecast", view.during(one.first, one.past), forecast=PART)
    return Numbers(title, ("Of", "Cost", "Expected", "More"), (row,), False, address, "See all odd days")


def driven(found: list[Driver], one: Anomaly, view: View) -> Numbers:
    """Team, model and project that moved most, against the same days of four weeks before."""
    rows = [
        (" · ".join(word or "unknown" for word in each.words),
         *(written("cost", value, view.currency) for value in (each.now, each.usual, each.impact)))
        for each in found
    ]  # fmt: skip
    title = f"{amounts.days(one.first, one.past)} against the mean of four weeks before, in {view.currency}"
    return Numbers(title, ("What", "Cost", "Usual", "More"), tuple(rows))


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
    return "It still goes on." if one.going_on else "It does not go on."


def planned(told: Told, about: str) -> tuple[str, ...]:
    """What spares everybody the next letter, where it was no accident."""
    if about == telling.CLEARED or told.planned:
        return ()
    return ("If it was planned, say so on that screen: nobody is told again, and the forecast does not learn from it.",)
