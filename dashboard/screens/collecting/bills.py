"""Does what was settled equal each provider's bill, by account, month and day, and what did rounding leave out?"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.measures.reconciliation import AGREES, DIFFERS, OPEN
from dashboard.ui import amounts, page, states, tables, verdicts
from dashboard.ui.visit import Visit
from db.money import plain

COLOURS = {AGREES: "green", OPEN: "green", DIFFERS: "orange"}
LABELS = {
    "account": "Account", "month": "Month", "day": "Day", "closed": "Day is", "currency": "Currency", "state": "State",
    "billed": "Bill lines", "settled": "Settled", "difference": "Difference", "apart": "Tax and purchases",
    "closed_days": "Days closed", "open_days": "Days open", "exact": "Exactly as billed", "in_nano": "Kept (to 10⁻⁹)",
    "left_out": "Left out by rounding",
}  # fmt: skip
MONEY = ("billed", "settled", "apart")
SHOWN = ("currency", "state", *MONEY, "difference", "closed_days", "open_days")
ROUNDING = ("account", "currency", "exact", "in_nano", "left_out")


def draw(visit: Visit) -> None:
    """Each account's bill beside the ledger, the months of one, the days of a month, and the rounding."""
    accounts = visit.view.reconciliation(["account", "currency"])
    if accounts.empty:
        states.nothing_here("No bill lines")
        return
    for row in accounts.to_dict("records"):
        st.markdown(verdict(row))
    table(accounts, ("account", *SHOWN), "bills", "Bills and ledger by account")
    st.caption(
        "Each in the bill's own currency; tax and purchases of credit are kept, and kept out of cost. Bills are of"
        " whole accounts: of the filters, only the period and the accounts count here."
    )
    months(visit, sorted(set(accounts["account"])))
    rounding(visit, accounts)


def verdict(row: Mapping[Any, Any]) -> str:
    """One account in a line: green where bill and ledger are the same, amber where not."""
    state, account = row["state"], amounts.literal(row["account"])
    return f":{COLOURS[state]}-badge[{state}] **{account}** {amounts.literal(verdicts.verdict(row))}"


def months(visit: Visit, accounts: list[str]) -> None:
    """The months of the bills, and the days of one account's month."""
    page.heading("By month")
    account = st.selectbox(
        "Account", accounts, index=None, key="bill_account", bind="query-params", placeholder="All accounts"
    )
    view = visit.view.only(account=[account]) if account else visit.view
    found = view.reconciliation(["account", "month", "currency"])
    table(found, ("account", "month", *SHOWN), "bill-months", "Bills and ledger by month")
    month = st.selectbox(
        "Days of", sorted(set(found["month"]), reverse=True), index=None, key="bill_month", bind="query-params",
        placeholder="Choose a month to see its days",
    )  # fmt: skip
    if month:
        days = view.reconciliation(["account", "month", "day", "currency"])
        days = days[days["month"] == month].reset_index(drop=True)
        table(days, ("account", "day", *SHOWN[:-2], "closed"), "bill-days", f"Bills and ledger by day of {month}")


def table(frame: pd.DataFrame, columns: tuple[str, ...], key: str, title: str) -> None:
    """Reconciled rows as a table: money to the cent, a difference to the last digit."""
    shown = frame.assign(closed=["closed" if days else "open" for days in frame["closed_days"]])[list(columns)]
    tables.show(shown, key=key, title=title, labels=LABELS, like=dict.fromkeys(MONEY, "cost"))


def rounding(visit: Visit, accounts: pd.DataFrame) -> None:
    """The bill to its last decimal beside what is kept in whole nano-units, tax and purchases included."""
    page.heading("To the last decimal")
    tables.show(accounts[list(ROUNDING)], key="rounding", title="Bills to the last decimal", labels=LABELS)
    for whole in visit.view.reconciliation(["currency"]).to_dict("records"):
        exact, kept, left_out = (f"{plain(whole[name])} {whole['currency']}" for name in ROUNDING[2:])
        st.markdown(amounts.literal(f"All accounts: {exact} exactly as billed, {kept} kept, {left_out} left out."))
    st.caption(
        "Amounts are kept in whole billionths. What a bill says beyond the ninth decimal is remembered beside them,"
        " so that its exact total can still be told. Tax and purchases are included here."
    )
