"""Links from one screen to another that keep the filters; a screen that is not there is named in plain text."""

from pathlib import Path

import streamlit as st

SCREENS = Path(__file__).parents[1] / "screens"


def to_screen(name: str, text: str, **address: str) -> None:
    """A link to the screen in `screens/<name>.py`, or just the text where there is no such screen.

    The filters stay in the address by themselves, because they are bound to it; `address` is said beside them.
    """
    if (SCREENS / f"{name}.py").exists():
        st.page_link(SCREENS / f"{name}.py", label=text, query_params=address)
    else:
        st.caption(text)
