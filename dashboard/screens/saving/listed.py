"""Every scenario as a row with its link, and a small form to rename or forget one."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.scenarios import kept
from dashboard.scenarios.questions import called, questions
from dashboard.screens.saving import link
from dashboard.screens.saving.form import sentence
from dashboard.ui import amounts
from dashboard.ui.visit import Visit
from db.scenarios import LONGEST, NotKept, Scenario
from db.window import instant_of

SAID = "said_of_saved"
TITLE = "Saved scenarios"


def table(visit: Visit, every: Sequence[Scenario]) -> None:
    """Name, question, whose it is and since when, and a link that opens it with all its choices."""
    rows = [
        (one.name, _question(one), one.note, one.who, amounts.stamp(instant_of(one.made), visit.zone), link.to(one))
        for one in every
    ]
    columns = ["Name", "Question", "Note", "Saved by", f"Saved ({visit.now:%Z})", "Link"]
    config = {
        "Link": st.column_config.LinkColumn("Link", display_text="Open", help="Opens in a new tab; copy to share")
    }
    st.dataframe(
        pd.DataFrame(rows, columns=columns), key="scenarios-list", hide_index=True, column_config=config, alt=TITLE,
        height="content" if len(rows) <= MOST else TALLEST,
    )  # fmt: skip


MOST, TALLEST = 8, 320


def _question(one: Scenario) -> str:
    return called(one.question) if one.question in questions() else one.question


def change(visit: Visit, every: Sequence[Scenario]) -> None:
    """Rename one or forget it; only those that this reader may change."""
    mine = [one.name for one in every if kept.may_change(visit.view, one)]
    if not mine:
        return
    with st.expander("Rename or forget one"), st.form("change_scenario", border=False):
        which = st.selectbox("Scenario", mine, key="change_which")
        to = st.text_input("New name", max_chars=LONGEST, key="change_to", placeholder="what to call it from now on")
        with st.container(horizontal=True, gap="small"):
            renamed, gone = st.form_submit_button("Rename"), st.form_submit_button("Forget it")
    if renamed:
        _rename(visit, which, to)
    elif gone:
        kept.forget(visit.view, which, visit.now)
        _again(f"“{which}” is forgotten.")


def done() -> bool:
    """What has just been renamed or forgotten, also where none is left; whether there is any."""
    if said := st.session_state.pop(SAID, ""):
        st.success(amounts.literal(said))
    return bool(said)


def _rename(visit: Visit, which: str, to: str) -> None:
    try:
        kept.rename(visit.view, which, to, visit.now)
    except NotKept as trouble:
        st.error(amounts.literal(sentence(trouble)))
    else:
        _again(f"“{which}” is now “{' '.join(to.split())}”.")


def _again(said: str) -> None:
    st.session_state[SAID] = said
    st.rerun()
