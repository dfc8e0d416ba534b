"""What does one of something cost: a second, a second that was kept, a clip, a video; and which clips stand out?"""

from importlib import import_module

import streamlit as st

from dashboard.screens import costing
from dashboard.ui import page

TITLE = "Unit costs"
ORDER = 20


def draw() -> None:
    """The screen: one of its parts."""
    visit = page.start(TITLE, "What does one of it cost?")
    parts = {module.TITLE: module for module in map(import_module, costing.every())}
    chosen = st.segmented_control(
        "Look at", list(parts), default=next(iter(parts)), required=True, key="look_at", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    parts[chosen].draw(visit)


if __name__ == "__main__":
    draw()
