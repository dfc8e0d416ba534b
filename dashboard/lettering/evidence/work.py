"""The work that an alert is about: what the days it speaks of cost, by team and by day."""

from datetime import date, timedelta
from typing import Final
from urllib.parse import parse_qs, urlsplit

from dashboard.lettering.address import address_of, can_be_opened
from dashboard.lettering.bars import by_day
from dashboard.lettering.draft import Numbers, Part, Picture
from dashboard.lettering.letter import Occasion
from dashboard.lettering.tables import by_word
from dashboard.lettering.words import scope, written
from dashboard.measures import amounts
from dashboard.view import View
from db.alerts import Told
from db.window import days_between

DAYS: Final = timedelta(days=30)
NAMES: Final = ("cost", "cost_per_second", "clips")


def parts(told: Told, occasion: Occasion) -> tuple[Part, ...]:
    """One part, or none where nothing of the work is known in those days.

    What no screen can be narrowed to is drawn alone: a number that nobody can look up has no business in a letter.
    """
    view = lately(told, occasion)
    if view.empty():
        return ()
    return (Part("What it cost lately", picture=daily(view, scope(told.where)), numbers=by_team(view)),)


def by_team(view: View) -> Numbers | None:
    """Every team of the work; None where no screen can be narrowed to the same."""
    if not can_be_opened(view.narrowing.where):
        return None
    return by_word(view, "team", NAMES, shown(view), address_of("teams", view), "See these teams on screen")


def lately(told: Told, occasion: Occasion) -> View:
    """The work of an alert on the days that its address opens, or in the last 30."""
    days = days_of(told.address)
    view = occasion.view.during(*days) if days else last_days(occasion)
    return view.only(**told.where)


def days_of(address: str) -> tuple[date, date] | None:
    """The first day that an address narrows to, and the day after its last; None where it names none."""
    named = sorted(parse_qs(urlsplit(address).query).get("days", []))
    try:
        return date.fromisoformat(named[0]), date.fromisoformat(named[-1]) + timedelta(days=1)
    except (IndexError, ValueError, OverflowError):
        return None


def last_days(occasion: Occasion) -> View:
    """All work in the last 30 days."""
    past = today(occasion) + timedelta(days=1)
    return occasion.view.during(past - DAYS, past)


def today(occasion: Occasion) -> date:
    """The day it is where days are reckoned."""
    return occasion.now.astimezone(occasion.zone).date()


def shown(view: View) -> str:
    """Which days a table is about, and in which money."""
    narrowing = view.narrowing
    return f"{amounts.days(narrowing.since, narrowing.until)}, in {view.currency}"


def daily(view: View, what: str) -> Picture:
    """Cost by day as bars."""
    costs = dict(view.figures(["cost"], ["day"]).itertuples(index=False, name=None))
    narrowing = view.narrowing
    days = list(days_between(narrowing.since, narrowing.until))
    said = amounts.days(narrowing.since, narrowing.until)
    alt = f"Cost of {what} by day, {said}; in all {written('cost', view.number('cost'), view.currency)}."
    return by_day("by-day", alt, days, [costs.get(day) for day in days], view.currency)
