"""Which shots took more takes or more money than the company allows one before somebody looks?"""

import streamlit as st

from dashboard.deliverables import over_their_limit
from dashboard.measures.deliverables import total
from dashboard.measures.stop_loss import Limits
from dashboard.screens.showing.one import takes
from dashboard.ui import amounts, tables
from dashboard.ui.visit import Visit

EXAMPLE = '[stop_loss]\ntakes = 12\ncost = "50"'


def draw(visit: Visit) -> None:
    """The limits, and who is over them, the dearest first."""
    view, limits = visit.view, visit.limits
    if not limits:
        st.info("No limit for a shot is set. Write takes, or cost, or both into reelspend.toml; then reload this page.")
        st.code(EXAMPLE, language="toml")
        return
    found = over_their_limit(view, limits)
    st.markdown(f"A shot may take {allowed(limits, view.currency)}, counted over its whole life.")
    if found.empty:
        st.success("No shot that was worked on in these days is over its limit.")
        return
    beyond = amounts.written("cost", total(found["cost_over"]), view.currency)
    money = f"; together they cost {amounts.literal(beyond)} more than allowed" if limits.cost is not None else ""
    st.markdown(f"**{len(found):,} {'shot is' if len(found) == 1 else 'shots are'} over the limit**{money}.")
    labels = {
        "video": "Video", "shot": "Shot", "takes": "Takes", "takes_over": "Takes too many",
        "cost_over": f"Too much ({view.currency})", "first": "First work", "last": "Last work",
    }  # fmt: skip
    tables.show(
        found, key="stop-loss", title="Shots over their limit", currency=view.currency, labels=labels,
        like={"cost_over": "cost", "takes_over": "clips", "takes": "clips"},
    )  # fmt: skip
    st.caption("To look into one, choose its video under “All videos”.")


def allowed(limits: Limits, currency: str) -> str:
    """The limits in words."""
    parts = [takes(limits.takes)] if limits.takes is not None else []
    parts += [amounts.literal(amounts.money(limits.cost, currency))] if limits.cost is not None else []
    return " and ".join(parts)
