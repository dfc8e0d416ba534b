"""The buttons below an alert: acknowledge it, silence it for a while, mark it as planned; and take that back."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Final

import streamlit as st

from dashboard.telling import acts
from dashboard.ui import amounts
from dashboard.ui.visit import Visit
from db.alert_acts import LONGEST_WHY, Act, NotDone
from db.alerts import Told

SAID: Final = "said_of_alert"
WRONG: Final = "wrong_with_alert"
MORNING: Final = time(8)
LONGEST: Final = timedelta(days=365)


def said() -> None:
    """What came of the button that was pressed last."""
    if done := st.session_state.pop(SAID, ""):
        st.success(amounts.literal(done))
    if wrong := st.session_state.pop(WRONG, ""):
        st.error(amounts.literal(f"{wrong[:1].upper()}{wrong[1:]}."))


def draw(visit: Visit, told: Told) -> None:
    """The buttons of one alert: what was not done yet, and the way back from what was."""
    number = told.id
    if told.planned:
        undo(visit, number, "plan", "Not planned after all")
        return
    if told.acknowledged:
        undo(visit, number, "acknowledge", "Not acknowledged")
    else:
        st.button("Acknowledge", key=f"ack-{number}", on_click=acknowledge, args=(visit, number), type="primary")
    if told.snoozed_until and told.snoozed_until > visit.now:
        undo(visit, number, "snooze", "Wake it")
    else:
        snooze(visit, number)
    plan(visit, number)


def undo(visit: Visit, number: int, act: Act, label: str) -> None:
    """A button that takes an act back."""
    st.button(label, key=f"{act}-back-{number}", on_click=take_back, args=(visit, number, act))


def snooze(visit: Visit, number: int) -> None:
    """A day until whose morning nobody is reminded."""
    tomorrow = visit.today + timedelta(days=1)
    with st.popover("Snooze"), st.form(f"snooze-{number}", border=False):
        until = st.date_input(
            f"Until the morning of (8:00 {visit.now:%Z})", tomorrow, tomorrow, visit.today + LONGEST,
            key=f"until-{number}", format="YYYY-MM-DD",
        )  # fmt: skip
        if st.form_submit_button("Snooze until then"):
            at = datetime.combine(until, MORNING, visit.zone)
            done(lambda: acts.snooze(visit.view, number, at, visit.now), f"Silent until {amounts.day(until)}, 8:00.")
            ended()


def plan(visit: Visit, number: int) -> None:
    """The reason why it was meant to be."""
    with st.popover("Mark as planned"), st.form(f"plan-{number}", border=False):
        why = st.text_input("Why was this meant to be?", key=f"why-{number}", max_chars=LONGEST_WHY)
        if st.form_submit_button("It was planned"):
            done(lambda: acts.plan(visit.view, number, why, visit.now), "Marked as planned.")
            ended()


def ended() -> None:
    """The page anew after a form; what is wrong is said in the form, where whoever fills it in looks."""
    if SAID in st.session_state:
        st.rerun()
    said()


def acknowledge(visit: Visit, number: int) -> None:
    """Somebody looks after it."""
    done(lambda: acts.acknowledge(visit.view, number, visit.now), "Acknowledged: somebody looks after it.")


def take_back(visit: Visit, number: int, act: Act) -> None:
    """Somebody thinks otherwise."""
    done(lambda: acts.take_back(visit.view, number, act, visit.now), "Taken back.")


def done(act: Callable[[], bool], sentence: str) -> None:
    """Do it, and keep for the next run what came of it."""
    try:
        st.session_state[SAID] = sentence if act() else "That was done before."
    except NotDone as wrong:
        st.session_state[WRONG] = str(wrong)
