"""What sound, 4K, resellers and allowed lengths make of the bill, each with its money."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import view_of_tiers
from dashboard.measures.tiers.rounding import LABEL as ROUNDING
from dashboard.screens.tiering import words
from dashboard.ui import amounts, page, states, tables, tiles
from dashboard.ui.remembered import once
from dashboard.ui.tiles import Tile
from dashboard.ui.visit import Visit

BY = ("model", "seller", "resolution", "audio")
EXPLAINED = {ROUNDING: "At their own cost: seconds beyond those used that no allowed length would have saved."}
UNKNOWN = {ROUNDING: "import an edit, selects or a job log that says which seconds were used"}


def draw(visit: Visit) -> None:
    """A tile for each, and where each comes from."""
    view = visit.view
    if not once(view, view_of_tiers.paid):
        states.nothing_here("No video whose seconds and cost are both known")
        return
    found = once(view, view_of_tiers.multiplied)
    if found.empty:
        st.info("Nothing in view has sound, 4K, a reseller or fixed lengths, as far as the providers tell.")
    else:
        tiles.row(told(found, view.currency), key="multipliers")
        table(once(view, view_of_tiers.multiplied, BY), view.currency)
    assumptions()


def told(found: pd.DataFrame, currency: str) -> list[Tile]:
    """The money of each multiplier."""
    return [
        Tile(
            row["multiplier"], amounts.money(row["money"], currency, 2), note(row),
            explained=EXPLAINED.get(row["multiplier"], "At list prices, against the same seconds without it."),
        )
        for row in found.to_dict("records")
    ]  # fmt: skip


def note(row: Mapping[Any, Any]) -> str:
    """How much of the cost that is, or that it is not known."""
    if row["money"] is None:
        return UNKNOWN.get(row["multiplier"], "no list tells the price without it")
    known = f", known for {amounts.number(row['clips'])} clips" if row["clips"] is not None else ""
    return f"{amounts.share(row['share'])} of what that work cost{known}"


def table(frame: pd.DataFrame, currency: str) -> None:
    """Each multiplier of each kind of work."""
    page.heading("Where it comes from")
    labels = words.labels(
        currency, multiplier="Multiplier", money=f"Adds ({currency})", per_second=f"Adds per second ({currency})",
        unknown="Seconds, not known", share="Of its cost (%)", clips="Known for clips",
    )  # fmt: skip
    tables.show(frame, key="extras", title="Hidden multipliers", currency=currency, labels=labels, like=words.LIKE)


def assumptions() -> None:
    """What was assumed, in words."""
    st.caption(
        "**Sound**: the seller's list price of the day with sound, less that without. **4K**: less that of 1080p."
        " **Reseller**: less the maker's own list price of the same second; below zero the reseller is cheaper. Where"
        " a list names only one of the two prices, the money is not known and those seconds are counted apart; where a"
        " provider does not tell sound or size, the work is not counted. They overlap, so they do not add up to a"
        " saving.\n\n**Used, rounded up**: where an edit, a mark or a job log says how many seconds of a clip"
        " were used, those that even the shortest length its model allows has beyond them, at the clip's own cost. What"
        " a shorter clip would have saved was trimmed by choice and is no rounding. The length that somebody wanted of"
        " a clip that was rejected or not judged yet is not known to anybody; those seconds are counted apart."
    )
