"""Billed price of a second against the list price of its day: what the difference is worth, and which list is old."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import view_of_tiers
from dashboard.measures.tiers.drift import AGREED, AGREES, DEARER, by_month, comparable, list_prices
from dashboard.screens.tiering import words
from dashboard.ui import amounts, page, states, tables
from dashboard.ui.remembered import once
from dashboard.ui.visit import Visit

MOST = 5
PRICES = {
    "state": "The bill is", "since": "Since", "month": "Latest month", "asked": "List price", "asked_unit": "In",
    "source": "Seen at", "valid_from": "Since (list)", "checked_on": "Checked on",
}  # fmt: skip


def draw(visit: Visit) -> None:
    """Which lists no longer agree, the difference by month, and every list price."""
    rows, currency = once(visit.view, view_of_tiers.paid), visit.view.currency
    if not comparable(rows):
        states.nothing_here("No billed video that has a list price")
        return
    prices = list_prices(rows)
    complaints(prices, currency)
    page.heading("By month, model and seller")
    labels = words.labels(currency, per_second=f"Billed per second ({currency})")
    tables.show(by_month(rows), key="drift", title="Price drift by month", currency=currency, labels=labels,
                like=words.LIKE)  # fmt: skip
    every_price(prices, labels | PRICES, currency)


def complaints(prices: pd.DataFrame, currency: str) -> None:
    """A sentence for each list price that the latest bill does not agree with, or that all do."""
    off = [row for row in prices.to_dict("records") if row["state"] not in (AGREES, AGREED)]
    for row in off[:MOST]:
        st.markdown(sentence(row, currency))
    if len(off) > MOST:
        st.caption(f"{len(off) - MOST} more are in the table of list prices below.")
    if not off:
        st.success("Every bill agrees with the list price of its day, within 1%, or with a price agreed with you.")


def sentence(row: Mapping[Any, Any], currency: str) -> str:
    """One list price that does not agree: by how much, since when, and where it was seen."""
    colour = "orange" if row["state"] == DEARER else "blue"
    kind = " ".join(str(row[name]) for name in ("mode", "resolution") if row[name])
    sound = {"on": "with sound", "off": "without sound", "voice": "with voice"}.get(row["audio"], "")
    what = ", ".join(filter(None, (f"{row['model']} at {row['seller']}", kind, sound)))
    prices = [amounts.money(row[name], currency, 3) for name in ("per_second", "list_per_second")]
    worth = amounts.money(abs(row["over_list"] or Decimal(0)), currency)
    said = (
        f"a second was billed at {prices[0]} and listed at {prices[1]} in {row['month']}, {worth} in that month; so"
        f" since {row['since']}. The list price was checked on {row['checked_on']} ({row['source']})."
    )
    return f":{colour}-badge[{row['state']}] **{amounts.literal(what)}** {amounts.literal(said)}"


def every_price(prices: pd.DataFrame, labels: dict[str, str], currency: str) -> None:
    """Each list price that work was billed against."""
    page.heading("Which list prices still hold")
    tables.show(prices, key="list-prices", title="List prices against bills", currency=currency, labels=labels,
                like=words.LIKE)  # fmt: skip
    st.caption(
        "Only work that was billed, of which seconds, cost and list cost are known; cost has its share of credits and"
        " discounts of the bill. A bill above the list points to a list price that is out of date, one below it to a"
        " discount or to an older list. Where an agreed price holds, the list is the one that others are asked."
    )
