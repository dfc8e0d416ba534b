"""Which part of the judged clips is kept, by any word, and how sure that is."""

import streamlit as st

from dashboard import clips
from dashboard.measures.keeping import ENOUGH
from dashboard.screens import costing
from dashboard.ui import amounts, charts, links, tables
from dashboard.ui.bars import Span
from dashboard.ui.visit import Visit

TITLE, ORDER = "Keep rates", 30
SPAN = Span("low", "keep_rate", "high", like="keep_rate")
LABELS = {"low": "At least (%)", "high": "At most (%)", "note": "Note", "clips": "Clips"}
LIKE = {"low": "keep_rate", "high": "keep_rate"}


def draw(visit: Visit) -> None:
    """A range for each word, with a dot where enough clips were judged to name a rate."""
    view, by = visit.view, costing.group()
    frame = clips.keep_rates_by(view, by)
    if frame.empty:
        st.info("Nobody has judged a clip in view: a job log or marks made by hand say what was kept.")
        links.to_screen("unit_costs", "Mark clips as kept", look_at="Clips")
        return
    title = f"Keep rate by {amounts.label(by).lower()}"
    charts.spans(frame, by, SPAN, key="keep-rates", title=title, currency=view.currency)
    shown = frame.assign(**{by: [amounts.word(by, word) for word in frame[by]]})
    tables.show(shown, key="keep-rate-table", title=title, currency=view.currency, labels=LABELS, like=LIKE)
    st.caption(
        "Clips of which something was kept ÷ clips that somebody judged. The true rate is within the bar 19 times in"
        f" 20 (Wilson). Below {ENOUGH} judged clips there are too few labels, and a range but no rate is shown."
    )
