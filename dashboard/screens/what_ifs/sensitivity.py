"""Which assumption moves the cost of the usable work most: price, volume or what is kept?"""

from decimal import Decimal

import pandas as pd
import streamlit as st

from dashboard.measures.what_if.tornado import Bar, bars, bend, cost_of
from dashboard.scenarios.questions.sensitivity import NAMES, QUESTION, UNJUDGED, USUAL
from dashboard.ui import amounts, charts, page, tables
from dashboard.ui.visit import Visit
from dashboard.view import View

TITLE, ORDER = QUESTION, 50
NEEDS_WORK = True
KEYS = tuple(f"bend_{name}" for name in NAMES)
LABELS = {"assumption": "Assumption"}
LIKE = {"low": "cost", "high": "cost", "width": "cost"}


def draw(visit: Visit) -> None:
    """Each assumption bent by itself, down and up."""
    view = visit.view
    price, volume, kept = view.number("cost_per_second"), view.number("usable_seconds"), view.number("keep_rate")
    if not price or not volume or not kept:
        st.info(UNJUDGED)
        return
    usual = {"price": price, "volume": volume, "kept": kept}
    found = bars(price, volume, kept, bend(usual, parts_of(usual)))
    cost = cost_of(price, volume, kept)
    page.heading(f"{amounts.written('cost', cost, view.currency)} for the usable seconds in view")
    drawn(view, found, cost)
    second = amounts.written("cost_per_second", price, view.currency)
    st.caption(
        f"Usable seconds ({amounts.number(volume)} in view) ÷ the part of the clips that is kept"
        f" ({amounts.share(kept)}) × the price of a second ({second}): what it takes to make as much again, if clips"
        " that are kept are kept whole. It is no bill, but shows where a change would pay."
    )


def parts_of(usual: dict[str, Decimal]) -> dict[str, Decimal]:
    """By which part of itself each assumption is bent."""
    columns = st.columns(len(usual))
    found = {}
    for column, name in zip(columns, usual, strict=True):
        percent = column.slider(f"{NAMES[name]} (± %)", 5, 90, USUAL, 5, key=f"bend_{name}", bind="query-params")
        found[name] = Decimal(percent) / 100
    return found


def drawn(view: View, found: list[Bar], cost: Decimal) -> None:
    """A tornado around the cost, and the two ends of each bar as a table."""
    frame = pd.DataFrame(
        [(NAMES[bar.name], bar.low, bar.high, bar.width) for bar in found],
        columns=["assumption", "low", "high", "width"],
    ).astype(object)
    charts.tornado(frame, "assumption", cost, key="tornado", title="How far the cost moves", currency=view.currency)
    labels = LABELS | {
        "low": f"At its lower end ({view.currency})", "high": f"At its higher end ({view.currency})",
        "width": f"Moves by ({view.currency})",
    }  # fmt: skip
    tables.show(frame, key="bars", title="What matters most", currency=view.currency, labels=labels, like=LIKE)
