"""How every screen begins: its heading, where its numbers are from, and what to do when there are none."""

import streamlit as st

from dashboard.ui import amounts, provenance, states
from dashboard.ui.visit import Visit, current


def start(title: str, question: str, *, needs_work: bool = True) -> Visit:
    """Draw the heading and the provenance; gives the Visit, whose `view` has all numbers.

    Ends the run with the empty state when nothing was ever collected, and (unless `needs_work` is False)
    when nothing is in view.
    """
    visit = current()
    st.title(title, anchor=False)
    if not len(visit.view.accounts()) and not visit.view.version():
        states.first_visit()
        st.stop()
    st.caption(f"{question} {chosen(visit)}")
    if needs_work and visit.view.empty():
        provenance.show(visit)
        states.nothing_here()
        st.stop()
    provenance.show(visit)
    return visit


def chosen(visit: Visit) -> str:
    """The days and words that were chosen, such as: 1–22 Nov 2026 · team: social."""
    narrowing = visit.view.narrowing
    said = [amounts.days(narrowing.since, narrowing.until)]
    for name, words in narrowing.where.items():
        said.append(f"{name}: {', '.join(amounts.word(name, word) for word in words)}")
    return amounts.literal(" · ".join(said))


def heading(text: str) -> None:
    """The heading of a part of a screen."""
    st.subheader(text, anchor=False)
