"""How one account's bill beside its ledger is told in a sentence, on the screen and in a terminal alike."""

from collections.abc import Mapping
from typing import Any

from dashboard.measures.reconciliation import DIFFERS
from dashboard.ui import amounts
from db.money import plain


def verdict(row: Mapping[Any, Any]) -> str:
    """A row of View.reconciliation by account and currency, without a full stop."""
    billed, settled = (f"{amounts.number(row[name], 2)} {row['currency']}" for name in ("billed", "settled"))
    if row["state"] == DIFFERS:
        return f"billed {billed}, settled {settled}, {plain(row['difference'])} apart: run reelspend db rebuild"
    said = f"bill and ledger are both {billed}"
    if row["open_days"]:
        said += f", {row['open_days']} of {row['open_days'] + row['closed_days']} days may still change"
    return said
