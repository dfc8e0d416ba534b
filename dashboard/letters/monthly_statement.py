"""A month's statement: who is charged what, against budgets, tied to the bills, with how good its forecasts were."""

from dataclasses import replace
from decimal import Decimal

from dashboard.budgets import standings_in
from dashboard.lettering.address import address_of
from dashboard.lettering.bars import beside
from dashboard.lettering.billed import bills
from dashboard.lettering.budgets import held
from dashboard.lettering.draft import Draft, Numbers, Part, Picture
from dashboard.lettering.driven import compared
from dashboard.lettering.evidence.work import today
from dashboard.lettering.foretold import score_card
from dashboard.lettering.letter import Letter, Occasion
from dashboard.lettering.next_steps import next_steps
from dashboard.lettering.tables import TOTAL
from dashboard.lettering.words import changed, share, written
from dashboard.lettering.write import write
from dashboard.measures import amounts
from dashboard.measures.comparison import change, ratio
from dashboard.measures.months import months_before
from dashboard.view import View
from db.budget_periods import Period, named, period_of

TITLE = "Monthly statement"
EVERY = "month"
HEADINGS = ("Team", "Cost", "Share", "Month before", "Change")


def compose(occasion: Occasion) -> Letter:
    """The letter of the month that the occasion names, or of the last one that is over."""
    month = month_of(occasion)
    occasion = replace(occasion, view=occasion.view.during(month.first, month.past))
    view = occasion.view
    parts = (
        Part(sentences=("Every team and what is unattributed add up to the total.",)),
        Part("Who is charged what", picture=charted(view, month), numbers=charged(view, month)),
        *budgets(month, occasion),
        *bills(view),
        score_card(view, month.name, today(occasion), occasion.zone),
    )
    said = headline(view, month)
    draft = Draft(
        said, TITLE, f"{said}.", "plain", parts, next_steps(view, occasion), address_of("teams", view),
        "Open this month",
    )  # fmt: skip
    return write(draft, occasion)


def month_of(occasion: Occasion) -> Period:
    """The month it is about."""
    if occasion.period:
        return named(EVERY, occasion.period)
    return period_of(EVERY, months_before(today(occasion), 1))


def headline(view: View, month: Period) -> str:
    """Whose month it was, what it cost, and how that compares."""
    teams = view.reader.teams
    whose = "" if teams is None else f"{', '.join(sorted(teams))}: "
    moved = compared(view, view.before(), "the month before")
    cost = written("cost", view.number("cost"), view.currency)
    return f"{whose}{month.first:%B %Y} cost {cost}{f', {moved}' if moved else ''}"


def charged(view: View, month: Period) -> Numbers:
    """Every team, also the last one: a statement leaves nobody out."""
    found, whole = view.compared(["cost"], "team"), view.number("cost")
    teams = found[["team", "cost", "before"]].itertuples(index=False, name=None)
    rows = [row(amounts.word("team", team), cost, past, whole, view) for team, cost, past in teams]
    rows.append(row(TOTAL, whole, view.before().number("cost"), whole, view))
    title = f"{amounts.days(month.first, month.past)}, in {view.currency}"
    return Numbers(title, HEADINGS, tuple(rows), True, address_of("teams", view), "See the teams")


def budgets(month: Period, occasion: Occasion) -> tuple[Part, ...]:
    """How each budget ended, or stood, in its periods that ended in the month or went on beyond it."""
    found = standings_in(occasion.view, month, today(occasion), occasion.zone)
    mine = [one for one in found if one.budget.period in ("month", "quarter", "year", "custom")]
    return (Part("Against budgets", numbers=held(mine, occasion.view.currency, month)),) if mine else ()


def row(word: str, cost: Decimal | None, past: Decimal | None, whole: Decimal | None, view: View) -> tuple[str, ...]:
    """One team's line."""
    now, then = (written("cost", value, view.currency) for value in (cost, past))
    return word, now, share(ratio(cost, whole)), then, changed(change(cost, past), past)


def charted(view: View, month: Period) -> Picture:
    """Each team beside its month before."""
    found = view.compared(["cost"], "team")
    series = [(f"{month.first:%B}", found["cost"].tolist()), ("Month before", found["before"].tolist())]
    alt = f"Cost by team in {month.first:%B} beside the month before, as bars; the numbers are in the table below."
    return beside("by-team", alt, [amounts.word("team", word) for word in found["team"]], series, view.currency)
