"""Is a bill beside the ledger green only where both are the same, and is its exact total told?"""

from decimal import Decimal

import pandas as pd

from dashboard.measures.reconciliation import reconciled

BILLS = pd.DataFrame(
    [
        (20261031, "fal-studio", "USD", 2_000_000_000, 500_000_000, 10_000_000, 2_000_000_000, True),
        (20261101, "fal-studio", "USD", 1_000_000_000, 0, -4_000_000, 1_000_000_000, False),
        (20261031, "kling-brand", "EUR", 3_000_000_000, 0, 0, 2_999_999_999, True),
    ],
    columns=["day", "account", "currency", "lines", "apart", "rest", "settled", "closed"],
)


def test_days_add_up_to_the_account() -> None:
    """Two days of 2 + 1 are billed 3, tax of 0.50 is apart, and rounding left out 0.010 − 0.004 billionths."""
    fal = reconciled(BILLS, ["account", "currency"]).iloc[0]
    assert (fal["billed"], fal["settled"], fal["apart"], fal["difference"]) == (3, 3, Decimal("0.5"), 0)
    assert fal["in_nano"] == Decimal("3.5")
    assert fal["left_out"] == Decimal("0.000000000006")
    assert fal["exact"] == Decimal("3.500000000006")
    assert (fal["closed_days"], fal["open_days"]) == (1, 1)


def test_one_billionth_apart_is_not_the_same() -> None:
    """Bills and ledger that agree say so, with a word for days still open; a nano-unit apart they differ."""
    states = reconciled(BILLS, ["account", "month", "currency"]).set_index(["account", "month"])["state"].to_dict()
    assert states == {
        ("fal-studio", "2026-11"): "agrees so far", ("fal-studio", "2026-10"): "agrees",
        ("kling-brand", "2026-10"): "differs",
    }  # fmt: skip


def test_nothing_billed_is_an_empty_table() -> None:
    """Without a bill there is no row, and every column."""
    found = reconciled(BILLS.head(0), ["account", "currency"])
    assert found.empty
    assert "state" in found
