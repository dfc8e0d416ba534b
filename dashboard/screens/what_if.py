"""What would the same work have cost elsewhere, and what would it take to make it there?"""

from importlib import import_module

import streamlit as st

from dashboard.screens import what_ifs
from dashboard.screens.saving import form
from dashboard.ui import page, states
from dashboard.ui.visit import Visit

TITLE = "What-if"
ORDER = 60


def draw() -> None:
    """The screen: one question at a time."""
    visit = page.start(TITLE, "What would the same work cost elsewhere?", needs_work=False)
    parts = {import_module(name).TITLE: name for name in what_ifs.every()}
    asked = st.segmented_control(
        "Question", list(parts), default=next(iter(parts)), required=True, key="question", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    answer(visit, parts[asked])


def answer(visit: Visit, name: str) -> None:
    """A part's answer and, where it has choices to be kept, the form that saves them."""
    part = import_module(name)
    if part.NEEDS_WORK and visit.view.empty():
        states.nothing_here()
        return
    part.draw(visit)
    if part.KEYS:
        form.replacing(visit)
        form.draw(visit, name.rpartition(".")[2], part.KEYS)


if __name__ == "__main__":
    draw()
