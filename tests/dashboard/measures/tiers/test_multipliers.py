"""Does each hidden multiplier come to the seconds that have it × what it adds?"""

from decimal import Decimal

from dashboard.measures.tiers.multipliers import multipliers
from tests.dashboard.measures.tiers.work import VEO, work

ROWS = [
    work(10, 1.68, extras={"audio": 56_000_000, "reseller": 18_000_000}),
    work(5, 0.84, extras={"audio": None}),
    work(20, 12, words=VEO, extras={"audio": 200_000_000, "4k": 200_000_000, "reseller": -50_000_000}),
    work(7, 1),
]


def test_money_is_seconds_times_what_it_adds() -> None:
    """Sound 10 × 0.056 + 20 × 0.20 = 4.56 of 14.52; 4K 20 × 0.20 = 4; reseller 10 × 0.018 − 20 × 0.05 = −0.82."""
    found = multipliers(ROWS)
    assert found[["multiplier", "money", "seconds", "unknown", "cost"]].to_numpy().tolist() == [
        ["Sound", Decimal("4.56"), 30, 5, Decimal("14.52")],
        ["4K over 1080p", 4, 20, 0, 12],
        ["Reseller fee", Decimal("-0.82"), 30, 0, Decimal("13.68")],
    ]
    assert found["per_second"].tolist()[1] == Decimal("0.2")


def test_a_price_that_is_not_known_is_no_zero() -> None:
    """Where no list tells the price without, the money is unknown and comes last; other work is not there."""
    found = multipliers([ROWS[1], ROWS[3]])
    assert found[["multiplier", "money", "unknown", "share"]].to_numpy().tolist() == [["Sound", None, 5, None]]


def test_parts_add_up() -> None:
    """By model the money and the seconds are those of everything."""
    for name in ("money", "seconds", "unknown", "cost"):
        parts, whole = (
            {label: sum(value or 0 for value in some[name]) for label, some in frame.groupby("multiplier")}
            for frame in (multipliers(ROWS, ("model", "seller")), multipliers(ROWS))
        )
        assert parts == whole
