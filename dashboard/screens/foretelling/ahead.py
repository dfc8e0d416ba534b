"""What the forecast knows ahead: campaigns, days off, models that end, prices that change; and a way to say so."""

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from dashboard.forecasts import tables as told
from dashboard.forecasts.days_off import DAY, rested_a_year_ago
from dashboard.forecasts.outlook import Outlook
from dashboard.forecasts.public_holidays import countries, name_of
from dashboard.forecasts.typed import WrongStep, may_change, say_step, take_back, typed
from dashboard.screens.foretelling import words
from dashboard.ui import amounts, page, tables
from dashboard.ui.visit import Visit
from dashboard.view import View
from db.steps import RESTS, Kind
from db.window import day_of_number

TITLE, ORDER = "Known ahead", 30
KINDS: Final[Mapping[str, Kind]] = {
    "Campaign": "campaign", "Subscription": "subscription", "Days off": "off", "Public holidays": "holidays",
    "Another model": "replacement",
}  # fmt: skip
LABELS = {
    "name": "What", "since": "From", "until": "Up to and with", "scope": "Of", "told": "Why, and who says so",
}  # fmt: skip
DONE = "step-said"
ANY = "any"
EVERYBODY = "everybody"


def draw(visit: Visit, outlook: Outlook) -> None:
    """The steps with what they add to each month, and the form for another."""
    if DONE in st.session_state:
        st.success(st.session_state.pop(DONE))
    page.heading("What the forecast knows")
    frame = told.foreseen(outlook)
    if frame.empty:
        st.info("Nothing is known ahead: no campaign, no day off, no model that ends, no price that changes.")
    else:
        months = {line.horizon.written: f"{words.month(line)} ({visit.view.currency})" for line in outlook.whole}
        tables.show(
            frame, key="foreseen", title="Known ahead", currency=visit.view.currency, labels=LABELS | months,
            like=dict.fromkeys(months, "cost"),
        )  # fmt: skip
        st.caption("The months show what a step adds to the forecast (below 0: takes from it), on days still to come.")
    if not may_change(visit.view):
        st.info("Only people who see everything may say what is known ahead; ask finance to add it.")
        return
    remind(outlook)
    add(visit)
    undo(visit)


def remind(outlook: Outlook) -> None:
    """Say when work rested a year ago, where nobody said whether it will again."""
    found = rested_a_year_ago(outlook.past, outlook.foreseen)
    if found:
        last = amounts.day(found.past - DAY)
        st.info(
            f"A year ago, {amounts.day(found.first)} to {last} came to {amounts.share(found.part)} of usual days. "
            "If work rests again, say so below as days off; say 100 % if it goes on this year."
        )


def add(visit: Visit) -> None:
    """The form of each kind of step."""
    page.heading("Say what is coming")
    kind = st.segmented_control(
        "Kind", list(KINDS), default="Campaign", required=True, key="step_kind", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    with st.form(f"step-{KINDS[kind]}", border=True):
        said = fields(visit.view, KINDS[kind])
        left, right = st.columns(2)
        first = left.date_input("First day", None, key=f"{kind}-first", format="YYYY-MM-DD")
        last = right.date_input(LAST[KINDS[kind]], None, key=f"{kind}-last", format="YYYY-MM-DD")
        said["why"] = st.text_input("Why, and from whom you know", key=f"{kind}-why", max_chars=300)
        if st.form_submit_button("Add to the forecast", type="primary"):
            save(visit, KINDS[kind], said, first, last)


LAST: Final = {
    "campaign": "Last day", "off": "Last day", "subscription": "Last day (empty: it goes on)",
    "holidays": "Last day (empty: every year)", "replacement": "Last day (empty: it stays)",
}  # fmt: skip


def fields(view: View, kind: Kind) -> dict[str, Any]:
    """What is asked of each kind."""
    models = recent_words(view, "model")
    if kind == "replacement":
        left, right = st.columns(2)
        gone = left.selectbox("Model that goes", models, None, key="step_model", placeholder="choose one")
        into = right.selectbox("Model that comes", priced(view), None, key="step_into", placeholder="choose one")
        return {"name": f"{gone} gives way", "where": {"model": gone}, "into": into}
    return resting(view, kind) if kind in RESTS else costing(view, kind, models)


def resting(view: View, kind: Kind) -> dict[str, Any]:
    """What is asked of days off, and of public holidays."""
    said = country() if kind == "holidays" else {"name": st.text_input("Name", key="off-name", max_chars=100)}
    left, right = st.columns(2)
    team = left.selectbox(
        "Who rests", [ANY, *recent_words(view, "team")], format_func=lambda team: EVERYBODY if team == ANY else team,
        key=f"{kind}-team",
    )  # fmt: skip
    percent = right.number_input("Of a usual day goes on (%)", 0, 100, 0, key=f"{kind}-left")
    return said | {"left": percent, "where": {"team": "" if team == ANY else team}}


def country() -> dict[str, str]:
    """A country, and which part of it."""
    left, right = st.columns(2)
    code = left.selectbox(
        "Country", list(countries()), None, format_func=name_of, key="step_country", placeholder="choose one"
    )
    part = right.text_input("Part of it, if only there", key="step_part", max_chars=10, placeholder="such as BY")
    return {"name": "", "into": "-".join(filter(None, (code, part.strip()))) if code else ""}


def costing(view: View, kind: Kind, models: list[str]) -> dict[str, Any]:
    """What is asked of a campaign, and of a subscription."""
    columns = st.columns(2)
    name = columns[0].text_input("Name", key=f"{kind}-name", max_chars=100)
    label = "All of it" if kind == "campaign" else "A month"
    amount = columns[1].number_input(f"{label} ({view.currency})", 0.0, 1e9, None, key=f"{kind}-amount")
    left, right = st.columns(2)
    team = left.selectbox("Team", [ANY, *recent_words(view, "team")], key=f"{kind}-team")
    model = right.selectbox("Model", [ANY, *models], key=f"{kind}-model")
    where = {"team": "" if team == ANY else team, "model": "" if model == ANY else model}
    return {"name": name, "amount": amount, "where": where}


def recent_words(view: View, by: str) -> list[str]:
    """The words of a dimension in the days chosen, the dearest first."""
    return [word for word in view.words(by) if word]


def priced(view: View) -> list[str]:
    """Every model that somebody sells by the second today."""
    return sorted({one.variant.model for one in view.offers(view.narrowing.until)})


def save(visit: Visit, kind: Kind, said: Mapping[str, Any], first: Any, last: Any) -> None:
    """Keep it, or say in a sentence why it cannot be."""
    try:
        news = say_step(visit.view, kind, said, first, last, visit.now)
    except WrongStep as wrong:
        st.error(amounts.literal(str(wrong)))
        return
    st.session_state[DONE] = "Added; the forecast knows it from now on." if news else "The forecast knows that already."
    st.rerun()


def undo(visit: Visit) -> None:
    """Take back a step that somebody typed in."""
    known = {step.id: f"{step.name}, from {amounts.day(day_of_number(step.since))}" for step in typed(visit.view)}
    if not known:
        return
    with st.expander("Take a step back"), st.form("take-back", border=False):
        number = st.selectbox("Step", list(known), format_func=lambda one: known[one], key="step_gone")
        if st.form_submit_button("Take it back") and number and take_back(visit.view, number, visit.now):
            st.session_state[DONE] = "Taken back; the forecast no longer knows it."
            st.rerun()
