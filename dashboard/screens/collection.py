"""Is every account collected, does its bill agree with what was settled, and what waits for a person?"""

import streamlit as st

from dashboard.screens.collecting import bills, clock, credit, freshness, runs, waiting
from dashboard.ui import page
from dashboard.ui.visit import Visit

TITLE = "Collection"
ORDER = 90
PARTS = {
    "Freshness": freshness, "Bills": bills, "Waiting for a person": waiting, "Credit": credit, "Runs": runs,
    "Clock": clock,
}  # fmt: skip
OF_WHOLE_ACCOUNTS = ("Bills", "Credit", "Runs", "Clock")


def draw() -> None:
    """The screen: one of its parts."""
    visit = page.start(TITLE, "Is everything here, and does it agree with the bills?", needs_work=False)
    part = st.segmented_control(
        "Part", list(PARTS), default="Freshness", required=True, key="part", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    if part in OF_WHOLE_ACCOUNTS and visit.view.reader.teams is not None:
        not_theirs(visit)
        return
    PARTS[part].draw(visit)


def not_theirs(visit: Visit) -> None:
    """Bills, credit, runs and the clock are of whole accounts, and this reader sees some teams only."""
    teams = ", ".join(sorted(visit.view.reader.teams or ())) or "no team"
    st.info(
        f"Bills, credit, runs and the clock are of whole accounts, and you see the work of {teams}. Ask finance, who"
        " see everything; what your teams cost is on the screen Teams."
    )


if __name__ == "__main__":
    draw()
