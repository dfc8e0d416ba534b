"""Where does every budget stand, where will it end, and how fast does the money go?"""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from dashboard.budgets import mine, standings_between, standings_of, tables
from dashboard.budgets.ahead import burn
from dashboard.budgets.figures import looked_back
from dashboard.measures.budgeting.hierarchy import Exceeded, exceeded
from dashboard.measures.budgeting.standing import FAST, LIKELY, OVER, Standing
from dashboard.ui import amounts, charts, page, tiles
from dashboard.ui import tables as shown
from dashboard.ui.remembered import once
from dashboard.ui.tiles import Tile
from dashboard.ui.visit import Visit
from db.money import from_nano

TITLE, ORDER = "Standing", 10


def draw(visit: Visit) -> None:
    """How many are in danger, every budget in its present period, and one of them day by day."""
    every = mine(visit.view)
    if not every:
        nothing_yet(visit)
        return
    with st.spinner("Adding up and forecasting …"):
        found = once(visit.view, standings_of, visit.today, visit.zone)
    currency = visit.view.currency
    tiles.row(counted(found, currency), key="budgets")
    too_large(exceeded(every, visit.today), currency)
    other_currencies(sorted({one.currency for one in every} - {currency}))
    if not found:
        st.info("No budget holds today. What was and will be is in the part Edit.")
        return
    page.heading("Every budget in its present period")
    shown.show(
        tables.now(found), key="standing", title="Budgets", currency=currency, labels=tables.heads(currency),
        like=tables.LIKE,
    )  # fmt: skip
    one_of(visit, found)


def nothing_yet(visit: Visit) -> None:
    """What to do where there is no budget."""
    if visit.view.reader.teams is None:
        st.info(
            "There is no budget yet. Set one in the part Edit, or bring a list: reelspend import budgets budgets.csv"
        )
    else:
        st.info("No budget is kept for just your teams. Ask finance to set one.")


def counted(found: Sequence[Standing], currency: str) -> list[Tile]:
    """How many are over, likely over, fast, and what is left in all that are not."""
    states = [one.state for one in found]
    worst = min(found, key=lambda one: one.left, default=None)
    by = "no limit is exceeded"
    if worst and worst.state == OVER:
        by = f"{worst.budget.name} by {amounts.money(from_nano(-worst.left), currency)}"
    fine = len(found) - sum(states.count(state) for state in (OVER, LIKELY, FAST))
    return [
        Tile("Over", f"{states.count(OVER)} of {len(found)}", by),
        Tile("Likely over at the end", str(states.count(LIKELY)), "more likely than not, says the forecast"),
        Tile("Ahead of their line", str(states.count(FAST)), "spent faster than evenly; no forecast yet"),
        Tile("On track", str(fine), "within their limit, and likely to stay there"),
    ]


def too_large(found: Sequence[Exceeded], currency: str) -> None:
    """A warning for each budget whose parts allow more than it does."""
    for one in found:
        st.warning(amounts.literal(in_words(one, currency)))


def in_words(one: Exceeded, currency: str) -> str:
    """By how much which budgets are too large together."""
    names = ", ".join(part.name for part in one.parts)
    together, allowed, by = (amounts.money(from_nano(n), currency) for n in (one.together, one.allowed, one.by))
    return (
        f"In {one.period.name} {names} together allow {together}, {by} more than {one.whole.name} with its {allowed}:"
        " raise the one or lower the others in the part Edit."
    )


def other_currencies(found: Sequence[str]) -> None:
    """What cannot be held against costs in the reporting currency."""
    if found:
        st.caption(
            f"Budgets in {', '.join(found)} are not shown here: costs are in another currency, and what a unit will be"
            " worth nobody knows. Give them an amount in the reporting currency."
        )


def one_of(visit: Visit, found: Sequence[Standing]) -> None:
    """The chosen budget day by day in one of its periods, and how all of those went."""
    left, right = st.columns(2)
    by_name = {one.budget.name: one for one in found}
    name = left.selectbox("Budget", list(by_name), key="budget", bind="query-params")
    if name is None:
        return
    so_far = {one.period.name: one for one in periods(visit, by_name[name])}
    asked = right.selectbox("Period", list(so_far), key="budget_period", bind="query-params")
    one, currency = so_far.get(asked or "", by_name[name]), visit.view.currency
    st.markdown(amounts.literal(sentence(one, currency)))
    with st.spinner("Forecasting …"):
        frame = tables.burnt(once(visit.view, burn, one, visit.today, visit.zone))
    charts.fan(
        frame, key="burn", title=f"{name}, {one.period.name}", currency=currency, limit=from_nano(one.limit),
        labels=tables.heads(currency), like=tables.LIKE,
    )  # fmt: skip
    page.heading("Its periods")
    shown.show(
        tables.then(list(so_far.values())), key="periods", title=f"Periods of {name}", currency=currency,
        labels=tables.heads(currency), like=tables.LIKE,
    )  # fmt: skip


def sentence(one: Standing, currency: str) -> str:
    """What may be spent, what was, what is left, and how it will end."""
    limit, used, left = (amounts.money(from_nano(nano), currency) for nano in (one.limit, one.used, abs(one.left)))
    said = f"{used} of {limit} are used, {left} {'are left' if one.left >= 0 else 'too much'}."
    if one.carried:
        word = "more from before" if one.carried > 0 else "less because of what was overspent before"
        said += f" Of that limit {amounts.money(from_nano(abs(one.carried)), currency)} {word}."
    if not one.ahead or one.ended:
        return said
    expected = amounts.money(from_nano(one.ahead.expected), currency)
    chance = "" if one.chance is None else f", over its limit with a chance of {amounts.share(one.chance, 0)}"
    return f"{said} It is expected to end at {expected}{chance}."


def periods(visit: Visit, now: Standing) -> list[Standing]:
    """The budget's periods, the present one first, with its forecast."""
    since, until = looked_back(visit.today), visit.today + timedelta(days=1)
    asked = once(visit.view, standings_between, since, until, visit.today, visit.zone)
    before = [one for one in asked if one.budget.name == now.budget.name and one.period != now.period]
    return [now, *sorted(before, key=lambda one: one.period, reverse=True)]
