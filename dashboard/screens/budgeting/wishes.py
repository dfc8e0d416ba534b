"""Who is told, when, of what and from how much money on; and a form to change that for one person."""

from decimal import Decimal
from typing import Any, Final
from zoneinfo import available_timezones

import pandas as pd
import streamlit as st

from dashboard.telling.acts import who
from dashboard.ui import amounts, page, tables
from dashboard.ui.visit import Visit
from db.engine import reading
from db.lists import stored_members
from db.members import LETTERS, Member
from db.money import from_nano
from db.wishes import WrongWish, save_wishes

TITLE, ORDER = "Who is told", 40
LABELS: Final = {
    "email": "Who", "role": "As", "teams": "Teams", "letters": "Letters", "zone": "Time zone", "quiet": "Quiet hours",
    "minimum": "From", "without": "Without",
}  # fmt: skip
WHEN: Final = {"immediate": "At once", "daily": "One letter a day", "never": "Never"}
SAID: Final = "said_of_wishes"


def draw(visit: Visit) -> None:
    """Everybody and how they are told, and the form; only for who sees everything."""
    if visit.view.reader.teams is not None:
        st.info("Only admin and finance may change how people are told; ask them.")
        return
    with reading(visit.view.engine) as connection:
        members = stored_members(connection)
    if not members:
        st.info("Nobody is a member yet, so no letter has a reader. Bring a list: reelspend import members members.csv")
        return
    if said := st.session_state.pop(SAID, ""):
        st.success(amounts.literal(said))
    currency = visit.view.currency
    tables.show(
        pd.DataFrame([row(one, visit) for one in members], columns=list(LABELS), dtype=object), key="members",
        title="Who is told", currency=currency, labels=LABELS | {"minimum": f"From ({currency})"},
        like={"minimum": "cost"},
    )  # fmt: skip
    st.caption(
        "Admin and finance hear of everything, leads of what lies within their own teams; viewers are not written to."
    )
    change(visit, {one.email: one for one in members})


def row(one: Member, visit: Visit) -> tuple[Any, ...]:
    """How one member is told, in words."""
    zone = one.zone or f"{visit.zone} (the company's)"
    without = ", ".join(letter(name) for name in one.without.split(",") if name)
    minimum = from_nano(one.minimum) if one.minimum else None
    return one.email, one.role, one.teams, WHEN[one.letters], zone, one.quiet, minimum, without


def letter(name: str) -> str:
    """A letter's name as people read it."""
    return name.replace("_", " ")


def change(visit: Visit, members: dict[str, Member]) -> None:
    """The form for one person."""
    page.heading("Change how somebody is told")
    email = st.selectbox("Person", list(members), key="told_who", bind="query-params")
    if email is None:
        return
    with st.form(f"wishes-{email}", border=True):
        said = fields(visit, members[email])
        if st.form_submit_button("Save", type="primary"):
            save(visit, email, said)


def fields(visit: Visit, one: Member) -> dict[str, Any]:
    """What is asked, as it is now."""
    left, right = st.columns(2)
    key, zones = one.email, ["", *sorted(available_timezones())]
    return {
        "letters": left.selectbox(
            "Alerts come", list(WHEN), list(WHEN).index(one.letters), key=f"letters-{key}",
            format_func=WHEN.__getitem__, help="Never means no letter of any kind.",
        ),
        "zone": right.selectbox(
            "By the clock of", zones, zones.index(one.zone), key=f"zone-{key}",
            format_func=lambda name: name or f"The company: {visit.zone}",
        ),
        "quiet": left.text_input("Quiet hours", one.quiet, key=f"quiet-{key}", placeholder="22:00-07:00", max_chars=20),
        "minimum": right.number_input(
            f"Alerts about at least ({visit.view.currency})", 0.0, 1e9, float(from_nano(one.minimum)),
            key=f"least-{key}",
        ),
        "without": st.multiselect(
            "Without these letters", LETTERS, [name for name in one.without.split(",") if name], format_func=letter,
            key=f"without-{key}",
        ),
    }  # fmt: skip


def save(visit: Visit, email: str, said: dict[str, Any]) -> None:
    """Keep it, or say in a sentence why it cannot be."""
    wishes = said | {"minimum": Decimal(str(said["minimum"])), "without": ",".join(said["without"])}
    wishes["quiet"] = said["quiet"].strip()
    try:
        news = save_wishes(visit.view.engine, email, wishes, visit.now, who(visit.view))
    except WrongWish as wrong:
        st.error(amounts.literal(f"{str(wrong)[:1].upper()}{str(wrong)[1:].rstrip('.?')}."))
        return
    st.session_state[SAID] = f"Saved for {email}." if news else f"Nothing is different for {email}."
    st.rerun()
