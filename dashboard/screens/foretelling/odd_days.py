"""Days that cost other than expected by enough to matter: what drove them, whether they go on, and who planned them."""

import pandas as pd
import streamlit as st

from dashboard.forecasts import tables as told
from dashboard.forecasts.drivers import Driver, explained
from dashboard.forecasts.judged import anomalies, going_on, least
from dashboard.forecasts.outlook import Outlook
from dashboard.forecasts.typed import WrongStep, may_change, say_planned
from dashboard.measures.outlook.anomaly import Anomaly
from dashboard.screens.foretelling import words
from dashboard.ui import amounts, page, tables
from dashboard.ui.remembered import once
from dashboard.ui.visit import Visit
from dashboard.view import View

TITLE, ORDER = "Odd days", 50
LABELS = {
    "part": "Of", "first": "From", "last": "Up to and with", "days": "Odd days", "going_on": "Goes on",
    "planned": "Planned", "what": "What", "why": "By what",
}  # fmt: skip
DONE = "planned-said"


def draw(visit: Visit, outlook: Outlook) -> None:
    """Every episode of the last nine weeks, and one of them looked into."""
    if DONE in st.session_state:
        st.success(st.session_state.pop(DONE))
    currency, found = visit.view.currency, once(visit.view, anomalies, visit.today, visit.zone)
    if not found:
        st.info("No day of the last nine weeks lay outside its 95% interval by enough money to matter.")
        return
    st.markdown(amounts.literal(sentence(found)))
    frame = told.odd(found)
    frame["part"] = [words.part(one.part) for one in found]
    tables.show(
        frame, key="odd", title="Odd days", currency=currency, labels=words.labels(currency, **LABELS), like=words.LIKE
    )
    much = words.money(least(outlook.past).amount, currency)
    st.caption(
        f"A day counts as odd when it lies outside the 95% interval that was forecast at the start of its week, by at"
        f" least {much} (a hundredth of four weeks' cost) and a quarter of what was expected. Days in a row are one"
        " story; what is odd as a whole is not told of its parts once more, and what one team drove is that team's."
    )
    one_of_them(visit, outlook, found)


def sentence(found: list[Anomaly]) -> str:
    """How many there are, and what goes on."""
    times = f"{len(found)} {'time' if len(found) == 1 else 'times'}"
    many, now = f"{times} in nine weeks something cost other than expected.", len(going_on(found))
    if not now:
        return f"{many} None of it goes on unplanned."
    return f"{many} {now} of them {'goes on and is' if now == 1 else 'go on and are'} not planned."


def one_of_them(visit: Visit, outlook: Outlook, found: list[Anomaly]) -> None:
    """What drove one of them, and the form to say that it was planned."""
    page.heading("What drove it")
    by_name = {told.called(one): one for one in found}
    chosen = st.selectbox("Which", list(by_name), key="odd_one", bind="query-params", label_visibility="collapsed")
    one = by_name[chosen]
    st.markdown(amounts.literal(looked_into(one, visit.view.currency)))
    driven(visit.view, one)
    if one.planned:
        st.caption(amounts.literal(f"Planned: {one.planned}"))
    elif may_change(visit.view):
        mark(visit, outlook, one)


def looked_into(one: Anomaly, currency: str) -> str:
    """What it cost, what was expected, and the bounds."""
    cost, expected, low, high = (words.money(n, currency) for n in (one.actual, one.expected, one.low, one.high))
    return f"It cost {cost}; {expected} was expected, between {low} and {high} 19 times in 20."


def driven(view: View, one: Anomaly) -> None:
    """Which team, model and project moved most against the four weeks before, and all other work."""
    found = once(view, explained, one)
    if not found:
        st.caption("No single team, model and project stands out.")
        return
    frame = pd.DataFrame(
        [(combined(each), each.now, each.usual, each.impact, each.why) for each in found],
        columns=["what", "actual", "expected", "impact", "why"], dtype=object,
    )  # fmt: skip
    usual = {"expected": f"Usual ({view.currency})", "impact": f"More than usual ({view.currency})"}
    tables.show(
        frame, key="drivers", title="What drove it", currency=view.currency,
        labels=words.labels(view.currency, **LABELS, **usual), like=words.LIKE,
    )  # fmt: skip
    st.caption("Usual is the middle of the same days in the four weeks before.")


def combined(one: Driver) -> str:
    """Team, model and project in one line."""
    return " · ".join(word or "unknown" for word in one.words)


def mark(visit: Visit, outlook: Outlook, one: Anomaly) -> None:
    """Say that it was planned: nobody is told again, and the forecast does not learn from it."""
    with st.form("planned", border=True):
        why = st.text_input("Was it planned? Why, and from whom you know", key="planned_why", max_chars=300)
        if st.form_submit_button("Mark as planned"):
            try:
                say_planned(visit.view, one, outlook.past.scope, why, visit.now)
            except WrongStep as wrong:
                st.error(amounts.literal(str(wrong)))
                return
            st.session_state[DONE] = "Marked as planned; the forecast does not learn from these days."
            st.rerun()
