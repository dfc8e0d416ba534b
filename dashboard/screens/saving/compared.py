"""Scenarios side by side, as they come out today for whoever looks."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard.scenarios.looked_at import Looked, looked_at
from dashboard.scenarios.side_by_side import DIFFERS, side_by_side
from dashboard.screens.saving.words import readable
from dashboard.ui import amounts, charts, downloads, page
from dashboard.ui.remembered import asked_once
from dashboard.ui.visit import Visit
from db.scenarios import Scenario

TITLE = "Scenarios side by side"
FIRST, EACH, LAST = 165, 205, 272
"""Widths of columns: two scenarios and how they differ fit beside each other on a laptop."""


def draw(visit: Visit, chosen: Sequence[Scenario]) -> None:
    """What must be said of each, the costs as bars, and every number in its row."""
    found = {one.name: asked_once(visit.view, looked_at, one.address, visit.today) for one in chosen}
    page.heading("Side by side" if len(found) > 1 else "As it comes out today")
    for name, looked in found.items():
        for sentence in looked.said:
            st.info(f"**{amounts.literal(name)}**: {amounts.literal(sentence)}")
    costs(found, visit.view.currency)
    table(found, visit.view.currency)


def costs(found: Mapping[str, Looked], currency: str) -> None:
    """What each costs now and there, where both are known."""
    both = [(name, one.answer) for name, one in found.items() if one.answer.now is not None]
    bars = [(f"{name}: {when}", value) for name, one in both for when, value in (("now", one.now), ("then", one.there))]
    if bars:
        frame = pd.DataFrame(bars, columns=["scenario", "cost"], dtype=object)
        charts.ranked(frame, "scenario", ["cost"], key="scenarios", title="Cost now and then", currency=currency)


def table(found: Mapping[str, Looked], currency: str) -> None:
    """All rows as people read them; the files below have the exact numbers."""
    shown = readable(found, currency)
    first, *others = map(str, shown.columns)
    config = {first: st.column_config.TextColumn(first, pinned=True, width=FIRST)}
    config |= {name: st.column_config.TextColumn(name, width=EACH) for name in others}
    if others[-1] == DIFFERS:
        config[DIFFERS] = st.column_config.TextColumn(DIFFERS, width=LAST)
    st.dataframe(shown, key="side-by-side", hide_index=True, column_config=config, alt=TITLE, height="content")
    downloads.buttons(side_by_side(found), key="side-by-side", title=TITLE, currency=currency)
    st.caption(
        f"As of today's prices, money in {currency}. Now and there are of the same clips; those not possible are in"
        " neither. Clips elsewhere are told at the cheapest of the places that can make most of them. Per second"
        " wanted: the cost ÷ the seconds that were wanted, so what is made too long is paid with it. A dash is not"
        " known, or not asked by that question."
    )
