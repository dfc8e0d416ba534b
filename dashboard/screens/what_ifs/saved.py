"""Questions that were saved under a name: opened by a link, compared side by side, renamed and forgotten."""

from collections.abc import Collection, Sequence
from difflib import get_close_matches

import streamlit as st

from dashboard.scenarios import kept
from dashboard.screens.saving import compared, link, listed
from dashboard.ui import amounts, page
from dashboard.ui.visit import Visit
from db.scenarios import Scenario

TITLE, ORDER = link.QUESTION, 60
NEEDS_WORK = False
KEYS = ()


def draw(visit: Visit) -> None:
    """The comparison of those chosen, and below it all there are."""
    every = kept.listed(visit.view)
    if not listed.done():  # which has said why a name in the address is gone
        missing([one.name for one in every])
    if not every:
        st.info("Nothing is saved yet. Ask one of the other questions, and choose “Save as a scenario” below it.")
        return
    chosen = choose(every)
    if chosen:
        compared.draw(visit, chosen)
    page.heading("All scenarios")
    listed.table(visit, every)
    listed.change(visit, every)


def missing(names: Collection[str]) -> None:
    """A sentence for each name in the address that no scenario has."""
    for name in filter(None, st.query_params.get_all("scenario")):
        if name not in names:
            near = get_close_matches(name, names, n=1)
            advice = f" Did you mean “{near[0]}”?" if near else ""
            st.warning(amounts.literal(f"There is no scenario “{name[:80]}”; it was renamed or forgotten.{advice}"))


def choose(every: Sequence[Scenario]) -> list[Scenario]:
    """Those to be compared, which stand in the address."""
    by_name = {one.name: one for one in every}
    names = st.multiselect(
        "Compare", list(by_name), key="scenario", bind="query-params", placeholder="Choose two or more",
        help="The address of this page then shows a colleague the same comparison.",
    )  # fmt: skip
    st.caption("Each scenario has days and filters of its own; those at the left do not count here.")
    return [by_name[name] for name in names]
