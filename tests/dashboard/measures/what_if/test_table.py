"""Do alternatives read as they were reckoned, and is what nobody can make no price of 0?"""

from collections import Counter
from decimal import Decimal

from dashboard.measures.what_if.reprice import Alternative
from dashboard.measures.what_if.table import as_frame
from db.money import NANO
from tests.dashboard.measures.what_if.offered import KLING, SORA

D = Decimal


def test_money_seconds_and_parts() -> None:
    """Three of four clips, 10.00 now and 6.00 there for 30 s: 40 % less, 0.20 a second; kept half as often, 12.00."""
    one = Alternative("fal", "kling-3.0", "USD", KLING, 3, 4, 30 * NANO, 5 * NANO, 10 * NANO, 6 * NANO, Counter(gone=1))
    row = as_frame([one], "USD", {"kling-3.0": D("0.25")}, D("0.5")).iloc[0].to_dict()
    assert (row["now"], row["there"], row["difference"], row["change"]) == (10, 6, -4, D("-0.4"))
    assert (row["possible"], row["clips"], row["made"], row["over"]) == (D("0.75"), 3, 4, 5)
    assert (row["per_second"], row["kept"], row["there_kept"]) == (D("0.2"), D("0.25"), 12)
    assert (row["model"], row["seller"], row["country"], row["why_not"]) == ("kling-3.0", "fal", "China", "1 gone")


def test_what_cannot_be_made_has_no_price() -> None:
    """Nor a difference; a list in another currency names it; without keep rates there is no price by them."""
    one = Alternative("byteplus", "sora-2", "CNY", SORA, reasons=Counter({"ended on 2026-09-24": 1200}))
    row = as_frame([one], "USD").iloc[0].to_dict()
    unknown = ("now", "there", "difference", "change", "per_second", "kept", "there_kept")
    assert [row[name] for name in unknown] == [None] * len(unknown)
    assert (row["seller"], row["possible"]) == ("byteplus in CNY", 0)
    assert row["why_not"] == "1,200 ended on 2026-09-24"
