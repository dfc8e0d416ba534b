"""What a reader meets instead of numbers: nothing yet, nothing here, broken, not allowed. Each says what to do next."""

from collections.abc import Iterable
from html import escape

import streamlit as st


def first_visit() -> None:
    """Nothing was ever collected."""
    st.markdown("### Nothing has been collected yet")
    st.markdown(
        "Reelspend shows what the providers bill, so it first has to ask them. In a terminal, type this, then reload"
        " the page; it asks every account of reelspend.toml:"
    )
    st.code("reelspend collect", language=None)
    st.markdown("Or look around first, in an invented studio:")
    st.code("reelspend demo", language=None)
    st.caption("Where a collection does not work, the Collection screen says what is missing.")


def nothing_here(what: str = "No work") -> None:
    """The days and words chosen hold nothing."""
    st.info(f"{what} in the days and filters chosen. Choose a longer period, or clear a filter at the left.")


def broken(what: str, problems: Iterable[str]) -> None:
    """Something is wrong that the reader cannot mend on this page: a title, and a sentence for each problem."""
    st.error(f"**{escape(what)}**")
    for problem in problems:
        st.text(problem)


def not_allowed() -> None:
    """Sign-in is asked for, and nobody is signed in."""
    st.markdown("### You are not signed in")
    st.markdown(
        "This Reelspend is set up for sign-in (`[oidc]` in reelspend.toml), so numbers are shown only to members."
        " Signing in comes with a later release; until then, remove `[oidc]` to use the dashboard on this machine,"
        " or ask for a report: `reelspend report`."
    )
