"""How much prepaid credit is left with each provider, how long does it last, and what would expire unused?"""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.measures.credit import BALANCE, BILL, SOON, UNKNOWN, WEEK, Credit, until
from dashboard.ui import amounts, page, tables
from dashboard.ui.visit import Visit

SOURCES = {BILL: "what was settled", BALANCE: "how the balance fell", UNKNOWN: "not known yet"}
FUNDS = {
    "account": "Account", "unit": "Unit", "left": "Left", "week": "A day (7 days)",
    "month": "A day (30 days)", "source": "Use reckoned from", "lasts": "Days left", "until": "Enough until",
    "bought": "Bought (30 days)", "rose": "Went up (30 days)",
}  # fmt: skip
POTS = {
    "account": "Account", "pot": "Pot", "unit": "Unit", "left": "Left", "total": "Of", "changed": "Changed last",
    "seen": "Last seen", "expires": "Expires", "unused": "Would expire unused",
}  # fmt: skip
MONEY = dict.fromkeys(("left", "week", "month", "bought", "rose", "total", "unused"), "cost")


def draw(visit: Visit) -> None:
    """A sentence for each account's credit, then the numbers, and every pot."""
    found = visit.view.credit(visit.now)
    if not found:
        st.info(
            "No prepaid credit was seen yet. fal, Kling, BytePlus and DeepSeek tell theirs each time they are asked:"
            " reelspend collect"
        )
        return
    for one in found:
        st.markdown(sentence(one, visit))
    tables.show(funds(found, visit), key="credit", title="Prepaid credit", labels=zoned(FUNDS, visit), like=MONEY)
    st.caption(
        "Use is what was settled in the last whole days, where bills are in the credit's own currency or units; else it"
        " is how far the balance fell between two looks, which is too little where something was bought in between."
        " Purchases are those that a bill names; they are kept apart from use. Days left are at the pace of the last"
        f" {WEEK} days, or of the last 30 where those had no use."
    )
    pots(found, visit)


def sentence(one: Credit, visit: Visit) -> str:
    """How one account's credit stands, in a line."""
    left = f"{amounts.number(one.left, 2)} {one.currency} left"
    name = f"**{amounts.literal(one.account)}**"
    if one.pace is None:
        return f":gray-badge[pace unknown] {name} {amounts.literal(f'{left}; how fast it is used is not known yet.')}"
    if one.lasts is None:
        lost = f", and {amounts.number(one.unused, 2)} would expire unused" if one.unused else ""
        return f":gray-badge[not in use] {name} {amounts.literal(f'{left}; nothing was used lately{lost}.')}"
    last = until(one, visit.today)
    enough = f"enough for {amounts.how_long(one.lasts)}{f', until {amounts.day(last)}' if last else ''}"
    pace = f"at {amounts.number(one.pace, 2)} a day, by {SOURCES[one.source]}"
    lost = f"; {amounts.number(one.unused, 2)} would expire unused" if one.unused else ""
    badge = ":orange-badge[buy soon]" if one.lasts < SOON else ":green-badge[enough]"
    return f"{badge} {name} {amounts.literal(f'{left}, {enough}, {pace}{lost}.')}"


def funds(found: Sequence[Credit], visit: Visit) -> pd.DataFrame:
    """A row for each account and unit."""
    rows = [
        (
            one.account, one.currency, one.left, one.week, one.month, SOURCES[one.source], one.lasts,
            until(one, visit.today), one.bought, one.rose,
        )
        for one in found
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(FUNDS), dtype=object)


def pots(found: Sequence[Credit], visit: Visit) -> None:
    """Every pot that holds something or is the only one, the one that expires first on top."""
    rows = [
        (
            one.account, pot.name, one.currency, pot.left, pot.total, amounts.stamp(pot.changed, visit.zone),
            amounts.stamp(pot.seen, visit.zone), amounts.stamp(pot.expires, visit.zone), pot.unused,
        )
        for one in found
        for pot in one.pots
        if pot.left or len(one.pots) == 1
    ]  # fmt: skip
    page.heading("Pots as last seen")
    frame = pd.DataFrame(rows, columns=list(POTS), dtype=object)
    tables.show(frame, key="pots", title="Pots of prepaid credit", labels=zoned(POTS, visit), like=MONEY)
    if any(pot.unused for one in found for pot in one.pots):
        st.caption("What would expire unused is reckoned at the present pace, the pot that expires first used first.")


def zoned(labels: dict[str, str], visit: Visit) -> dict[str, str]:
    """The labels, those of times with their zone."""
    zone = f" ({visit.now:%Z})"
    return labels | {name: labels[name] + zone for name in ("seen", "changed", "expires") if name in labels}
