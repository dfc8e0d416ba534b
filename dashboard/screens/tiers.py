"""Is what a second cost fair: against its list price, its model's other sellers, and the cheaper tiers?"""

import streamlit as st

from dashboard.screens.tiering import claims, drift, models, multipliers, paid
from dashboard.ui import page

TITLE = "Tiers"
ORDER = 50
PARTS = {
    "Paid against list": paid, "Models": models, "Price drift": drift, "Hidden multipliers": multipliers,
    "Survey of 2026": claims,
}  # fmt: skip


def draw() -> None:
    """The screen: one of its parts."""
    visit = page.start(TITLE, "What was paid for a second, and what is asked for it?", needs_work=False)
    part = st.segmented_control(
        "Part", list(PARTS), default=next(iter(PARTS)), required=True, key="tiers", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    PARTS[part].draw(visit)


if __name__ == "__main__":
    draw()
