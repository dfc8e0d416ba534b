"""Any letter as somebody would get it now: as HTML, and as the plain text that comes along."""

import streamlit as st

from dashboard.lettering import every
from dashboard.lettering.letter import Letter
from dashboard.outbox.preview import page, previewed, view_of
from dashboard.ui import amounts
from dashboard.ui.visit import Visit
from db.engine import reading
from db.lists import stored_members
from db.members import Member

TITLE, ORDER = "Letters", 50
NOBODY = "Somebody who sees everything"
TALL = 900


def draw(visit: Visit) -> None:
    """Which letter, to whom; then the letter."""
    if visit.view.reader.teams is not None:
        st.info("Letters to others can be looked at by admin and finance alone; yours come by mail.")
        return
    left, right = st.columns(2)
    titles = {module.TITLE: name for name, module in every().items()}
    title = left.selectbox("Letter", list(titles), key="letter", bind="query-params")
    who = readers(visit)
    reader = right.selectbox("To", list(who), key="letter_to", bind="query-params")
    if title is None or reader is None:
        return
    with st.spinner("Writing the letter …"):
        shown(written(visit, titles[title], who[reader]))


def readers(visit: Visit) -> dict[str, Member | None]:
    """Everybody who may get one, by e-mail."""
    with reading(visit.view.engine) as connection:
        members = [one for one in stored_members(connection) if one.role != "viewer"]
    return {NOBODY: None} | {one.email: one for one in members}


def written(visit: Visit, name: str, reader: Member | None) -> Letter:
    """The letter from what its reader may see."""
    view = view_of(visit.view.engine, visit.view.currency, reader, visit.now)
    return previewed(name, view, reader, visit.now, visit.zone, "")


def shown(letter: Letter) -> None:
    """Its subject, how it looks, and its text."""
    st.markdown(f"**{amounts.literal(letter.subject)}**")
    st.iframe(page(letter), height=TALL, alt=letter.subject)
    with st.expander("As plain text"):
        st.code(letter.text, language=None)
    st.caption("Nothing is sent from here. On the command line: `reelspend alerts preview LETTER --reader EMAIL`.")
