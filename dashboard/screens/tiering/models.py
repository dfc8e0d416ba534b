"""The feature matrix: what each video model can do, at what price, since when and until when, and who says so."""

import pandas as pd
import streamlit as st

from dashboard import view_of_tiers
from dashboard.measures.tiers.matrix import ENDED, matching, matrix
from dashboard.screens.tiering import words
from dashboard.ui import tables
from dashboard.ui.remembered import once
from dashboard.ui.visit import Visit
from db.window import day_number

LABELS = {
    "model": "Model", "status": "Today", "tier": "Tier", "maker": "Maker", "country": "Country", "sellers": "Sellers",
    "clip_seconds": "Longest clip (s)", "lengths": "Lengths (s)", "shots": "Shots", "resolutions": "Resolutions",
    "audio": "Sound", "available_from": "Available from", "retired_on": "Ended on", "replaced_by": "Replaced by",
    "source": "Seen at", "checked_on": "Checked on",
}  # fmt: skip


def draw(visit: Visit) -> None:
    """A word to look for, and the models that have it."""
    view, day = visit.view, day_number(visit.today)
    everything = matrix(once(view, view_of_tiers.limits), once(view, view_of_tiers.asked, visit.today), day)
    if everything.empty:
        st.info("The ledger knows no model yet. Collecting brings the price sheets, and so does: reelspend db upgrade")
        return
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    looked_for = left.text_input(
        "Search", key="find", bind="query-params", placeholder="Any words, such as: 4k premium Google"
    )
    live = right.toggle("Only what can be had today", key="live", bind="query-params")
    found = matching(everything, looked_for or "")
    table(found[found["status"] != ENDED].reset_index(drop=True) if live else found, view.currency)


def table(frame: pd.DataFrame, currency: str) -> None:
    """The models as a table, or what to do where none fits."""
    if frame.empty:
        st.info("No model has all of these words. Use fewer, or clear the search.")
        return
    labels = LABELS | {
        "low": f"A second: cheapest ({currency})", "high": f"A second: dearest ({currency})"
    }  # fmt: skip
    tables.show(frame, key="matrix", title="Video models", currency=currency, labels=labels, like=words.LIKE)
    st.caption(
        "Prices are what its sellers ask today for the cheapest and the dearest of its sizes and sounds. What is empty"
        " is not known. A model that has ended keeps its last price here, and is offered nowhere else. Filters at the"
        " left do not count here."
    )
