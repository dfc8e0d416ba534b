"""A week against the week before: what it cost, what a second of it cost, how budgets stand, what stands open."""

from dataclasses import replace
from datetime import timedelta

from dashboard.budgets import in_month, standings_of
from dashboard.lettering.address import address_of
from dashboard.lettering.bars import beside
from dashboard.lettering.budgets import standing
from dashboard.lettering.draft import Draft, Numbers, Part, Picture
from dashboard.lettering.driven import compared, driver
from dashboard.lettering.evidence.work import today
from dashboard.lettering.letter import Letter, Occasion
from dashboard.lettering.next_steps import next_steps
from dashboard.lettering.standing_open import MOST, listed, open_alerts
from dashboard.lettering.tables import against_before, by_word
from dashboard.lettering.words import written
from dashboard.lettering.write import write
from dashboard.measures import amounts
from dashboard.view import View
from db.budget_periods import Period, named, period_of

TITLE = "Weekly digest"
EVERY = "week"
PER_SECOND = ("cost", "cost_per_second", "cost_per_usable_second")


def compose(occasion: Occasion) -> Letter:
    """The letter of the week that the occasion names, or of the last one that is over."""
    week = week_of(occasion)
    occasion = replace(occasion, view=occasion.view.during(week.first, week.past))
    view = occasion.view
    parts = (
        Part(sentences=happened(view, week, occasion)), *spent(view), *a_second(view), *budgets(occasion),
        *standing_open(occasion),
    )  # fmt: skip
    draft = Draft(
        subject(view, week), TITLE, f"{headline(view, week)}.", "plain", parts, next_steps(view, occasion),
        address_of("overview", view), "Open this week",
    )  # fmt: skip
    return write(draft, occasion)


def week_of(occasion: Occasion) -> Period:
    """The week it is about."""
    if occasion.period:
        return named(EVERY, occasion.period)
    return period_of(EVERY, today(occasion) - timedelta(days=7))


def subject(view: View, week: Period) -> str:
    """Whose week it was, what it cost, and how that compares."""
    teams = view.reader.teams
    whose = "" if teams is None else f"{', '.join(sorted(teams))}: "
    return f"{whose}{headline(view, week)}"


def headline(view: View, week: Period) -> str:
    """The same without whose it was."""
    cost = written("cost", view.number("cost"), view.currency)
    moved = compared(view, view.before(), "the week before")
    return f"{amounts.days(week.first, week.past)} cost {cost}{f', {moved}' if moved else ''}"


def happened(view: View, week: Period, occasion: Occasion) -> tuple[str, ...]:
    """What made the difference, and whether all of the week is known."""
    through = view.provenance().through
    known = through is not None and through.astimezone(occasion.zone).date() >= week.past
    late = "" if known else "Not all of the week is known yet, so it will cost more."
    return tuple(filter(None, (driver(view), late)))


def spent(view: View) -> tuple[Part, ...]:
    """Each team's cost beside the week before."""
    numbers = against_before(view, "team", "Last week", "Week before", f"In {view.currency}", "teams", "See the teams")
    return (Part("Who spent it", (), beside_before(view), numbers),)


def beside_before(view: View) -> Picture:
    """The same as bars."""
    frame = view.compared(["cost"], "team")
    words = [amounts.word("team", word) for word in frame["team"]]
    series = [("Last week", frame["cost"].tolist()), ("Week before", frame["before"].tolist())]
    alt = "Cost by team, last week beside the week before, as bars; the numbers are in the table below."
    return beside("by-team", alt, words, series, view.currency)


def a_second(view: View) -> tuple[Part, ...]:
    """What a second and a usable second cost, by model and by team."""
    note = "A usable second counts what was spent on clips that somebody judged, over the seconds kept of them."
    by_model, by_team = (unit_costs(view, by) for by in ("model", "team"))
    return Part("What a second cost", numbers=by_model), Part(numbers=by_team, notes=(note,))


def unit_costs(view: View, by: str) -> Numbers:
    """Cost, per second and per usable second by one word."""
    address = address_of("unit_costs", view, by=amounts.label(by))
    return by_word(view, by, PER_SECOND, f"In {view.currency}", address, f"See all unit costs by {by}")


def budgets(occasion: Occasion) -> tuple[Part, ...]:
    """How each budget stands now, the worst first."""
    found = standings_of(occasion.view, today(occasion), occasion.zone)
    if not found:
        return ()
    more = (f"{len(found) - MOST} more stand on the screen.",) if found[MOST:] else ()
    numbers = standing(found[:MOST], occasion.view.currency, in_month(today(occasion)))
    return (Part("How budgets stand", numbers=numbers, notes=more),)


def standing_open(occasion: Occasion) -> tuple[Part, ...]:
    """Alerts that are not over."""
    found = open_alerts(occasion)
    if not found:
        return (Part("What stands open", ("Nothing: no line is crossed.",)),)
    more = (f"{len(found) - MOST} more stand on the screen Budgets & alerts.",) if found[MOST:] else ()
    return (Part("What stands open", numbers=listed(found[:MOST], occasion), notes=more),)
