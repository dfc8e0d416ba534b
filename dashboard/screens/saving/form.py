"""The small form below a part of What-if that saves what is asked there under a name."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Final

import streamlit as st

from dashboard.measures.periods import CUSTOM, PERIODS
from dashboard.scenarios import kept
from dashboard.scenarios.asked import Asked, words
from dashboard.screens.saving.link import to_comparison
from dashboard.ui import amounts
from dashboard.ui.visit import Visit
from db.scenarios import LONGEST, NotKept, Scenario, Taken

SAID: Final = "said_of_scenario"


def draw(visit: Visit, question: str, keys: Iterable[str]) -> None:
    """Name and note; `keys` are the choices of the part, as they stand in the session and in the address."""
    if name := st.session_state.pop(SAID, ""):
        st.success(f"Saved as “{amounts.literal(name)}”. [Compare it with others]({to_comparison([name])})")
    with st.expander("Save as a scenario"), st.form("scenario", border=False):
        left, right = st.columns(2)
        name = left.text_input("Name", max_chars=LONGEST, key="scenario_name", placeholder="Half of social to Kling")
        note = right.text_input("Note", max_chars=500, key="scenario_note", placeholder="what it is for, if you like")
        fixed = named_period() != CUSTOM and st.checkbox(
            f"Keep to these days ({days(visit)}); else “{named_period()}” moves on with the calendar",
            key="scenario_fixed",
        )
        st.caption("The question is saved, not its numbers: they are reckoned anew from today's prices when looked at.")
        if st.form_submit_button("Save"):
            save(visit, name, note, asked(visit, question, keys, fixed=fixed))


def named_period() -> str:
    """The period that the filters at the left have."""
    return str(st.session_state.get("period") or PERIODS[0])


def days(visit: Visit) -> str:
    """The days in view."""
    return amounts.days(visit.view.narrowing.since, visit.view.narrowing.until)


def asked(visit: Visit, question: str, keys: Iterable[str], *, fixed: bool) -> Asked:
    """What the part asks right now, with every choice said; `fixed` keeps the days that are in view."""
    narrowing = visit.view.narrowing
    period = CUSTOM if fixed else named_period()
    stretch: tuple[date, ...] = (narrowing.since, narrowing.until - timedelta(days=1)) if period == CUSTOM else ()
    choices = {key: list(told(st.session_state.get(key, st.query_params.get_all(key)))) for key in keys}
    return Asked(question, period, stretch, words(narrowing.where), words(choices))


def told(value: Any) -> Iterator[str]:
    """A choice in the words that an address has for it."""
    if isinstance(value, (list, tuple)):
        yield from map(str, value)
    elif isinstance(value, bool):
        yield str(value).lower()
    elif value is not None:
        yield f"{value:.12g}" if isinstance(value, float) else str(value)


def save(visit: Visit, name: str, note: str, question: Asked) -> None:
    """Keep it; where the name is taken, ask whether the other one may go."""
    try:
        scenario = kept.draft(visit.view, name, note, question, visit.now)
        kept.save(visit.view, scenario)
    except Taken as trouble:
        st.session_state["scenario_taken"] = (scenario, str(trouble))
    except NotKept as trouble:
        st.error(amounts.literal(sentence(trouble)))
        return
    else:
        st.session_state.pop("scenario_taken", None)
        st.session_state[SAID] = scenario.name
    st.rerun()


def replacing(visit: Visit) -> None:
    """The question that stands while a name is taken: may the other scenario go?"""
    if "scenario_taken" not in st.session_state:
        return
    scenario, trouble = st.session_state["scenario_taken"]
    st.warning(amounts.literal(f"{trouble[:1].upper()}{trouble[1:]}."))
    with st.container(horizontal=True, gap="small"):
        st.button("Replace it", key="scenario_replace", on_click=replace, args=(visit, scenario), type="primary")
        st.button("Keep the other", key="scenario_keep", on_click=st.session_state.pop, args=("scenario_taken", None))


def replace(visit: Visit, scenario: Scenario) -> None:
    """Let the new question have the name."""
    st.session_state.pop("scenario_taken", None)
    kept.save(visit.view, scenario, replace=True)
    st.session_state[SAID] = scenario.name


def sentence(trouble: Exception) -> str:
    """What is wrong, as a sentence of its own."""
    said = str(trouble)
    return f"{said[:1].upper()}{said[1:]}."
