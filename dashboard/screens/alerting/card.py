"""One alert as a card: what is true, what to do, who was told, and what people did."""

from collections.abc import Iterator

import streamlit as st

from dashboard.screens.alerting import acts
from dashboard.telling import listed
from dashboard.telling.listed import Line
from dashboard.ui import amounts
from dashboard.ui.visit import Visit
from db.alerts import Told
from db.money import from_nano


def draw(visit: Visit, line: Line, *, may_act: bool) -> None:
    """The card; its buttons only for who may act, and only while it is not over."""
    told = line.told
    with st.container(border=True, key=f"alert-{told.id}"):
        st.markdown(f"**{amounts.literal(told.said)}**")
        st.caption(amounts.literal(" · ".join(facts(visit, told))))
        st.markdown(amounts.literal(told.todo))
        with st.expander(heard(line)):
            for one in line.messages:
                st.markdown(f"- {amounts.literal(listed.sentence(one, visit.now, visit.zone))}")
        with st.container(horizontal=True, gap="small"):
            if told.address.startswith("/") and not told.address.startswith("//"):
                st.link_button("Show me", told.address, icon=":material/open_in_new:")
            if may_act and not told.resolved:
                acts.draw(visit, told)


def facts(visit: Visit, told: Told) -> Iterator[str]:
    """Its number, kind, time, money, and what became of it."""
    yield f"Alert {told.id}"
    yield listed.kind(told)
    yield amounts.instant(told.at, visit.zone)
    if told.impact is not None:
        yield f"about {amounts.money(from_nano(told.impact), visit.view.currency)}"
    yield listed.state(told, visit.now, visit.zone)


def heard(line: Line) -> str:
    """How many messages there are, how many of them arrived, and how many never will."""
    count = len(line.messages)
    if not count:
        return "Nobody was told: no letter can leave the house, or nobody wanted to hear of it"
    arrived = sum(one.sent is not None for one in line.messages)
    lost = sum(one.given_up for one in line.messages)
    every = (
        "arrived" if arrived == count == 1 else "all arrived" if arrived == count else f"{arrived or 'none'} arrived"
    )
    return f"{count} message{'s' * (count > 1)}: {every}" + (f", {lost} given up" if lost else "")
