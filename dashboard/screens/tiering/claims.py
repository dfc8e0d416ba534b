"""What a survey of February 2026 claimed of four models, beside what is asked and what was paid."""

import streamlit as st

from collectors.price_sheets.claims import claims, survey
from dashboard import view_of_tiers
from dashboard.measures.tiers.claimed import claimed
from dashboard.screens.tiering import words
from dashboard.ui import tables
from dashboard.ui.remembered import once
from dashboard.ui.visit import Visit

LABELS = {
    "model": "Model", "about": "About", "claimed": "Claimed", "listed": "Documented limit", "verdict": "The claim is",
    "finding": "What was found", "times_list": "Claim ÷ list", "times_paid": "Claim ÷ paid",
}  # fmt: skip


def draw(visit: Visit) -> None:
    """Whose claims they are, and each of them."""
    view, told = visit.view, survey()
    st.info(
        f"These are claims, not prices: {told.name}, {told.said_in}. Nothing in Reelspend is priced by them."
        f" {told.source}."
    )
    frame = claimed(
        claims(), once(view, view_of_tiers.paid), once(view, view_of_tiers.asked, visit.today),
        once(view, view_of_tiers.limits),
    )  # fmt: skip
    money = {"list_low": "List from", "list_high": "to", "paid": "Paid"}
    labels = LABELS | {name: f"{said} ({view.currency}/s)" for name, said in money.items()}
    tables.show(
        frame, key="claims", title="Claims of the survey", currency=view.currency, labels=labels, like=words.LIKE
    )
    st.caption(
        "List: the cheapest and the dearest price that any seller asks for a second of the model today, or last asked"
        " for one that has ended. Paid: what a second of it cost in the days and filters chosen. A claim divided by"
        " list or paid is 1 where they meet, else by how much the nearest of both are apart."
    )
