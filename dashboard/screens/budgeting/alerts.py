"""Which lines were crossed, who was told when and over what, did it arrive, and what did they do?"""

from typing import Final

import streamlit as st

from dashboard.screens.alerting import acts, card
from dashboard.telling import listed
from dashboard.telling.acts import may_act, seen
from dashboard.telling.address import EVERY, NUMBER, PART, numbers_of
from dashboard.ui import amounts, paging, tables
from dashboard.ui.visit import Visit
from db.alert_list import Seen

TITLE, ORDER = PART, 30
OPEN: Final = "Open"
CARDS: Final = 10
SHOWN: Final = {
    "id": "Alert", "at": "Told", "kind": "Kind", "said": "What", "impact": "About", "state": "Became of it",
    "messages": "Messages",
}  # fmt: skip


def draw(visit: Visit) -> None:
    """Those that stand open, or all, the newest first."""
    acts.said()
    shown = st.segmented_control(
        "Which", [OPEN, EVERY], default=OPEN, required=True, key="alerts", bind="query-params",
        label_visibility="collapsed", on_change=paging.first_page, args=("alerts_page",),
    )  # fmt: skip
    asked = seen(visit.view, open_only=shown == OPEN, numbers=of_a_letter())
    count = listed.count(visit.view.engine, asked)
    if not count:
        nothing(asked)
        return
    with st.container(key="headline"):
        st.markdown(headline(count, asked))
    paging.pages(count, "alerts_page", lambda number: cards(visit, asked, number), "Alerts", CARDS)
    as_table(visit, asked, count)


def of_a_letter() -> frozenset[int]:
    """The alerts that the address asks for, as a letter does; none in particular where it asks for none."""
    try:
        found = numbers_of(st.query_params.get_all(NUMBER))
    except ValueError as wrong:
        st.warning(amounts.literal(f"{wrong}.").replace("the", "The", 1))
        return frozenset()
    if found:
        st.button("Show every alert", key="alerts-of-all", on_click=forget)
    return found


def forget() -> None:
    """Show all of them again."""
    st.query_params.pop(NUMBER, None)


def headline(count: int, asked: Seen) -> str:
    """How many there are."""
    if asked.numbers:
        return "One alert of a letter." if count == 1 else f"{count:,} alerts of a letter."
    if asked.open_only:
        return "One alert stands open." if count == 1 else f"{count:,} alerts stand open."
    return "One alert so far." if count == 1 else f"{count:,} alerts so far."


def nothing(asked: Seen) -> None:
    """Why there is nothing to see."""
    if asked.numbers:
        st.info("None of these alerts is there for you: they are not of your teams, or nobody was told of them here.")
    elif asked.open_only:
        st.success("No alert stands open. Those that are over or planned are under “All”.")
    else:
        st.info(
            "Nothing was told yet. An alert comes when a budget's threshold is crossed, a day is odd, a collection"
            " fails or credit runs out; “Who is told” says whom it reaches."
        )


def cards(visit: Visit, asked: Seen, number: int) -> None:
    """A page of them."""
    acting = may_act(visit.view)
    for line in listed.page(visit.view.engine, asked, number, CARDS):
        card.draw(visit, line, may_act=acting)


def as_table(visit: Visit, asked: Seen, count: int) -> None:
    """Every alert as a row with downloads, read only when it is opened."""
    fold = st.expander("As a table, with downloads", key="alerts-fold", on_change="rerun")
    if not fold.open:
        return
    found = listed.frame(listed.page(visit.view.engine, asked, 0, count), visit.now, visit.zone)
    found["at"] = [amounts.stamp(at, visit.zone) for at in found["at"]]
    labels = SHOWN | {"at": f"Told ({visit.now:%Z})", "impact": f"About ({visit.view.currency})"}
    with fold:
        tables.show(
            found[list(SHOWN)], key="alerts-table", title="Alerts", currency=visit.view.currency, labels=labels,
            like=listed.LIKE,
        )  # fmt: skip
