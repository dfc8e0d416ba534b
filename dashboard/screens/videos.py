"""Which video ate the money, and why? Deliverables down to their shots, takes and clips."""

import streamlit as st

from dashboard.screens.showing import clips, limits, listed, one
from dashboard.ui import page

TITLE = "Videos"
ORDER = 40
LISTED, OVER, LOOSE = "All videos", "Shots over their limit", "Clips of no video"


def draw() -> None:
    """The screen: every video and one of them, the shots that took too much, or what belongs to no video yet."""
    visit = page.start(TITLE, "Which video ate the money, and why?")
    part = st.segmented_control(
        "Show", [LISTED, OVER, LOOSE], default=LISTED, required=True, key="part", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    if part == OVER:
        limits.draw(visit)
    elif part == LOOSE:
        clips.draw_loose(visit)
    elif chosen := listed.draw(visit):
        one.draw(visit, chosen)


if __name__ == "__main__":
    draw()
