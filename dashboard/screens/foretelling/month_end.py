"""Where the month will end: what is known, what is still to come, how sure that is, and why it moved."""

import pandas as pd
import streamlit as st

from dashboard.forecasts import tables as told
from dashboard.forecasts.judged import change_since
from dashboard.forecasts.outlook import Outlook
from dashboard.forecasts.under import budget_of
from dashboard.measures.outlook.change import Change
from dashboard.measures.outlook.line import Line
from dashboard.screens.foretelling import words
from dashboard.ui import amounts, charts, page, tables, tiles
from dashboard.ui.tiles import Tile
from dashboard.ui.visit import Visit
from db.budgets import Budget
from db.money import from_nano

TITLE, ORDER = "Month-end", 10
SHAPES = ("Added up", "By day")
SHOWN = ["horizon", "known", "expected", "low80", "high80", "low95", "high95", "steps", "method"]


def draw(visit: Visit, outlook: Outlook) -> None:
    """A sentence, tiles, the chart, why it moved, and the months after."""
    currency, budget = visit.view.currency, budget_of(visit.view, outlook)
    with st.container(key="headline"):
        st.markdown(amounts.literal(sentence(outlook.month, currency)))
    tiles.row(month_tiles(outlook.month, budget, currency), key="month-end")
    chart(outlook, budget, currency)
    why(visit, outlook)
    months(outlook, currency)


def sentence(line: Line, currency: str) -> str:
    """What the month comes to, what of it is known, and how sure the rest is."""
    expected, known, left = (words.money(nano, currency) for nano in (line.expected, line.known, line.left))
    said = f"{words.month(line)} is expected to come to {expected}: {known} is known, {left} still to come."
    if line.low80 is None:
        return f"{said} There are too few days yet to say how sure that is, so it is a run-rate and no more."
    low, high = words.money(line.low80, currency), words.money(line.high80, currency)
    return f"{said} Four times in five it ends between {low} and {high}."


def month_tiles(line: Line, budget: Budget | None, currency: str) -> list[Tile]:
    """Expected, known, the wider interval, and the budget."""
    low, high = words.money(line.low95, currency), words.money(line.high95, currency)
    bounds = Tile("95% sure: at most", high, f"and at least {low}", explained="The 95% interval of the month.")
    if line.low95 is None:
        bounds = Tile("How sure", "Not known yet", "too few days to say; a run-rate")
    return [
        Tile("Expected at month-end", words.money(line.expected, currency), f"by {line.method}"),
        Tile("Known so far", words.money(line.known, currency), f"{words.money(line.left, currency)} still to come"),
        bounds,
        budget_tile(line, budget, currency),
    ]


def budget_tile(line: Line, budget: Budget | None, currency: str) -> Tile:
    """By how much the forecast is over or under the budget of just what is chosen."""
    if budget is None:
        return Tile("Budget", "None", "no monthly budget is kept for just this")
    apart = line.expected - budget.amount
    label = f"{'Over' if apart > 0 else 'Under'} budget by"
    return Tile(label, words.money(abs(apart), currency), f"of {words.money(budget.amount, currency)}: {budget.name}")


def chart(outlook: Outlook, budget: Budget | None, currency: str) -> None:
    """Actual, forecast and interval against the budget: added up, or by day."""
    shape = st.segmented_control(
        "Chart", SHAPES, default=SHAPES[0], required=True, key="shape", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    by_day = shape == SHAPES[1]
    frame = told.by_day(outlook) if by_day else told.running(outlook)
    limit = from_nano(budget.amount) if budget and not by_day else None
    charts.fan(
        frame, key="fan", title=f"{words.month(outlook.month)}, {shape.lower()}", currency=currency, limit=limit,
        bars=by_day, labels=words.labels(currency), like=words.LIKE,
    )  # fmt: skip
    st.caption(
        f"Days up to and with {last(outlook)} are"
        " known in full and do not move the forecast any more; later ones still wait for bills, and count with at least"
        " what is known of them. The bands hold what came 80 and 95 of 100 times, as measured on past forecasts."
    )


def last(outlook: Outlook) -> str:
    """The last day that is known in full."""
    return amounts.day(outlook.past.past.fromordinal(outlook.past.past.toordinal() - 1))


def why(visit: Visit, outlook: Outlook) -> None:
    """Why this month's forecast is not what it was, as amounts that add up to the difference."""
    found = change_since(visit.view, outlook)
    page.heading("Why did it change?")
    if not found or found[0].since.strftime("%Y-%m") != f"{outlook.past.today:%Y-%m}":
        st.caption("No earlier forecast of this month is kept, so there is nothing to compare it with yet.")
        return
    one = found[0]
    st.markdown(amounts.literal(moved(one, visit.view.currency)))
    frame = pd.DataFrame(
        {"reason": list(one.parts), "moved": [from_nano(nano) for nano in one.parts.values()]}, dtype=object
    )  # fmt: skip
    tables.show(
        frame, key="why", title="Why the forecast changed", currency=visit.view.currency,
        labels=words.labels(visit.view.currency, reason="Reason"), like=words.LIKE,
    )  # fmt: skip


def moved(one: Change, currency: str) -> str:
    """From what to what."""
    since, apart = amounts.day(one.since), one.now - one.before
    if not apart:
        return f"It is the same as on {since}."
    direction = "up" if apart > 0 else "down"
    return (
        f"On {since} it was {words.money(one.before, currency)}; it went {direction} by"
        f" {words.money(abs(apart), currency)}. What moved it:"
    )


def months(outlook: Outlook, currency: str) -> None:
    """This month and the next three."""
    page.heading("This month and the next three")
    tables.show(
        told.lines(outlook.whole)[SHOWN], key="months", title="Forecast by month", currency=currency,
        labels=words.labels(currency), like=words.LIKE,
    )  # fmt: skip
    for remark in sorted({remark for line in outlook.whole for remark in line.remarks}):
        st.caption(amounts.literal(f"{remark[:1].upper()}{remark[1:]}."))
