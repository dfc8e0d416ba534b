"""Only a part of the work in view is moved to one model, or drafts are made cheaply and finals dearly."""

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from dashboard.measures.comparison import change
from dashboard.measures.what_if.fit import Terms
from dashboard.measures.what_if.mix import Outcome, laddered, moved
from dashboard.measures.what_if.reprice import Alternative
from dashboard.measures.what_if.table import why_not
from dashboard.screens.what_ifs.elsewhere import allowed, signed
from dashboard.ui import amounts, page, tiles
from dashboard.ui.tiles import Tile
from dashboard.ui.visit import Visit
from dashboard.view import View
from db.money import from_nano
from db.window import day_number

TITLE, ORDER = "Move a part, or draft first", 30
USUAL_PART, USUAL_KEPT = 60, 30


def draw(visit: Visit) -> None:
    """A part of the clips elsewhere; then all as drafts and the kept ones as finals."""
    view = visit.view
    countries, split = allowed(view, visit)
    found = {name(one): one for one in view.alternatives(Terms(day_number(visit.today), countries, split)) if one.clips}
    if not found:
        st.info("Nothing in view can be made elsewhere on these terms. Allow more countries, or choose longer days.")
        return
    a_part(view, found)
    drafts(view, found)


def name(one: Alternative) -> str:
    """What people call an alternative."""
    return f"{one.model} · {one.seller}"


def a_part(view: View, found: dict[str, Alternative]) -> None:
    """So many percent of the clips in view, long and short ones alike, made at one place."""
    page.heading("Move a part of it")
    left, right = st.columns(2)
    to = left.selectbox("To", list(found), key="move_to", bind="query-params")
    part = right.slider("Part of the clips (%)", 0, 100, USUAL_PART, 5, key="part", bind="query-params")
    there = found[to]
    outcome = moved(there.now, [(Decimal(part) / 100, there)])
    told(view, there, outcome, f"{part}% of {there.clips:,} clips moved", key="move")
    if there.reasons:
        st.caption(f"Left where they are, because it cannot make them: {why_not(there)}.")


def drafts(view: View, found: dict[str, Alternative]) -> None:
    """Every clip as a draft, and the kept part once more as a final."""
    page.heading("Draft first, then the final")
    columns = st.columns(3)
    cheap = columns[0].selectbox("Drafts on", list(found), key="draft_on", bind="query-params")
    dear = columns[1].selectbox("Finals on", list(found), key="final_on", bind="query-params")
    measured = view.number("keep_rate")
    usual = round(measured * 100) if measured else USUAL_KEPT
    kept = columns[2].slider("Kept after drafting (%)", 1, 100, max(1, usual), key="kept", bind="query-params")
    draft, final = found[cheap], found[dear]
    if draft.clips != final.clips or draft.now != final.now:
        st.info("These two cannot make the same clips. Narrow the filters at the left, or choose others.")
        return
    outcome = laddered(draft.now, draft, final, Decimal(kept) / 100)
    told(view, draft, outcome, f"{draft.clips:,} drafts, {kept}% of them finished", key="ladder")
    basis = "the keep rate of the work in view" if measured else "an assumption: nobody judged clips in view"
    st.caption(f"Kept after drafting starts at {usual}%, {basis}.")


def told(view: View, one: Alternative, outcome: Outcome, what: str, *, key: str) -> None:
    """As it is, as it would be, and the difference."""
    now, after = from_nano(outcome.now), from_nano(outcome.after)
    said: Sequence[Tile] = [
        Tile("Cost now", amounts.written("cost", now, view.currency, short=True), f"{one.clips:,} clips"),
        Tile("Cost then", amounts.written("cost", after, view.currency, short=True), what),
        Tile("Difference", amounts.written("cost", after - now, view.currency, short=True), signed(change(after, now))),
    ]
    tiles.row(said, 3, key=key)
