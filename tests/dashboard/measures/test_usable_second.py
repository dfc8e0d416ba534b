"""What is a usable second made of, by hand?"""

from decimal import Decimal

from dashboard.measures import measures
from dashboard.measures.usable_second import NEEDED, waterfall

NANO = 10**9
SUMS = dict.fromkeys(NEEDED) | {
    "cost_of_usable": 4 * NANO, "cost_of_trimmed": 1 * NANO, "cost_of_rejected": 3 * NANO, "cost_of_unjudged": NANO,
    "cost_of_planning": NANO, "cost_of_work": 10 * NANO, "usable_costed": 7 * NANO,
}  # fmt: skip


def test_ten_dollars_for_seven_seconds() -> None:
    """4 kept, 1 trimmed, 3 rejected, 1 not judged, 1 planning: 10 ÷ 7 a second, 4 ÷ 7 of it kept."""
    found = waterfall(SUMS)
    assert found.steps["step"].tolist() == ["Kept", "Trimmed", "Rejected", "Not judged", "Planning"]
    assert found.steps["share_of_total"].tolist() == [Decimal(n) / 10 for n in (4, 1, 3, 1, 1)]
    assert found.steps["per_usable_second"].iloc[0] == Decimal("0.571428571429")
    assert found.total == Decimal("1.428571428571")
    assert (found.cost, found.seconds) == (10, 7)


def test_steps_add_up_to_the_last_digit() -> None:
    """Sevenths cannot be written in decimals, and yet the five steps are the total, which is the measure's."""
    found = waterfall(SUMS)
    assert sum(found.steps["per_usable_second"]) == found.total
    assert found.total == measures()["full_cost_per_usable_second"].value(SUMS)


def test_where_nothing_was_kept_there_is_no_usable_second() -> None:
    """Without usable seconds, unknown or 0, the money is told and nothing is divided."""
    for seconds in (None, 0):
        found = waterfall(SUMS | {"usable_costed": seconds})
        assert found.total is None
        assert found.steps["per_usable_second"].tolist() == [None] * 5
        assert found.cost == 10


def test_nothing_known_has_no_steps() -> None:
    """A view without rendering or planning has none, and costs nothing."""
    found = waterfall(dict.fromkeys(NEEDED))
    assert found.steps.empty
    assert found.total is None
