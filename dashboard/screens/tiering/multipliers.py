"""What sound, 4K and resellers make of the bill, each with its money."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import view_of_tiers
from dashboard.measures.tiers.multipliers import multipliers
from dashboard.measures.tiers.paid import Paid
from dashboard.screens.tiering import words
from dashboard.ui import amounts, page, states, tables, tiles
from dashboard.ui.remembered import once
from dashboard.ui.tiles import Tile
from dashboard.ui.visit import Visit

BY = ("model", "seller", "resolution", "audio")


def draw(visit: Visit) -> None:
    """A tile for each, and where each comes from."""
    rows, currency = once(visit.view, view_of_tiers.paid), visit.view.currency
    if not rows:
        states.nothing_here("No video whose seconds and cost are both known")
        return
    found = multipliers(rows)
    if found.empty:
        st.info("Nothing in view has sound, 4K or a reseller, as far as the providers tell.")
    else:
        tiles.row(told(found, currency), key="multipliers")
    table(rows, currency)
    assumptions()


def told(found: pd.DataFrame, currency: str) -> list[Tile]:
    """The money of each multiplier."""
    return [
        Tile(
            row["multiplier"], amounts.money(row["money"], currency, 2), note(row),
            explained="At list prices, against the same seconds without it.",
        )
        for row in found.to_dict("records")
    ]  # fmt: skip


def note(row: Mapping[Any, Any]) -> str:
    """How much of the cost that is, or that it is not known."""
    if row["money"] is None:
        return "no list tells the price without it"
    return f"{amounts.share(row['share'])} of what that work cost"


def table(rows: Sequence[Paid], currency: str) -> None:
    """Each multiplier of each kind of work."""
    frame = multipliers(rows, BY)
    if frame.empty:
        return
    page.heading("Where it comes from")
    labels = words.labels(
        currency, multiplier="Multiplier", money=f"Adds ({currency})", per_second=f"Adds per second ({currency})",
        unknown="Seconds, not known", share="Of its cost (%)",
    )  # fmt: skip
    tables.show(frame, key="extras", title="Hidden multipliers", currency=currency, labels=labels, like=words.LIKE)


def assumptions() -> None:
    """What was assumed, in words."""
    st.caption(
        "**Sound**: the seller's list price of the day with sound, less that without. **4K**: less that of 1080p."
        " **Reseller**: less the maker's own list price of the same second; below zero the reseller is cheaper. Where"
        " a list names only one of the two prices, the money is not known and those seconds are counted apart; where a"
        " provider does not tell sound or size, the work is not counted. They overlap, so they do not add up to a"
        " saving. **Rounding up** to a length that a model allows is not known: providers tell the seconds that were"
        " billed, and nobody tells those that were wanted."
    )
