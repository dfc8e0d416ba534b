"""How wrong the forecasts were that were shown here: each held against what the days came to."""

import streamlit as st

from dashboard.forecasts.judged import months_judged, score_card
from dashboard.forecasts.outlook import Outlook
from dashboard.forecasts.past import PARTS
from dashboard.forecasts.replay import replay
from dashboard.screens.foretelling import words
from dashboard.ui import page, tables
from dashboard.ui.visit import Visit

TITLE, ORDER = "How good is it?", 60
WHOLE = "Everything"
EVERY_MONTH = "All months"
LABELS = {
    "asked": "Forecast of", "forecasts": "Forecasts", "wape": "Error (WAPE, %)", "bias": "Bias (%)",
    "mase": "MASE", "cover80": "80% held (%)",
    "cover95": "95% held (%)", "replayed": "Replayed",
}  # fmt: skip
EXPLAINED = (
    "Error: the sum of all misses ÷ the sum of what came. Bias: the same with its sign; above 0, too much was"
    " forecast. MASE: the mean miss ÷ that of saying the month before, or the same day a week before; below 1 is"
    " better than that. Held: how often what came lay within the interval. Only what is known in full is judged."
    " Replayed forecasts were never shown: they were made afterwards, from the days that were known on their day"
    " and at the amounts of today."
)
FIGURES = ("asked", "forecasts", "wape", "bias", "mase", "cover80", "cover95", "replayed")


def draw(visit: Visit, outlook: Outlook) -> None:
    """The card of everything, or of the words of one dimension."""
    if score_card(visit.view, outlook.past).empty:
        nothing_yet(visit)
        return
    card = score_card(visit.view, outlook.past, month_asked(visit, outlook))
    shown = st.segmented_control(
        "Of", [WHOLE, *(by.capitalize() for by in PARTS)], default=WHOLE, required=True, key="score_of",
        bind="query-params",
    )  # fmt: skip
    by = shown.lower()
    whole = shown == WHOLE
    mine = card[card["part"] == ""] if whole else card[card["part"].str.startswith(f"{by}=")]
    frame = mine.assign(part=[words.part(part) for part in mine["part"]])[[*(() if whole else ("part",)), *FIGURES]]
    page.heading("Forecasts against what came")
    tables.show(
        frame, key="card", title="Score card", currency=visit.view.currency,
        labels=words.labels(visit.view.currency, **LABELS, part=shown), like=words.LIKE,
    )  # fmt: skip
    st.caption(EXPLAINED)


def month_asked(visit: Visit, outlook: Outlook) -> str:
    """The month whose forecasts are judged; "" for all of them."""
    months = [EVERY_MONTH, *months_judged(visit.view, outlook.past)]
    asked = st.selectbox("Forecasts of", months, key="score_month", bind="query-params")
    return "" if asked == EVERY_MONTH else asked


def nothing_yet(visit: Visit) -> None:
    """No forecast can be judged yet: offer to make those of past days."""
    st.info(
        "No forecast that was shown here has met its month-end yet. Past days can be replayed: the forecasts that would"
        " have been made then, from what was known then. They are kept, and labelled as replayed."
    )
    if st.button("Replay the past", key="replay"):
        with st.spinner("Making the forecasts of past days …"):
            made = replay(visit.view, visit.today, visit.zone)
        if made:
            st.rerun()
        st.warning("There are too few days with all their data to replay any; wait until five weeks are known.")
