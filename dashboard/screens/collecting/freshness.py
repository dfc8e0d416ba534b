"""How fresh is each account, and what should a person do where one is not well?"""

import pandas as pd
import streamlit as st

from dashboard.measures.credit import Credit
from dashboard.measures.health import FAILING, FILED, FINE, LATE, NEEDS_A_PERSON, NEVER, WELL, Health, health
from dashboard.measures.readable import readable
from dashboard.ui import amounts, page, tables
from dashboard.ui.visit import Visit

COLOURS = {FINE: "green", LATE: "orange", FAILING: "orange", NEEDS_A_PERSON: "red", NEVER: "gray", FILED: "gray"}
LABELS = {
    "account": "Account", "provider": "Provider", "state": "State", "through": "Data through",
    "good": "Last collected well", "credit": "Prepaid credit",
}  # fmt: skip


def draw(visit: Visit) -> None:
    """Those in need first, each with what to do; then every account, and prepaid credit."""
    everyone = visit.view.reader.teams is None
    rows = readable(visit.view.accounts()).to_dict("records")
    found = health(rows, visit.logins if everyone else (), visit.now)
    unwell = [one for one in found if one.state not in WELL]
    for one in unwell:
        complaint(one, visit)
    if not unwell:
        st.success(f"All {len(found)} accounts are well." if len(found) > 1 else "The account is well.")
    every_account(visit, found, visit.view.credit(visit.now))


def complaint(one: Health, visit: Visit) -> None:
    """One account that is not well: what was said, and what to do next."""
    with st.container(border=True):
        since = f", last collected well {amounts.instant(one.good, visit.zone)}" if one.good else ""
        name = amounts.literal(one.account)
        st.markdown(f":{COLOURS[one.state]}-badge[{one.state}] **{name}** ({amounts.literal(one.provider)}){since}")
        if one.error:
            st.text(one.error)
        sentence, _, command = one.todo.rpartition(": ")
        st.markdown(amounts.literal(f"{sentence}:"))
        st.code(command, language=None)


def every_account(visit: Visit, found: list[Health], credit: list[Credit]) -> None:
    """A row for each account of the ledger and of the configuration."""
    page.heading("Accounts")
    rows = [
        (
            one.account, one.provider, one.state, amounts.stamp(one.through, visit.zone),
            amounts.stamp(one.good, visit.zone), credit_of(one.account, credit),
        )
        for one in found
    ]  # fmt: skip
    zone = f" ({visit.now:%Z})"
    labels = LABELS | {name: LABELS[name] + zone for name in ("through", "good")}
    tables.show(pd.DataFrame(rows, columns=list(LABELS), dtype=object), key="accounts", title="Accounts", labels=labels)


def credit_of(account: str, credit: list[Credit]) -> str:
    """What is left of an account's prepaid credit, each unit by itself."""
    said = [f"{amounts.number(one.left, 2)} {one.currency}" for one in credit if one.account == account]
    return ", ".join(said) or amounts.UNKNOWN
