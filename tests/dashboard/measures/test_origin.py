"""Do the words below a screen and a letter say what is known, and what is left out?"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from dashboard.measures.origin import facts
from dashboard.measures.provenance import Provenance
from db.rates import RateSource
from tests.db.cast import NOW

NONE = Decimal(0)
WHOLE = Provenance(NOW, "kling-brand", NONE, NONE, NONE, NONE, "USD")
UTC = ZoneInfo("UTC")


def test_where_all_is_known_little_is_said() -> None:
    """How far the data reach, and that all of it is billed; of nothing at all, only that."""
    assert facts(WHOLE, UTC) == [
        "Data through 22 Nov 2026 12:00 UTC (kling-brand reaches least far)", "All of the cost is billed",
    ]  # fmt: skip
    assert facts(replace(WHOLE, through=None, estimated_share=None), UTC) == ["Nothing has been collected yet"]


def test_a_bill_from_a_file_that_ends_earlier_is_named() -> None:
    """It is no account that is behind, because nobody asks for it, but later days lack what it will say."""
    filed = replace(WHOLE, filed=(("deepseek-plan", NOW - timedelta(days=2)),))
    assert facts(filed, UTC)[0] == (
        "Data through 22 Nov 2026 12:00 UTC (kling-brand reaches least far; deepseek-plan, from a file, only to"
        " 20 Nov 2026 12:00 UTC)"
    )


def test_each_thing_that_is_not_known_is_said() -> None:
    """One piece is said as one, two as two; and what a currency is converted at."""
    euro = RateSource("EUR", "ECB", NOW.date())
    unsure = replace(
        WHOLE, estimated_share=Decimal("0.125"), unpriced=Decimal(1), untimed=Decimal(2), unconverted=Decimal("2.5"),
        rates=(euro,),
    )  # fmt: skip
    assert facts(unsure, UTC)[1:] == [
        "12.5% of the cost is an estimate, not billed yet",
        "EUR is converted at rates of ECB up to 22 Nov 2026",
        "1 piece of work has no price and is not in the cost",
        "2 clips are of unknown length and not in costs per second",
        "Some bills are not converted for want of a rate, and not in the cost",
    ]
