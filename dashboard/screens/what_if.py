"""What would the same work have cost elsewhere, and what would it take to make it there?"""

from importlib import import_module

import streamlit as st

from dashboard.screens import what_ifs
from dashboard.ui import page

TITLE = "What-if"
ORDER = 60


def draw() -> None:
    """The screen: one question at a time."""
    visit = page.start(TITLE, "What would the same work cost elsewhere?")
    parts = {module.TITLE: module for module in map(import_module, what_ifs.every())}
    asked = st.segmented_control(
        "Question", list(parts), default=next(iter(parts)), required=True, key="question", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    parts[asked].draw(visit)


if __name__ == "__main__":
    draw()
