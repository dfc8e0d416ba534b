"""What may be spent, which line was crossed, who was told, and what they did about it?"""

from importlib import import_module

import streamlit as st

from dashboard.screens import budgeting
from dashboard.ui import page

TITLE = "Budgets & alerts"
ORDER = 80


def draw() -> None:
    """The screen: one of its parts."""
    visit = page.start(
        TITLE,
        "Which line was crossed, and who knows? The days chosen at the left do not matter here.",
        needs_work=False,
    )
    parts = {module.TITLE: module for module in map(import_module, budgeting.every())}
    asked = st.segmented_control(
        "Part", list(parts), default=next(iter(parts)), required=True, key="budgets", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    parts[asked].draw(visit)


if __name__ == "__main__":
    draw()
