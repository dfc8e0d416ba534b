"""Would a monthly plan, a prepaid pack or a crew have been cheaper than paying by the second?"""

from decimal import Decimal
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.measures.what_if.monthly import worth_it
from dashboard.measures.what_if.plans import Plan, Traditional, against_crew, compared
from dashboard.scenarios.questions.plans import QUESTION, USUAL_CREW, USUAL_POST, USUAL_PRICE, USUAL_SECONDS
from dashboard.ui import amounts, page, tables, tiles
from dashboard.ui.tiles import Tile
from dashboard.ui.visit import Visit
from dashboard.view import View
from dashboard.view_of_what_if import days_of, monthly

TITLE, ORDER = QUESTION, 40
NEEDS_WORK = True
KEYS = ("pack_price", "pack_seconds", "crew", "post")
BIND: Final = "query-params"
MOST = 1e9
NAMED = 3
"""So many plans are named in words."""
LABELS = {
    "plan": "Plan", "model": "Model", "holds": "Seconds it holds", "plans": "Plans needed", "unused": "Unused",
    "break_even": "Breaks even at (s)", "api": "For API work", "source": "Source",
}  # fmt: skip
LIKE = {
    "price": "cost", "holds": "seconds", "per_second": "cost_per_second", "with_plan": "cost", "by_second": "cost",
    "saved": "cost", "unused": "cost", "break_even": "seconds", "plans": "clips",
}  # fmt: skip


def draw(visit: Visit) -> None:
    """The plans that are sold today, a plan or pack of one's own, and the old way."""
    monthly_plans(visit)
    own_pack(visit.view)
    old_way(visit.view)


def monthly_plans(visit: Visit) -> None:
    """Each plan against what a month of the work in view cost by the second."""
    view = visit.view
    page.heading("Monthly plans")
    frame = monthly(view, visit.today)
    st.markdown(verdict(worth_it(frame), view.currency))
    labels = LABELS | {
        "price": f"Price a month ({view.currency})", "per_second": f"Per second ({view.currency})",
        "with_plan": f"With plans ({view.currency})", "by_second": f"By the second ({view.currency})",
        "saved": f"Saved ({view.currency})",
    }  # fmt: skip
    tables.show(frame, key="plans", title="Monthly plans", currency=view.currency, labels=labels, like=LIKE)
    st.caption(
        f"A month is 30.4 days of the {days_of(view)} in view. Plans are in US dollars, buy seconds in an app or on a"
        " website unless they are for API work, and what a month does not use is lost. A model that was not used has"
        " no comparison."
    )


def verdict(saving: pd.DataFrame | None, currency: str) -> str:
    """Which plans would have been worth it, in one sentence."""
    if saving is None:
        return "No plan sells a model that was used here, so none can be held against the work."
    if saving.empty:
        return "No plan is worth it for this work: each costs more than paying by the second."
    named = [
        f"**{amounts.literal(row['plan'])}** for {amounts.literal(row['model'])}"
        f" saves {amounts.literal(amounts.money(row['saved'], currency))} a month"
        for row in saving.head(NAMED).to_dict("records")
    ]
    more = f", and {len(saving) - NAMED} more save less" if len(saving) > NAMED else "; no other saves anything"
    return f"Worth it for this work: {', '.join(named)}{more}."


def own_pack(view: View) -> None:
    """A plan or pack of one's own against the work in view."""
    page.heading("A plan or pack of your own")
    columns = st.columns(2)
    price = columns[0].number_input(
        f"Price ({view.currency})", 0.01, MOST, float(USUAL_PRICE), key="pack_price", bind=BIND
    )
    holds = columns[1].number_input("Seconds it holds", 1.0, MOST, float(USUAL_SECONDS), key="pack_seconds", bind=BIND)
    seconds, rate = view.number("seconds"), view.number("cost_per_second")
    if not seconds or not rate:
        st.info("Nothing in view has both seconds and a cost, so there is nothing to hold a plan against.")
        return
    found = compared(Plan(Decimal(str(price)), Decimal(str(holds))), seconds, rate)
    money = [
        amounts.written("cost", value, view.currency) for value in (found.with_plan, found.by_second, found.unused)
    ]
    even = amounts.UNKNOWN if found.break_even is None else amounts.written("seconds", found.break_even, view.currency)
    tiles.row(
        [
            Tile("With it", money[0], f"{found.plans:,} for {amounts.number(seconds)} s"),
            Tile("By the second", money[1], f"{amounts.written('cost_per_second', rate, view.currency)} a second"),
            Tile("Paid and not used", money[2], "of the last one"),
            Tile("Breaks even at", even, "of one plan" if found.break_even else "never: it holds too little"),
        ],
        key="pack",
    )  # fmt: skip


def old_way(view: View) -> None:
    """The finished minutes in view, by a crew at rates that can be changed."""
    page.heading("Against a crew")
    columns = st.columns(2)
    crew = columns[0].number_input(
        f"A crew's finished minute ({view.currency})", 1.0, MOST, float(USUAL_CREW), key="crew", bind=BIND
    )
    post = columns[1].number_input(
        f"Finishing a generated minute ({view.currency})", 0.0, MOST, float(USUAL_POST), key="post", bind=BIND
    )
    usable, cost = view.number("usable_seconds"), view.number("cost")
    if not usable or cost is None:
        st.info("Nobody said which seconds were kept, so finished minutes are not known. Import a job log or selects.")
        return
    rates = Traditional(Decimal(str(crew)), Decimal(str(post)))
    found = against_crew(cost, usable / 60, rates)
    tiles.row(
        [
            Tile("Finished minutes", amounts.number(usable / 60, 1), "seconds that were kept ÷ 60"),
            Tile("By a crew", amounts.written("cost", found.crew, view.currency, short=True)),
            Tile("Generated and finished", amounts.written("cost", found.generated, view.currency, short=True)),
            Tile("A crew costs", f"{amounts.number(found.factor, 1)} times", "as much for the same minutes"),
        ],
        key="crew",
    )  # fmt: skip
    st.caption("Both rates are assumptions to change: crews are told to take 200 to 2,000 dollars a finished minute.")
