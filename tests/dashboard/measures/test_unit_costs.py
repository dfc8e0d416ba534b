"""What one of something costs, where not everything is known."""

from decimal import Decimal

from dashboard.measures import measures

NANO = 10**9
SUMS = {
    "cost": 8 * NANO,
    "cost_timed": 6 * NANO,
    "seconds": 50 * NANO,
    "seconds_costed": 30 * NANO,
    "cost_of_clips": 8 * NANO,
    "clips": 5,
    "clips_costed": 4,
}


def test_seconds_without_a_cost_make_no_second_cheap() -> None:
    """30 of 50 seconds have a cost, together 6: a second costs 6 ÷ 30 = 0.2, and not 6 ÷ 50."""
    assert measures()["cost_per_second"].value(SUMS) == Decimal("0.2")


def test_clips_without_a_cost_make_no_clip_cheap() -> None:
    """4 of 5 clips have a cost, together 8: a clip costs 2."""
    assert measures()["cost_per_clip"].value(SUMS) == 2


def test_what_nobody_knows_has_no_unit_cost() -> None:
    """Nothing was kept yet as far as anybody knows, so a usable second costs nobody knows what."""
    assert measures()["cost_per_usable_second"].value(SUMS) is None
