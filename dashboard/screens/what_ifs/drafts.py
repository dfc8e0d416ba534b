"""Every clip as a cheap draft first, and only what is kept once more as the final."""

from decimal import Decimal

import streamlit as st

from dashboard.measures.comparison import change
from dashboard.measures.what_if.mix import Outcome
from dashboard.measures.what_if.reprice import Alternative
from dashboard.measures.what_if.table import why_not
from dashboard.scenarios.questions.drafts import QUESTION, UNLIKE, kept_cost, usual_kept
from dashboard.screens.what_ifs.elsewhere import TERMS, allowed, money, signed
from dashboard.ui import amounts, tiles
from dashboard.ui.tiles import Tile
from dashboard.ui.visit import Visit
from dashboard.view import View
from dashboard.view_of_what_if import AS_NOW, Ladder, ladder
from db.money import from_nano

TITLE, ORDER = QUESTION, 35
NEEDS_WORK = True
KEYS = (*TERMS, "split", "rough", "draft_on", "final_on", "kept")


def draw(visit: Visit) -> None:
    """Where drafts and finals are made, how much is kept of the drafts, and what that comes to."""
    view = visit.view
    terms = allowed(view, visit)
    rough = st.toggle("Drafts may be smaller and without sound", value=True, key="rough", bind="query-params")
    steps = ladder(view.wants(), view.offers(visit.today), terms, rough=bool(rough))
    if not steps.drafts:
        st.info("Nothing in view can be made elsewhere on these terms. Allow more countries, or choose longer days.")
        return
    climb(view, steps)
    st.caption(
        "The cheapest place that can draft most of the clips comes first. “What was used” finishes each kept clip on"
        " its own model, for what it did cost. Drafts may have any size where that is allowed, but never another"
        " length. It is assumed that a draft shows as well as a final whether a take is any good."
    )


def climb(view: View, steps: Ladder) -> None:
    """The choices, and what they come to."""
    columns = st.columns(3)
    draft_on = columns[0].selectbox("Drafts on", list(steps.drafts), key="draft_on", bind="query-params")
    final_on = columns[1].selectbox(
        "Finals on", [AS_NOW, *steps.finals], key="final_on", bind="query-params", format_func=str.capitalize
    )
    kept, basis = kept_of(view, columns[2])
    outcome = steps.climbed(draft_on, final_on, Decimal(kept) / 100)
    if outcome is None:
        st.info(UNLIKE)
        return
    told(view, steps.drafts[draft_on], outcome, kept)
    st.caption(amounts.literal(f"{basis} {as_much(view, Decimal(kept) / 100, outcome)}"))


def kept_of(view: View, place: "st.delta_generator.DeltaGenerator") -> tuple[int, str]:
    """How many percent of the drafts are finished, and where that number is from."""
    measured, usual = view.number("keep_rate"), usual_kept(view)
    kept = place.slider("Kept after drafting (%)", 1, 100, usual, key="kept", bind="query-params")
    basis = "the keep rate of the work in view" if measured else "an assumption: nobody judged clips in view"
    return int(kept), f"Kept after drafting starts at {usual}%, {basis}."


def as_much(view: View, kept: Decimal, outcome: Outcome) -> str:
    """What as much kept work would cost, in words."""
    cost = kept_cost(view, kept, outcome)
    return f"For as much kept work as now: {money(view, cost)}." if cost is not None else ""


def told(view: View, draft: Alternative, outcome: Outcome, kept: int) -> None:
    """As it is, drafts and finals apart, and the difference."""
    now, after, drafts = (from_nano(nano) for nano in (outcome.now, outcome.after, draft.there))
    tiles.row(
        [
            Tile("Cost now", money(view, now), f"{draft.clips:,} clips"),
            Tile("Drafts", money(view, drafts), f"{draft.made:,} to make"),
            Tile("Finals", money(view, after - drafts), f"{kept}% of the clips"),
            Tile("Difference", money(view, after - now), f"{money(view, after)}, {signed(change(after, now))}"),
        ],
        key="ladder",
    )
    if draft.reasons:
        st.caption(amounts.literal(f"Not drafted there: {why_not(draft)}."))
