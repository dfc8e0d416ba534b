"""Does each way of saying what comes say what a hand would reckon?"""

import numpy as np
import pytest

from dashboard.measures.forecasting.blend import carried, weights
from dashboard.measures.forecasting.past import Grid, past_of
from dashboard.measures.forecasting.ways import Way, ways_of


def way(name: str, series: Grid) -> Way:
    """One way over some series."""
    return next(one for one in ways_of(past_of(series)) if one.name == name)


def weekly(*amounts: float) -> Grid:
    """Weeks of which every day costs the same."""
    return np.repeat(np.array([amounts], dtype=np.float64), 7, axis=1)


STEADY = (4.0, 4, 4, 4)


@pytest.mark.parametrize(
    ("name", "amounts", "expected"),
    [
        ("weekday mean of 4 weeks", (*STEADY, 2, 4, 6, 8), 35),  # (2 + 4 + 6 + 8) / 4 × 7
        ("weekday median of 8 weeks", (1, 1, 1, 2, 4, 5, 5, 5), 21),  # (2 + 4) / 2 × 7
        ("last week again", (*STEADY, 4, 4, 4, 6), 42),
        ("run-rate of 4 weeks", (*STEADY, 2, 4, 6, 8), 35),
        ("slow level with weekdays", (4.0,) * 8, 28),
        ("Theta", (4.0,) * 8, 28),
        ("damped trend", (4.0,) * 8, 28),
    ],
)
def test_a_week_to_come(name: str, amounts: tuple[float, ...], expected: float) -> None:
    """Eight weeks of equal days say what the next seven days add up to."""
    assert way(name, weekly(*amounts)).total(0, 7)[0, -1] == pytest.approx(expected)


def test_newer_weeks_count_more_where_they_fade() -> None:
    """Seven weeks of 0 after a first of 10, counted 0.7 to the seventh: 0.08235 of 3.1412 in all, so 0.26 a day."""
    mean = way("fading weekday mean", weekly(10, 10, 10, 10, 10, 10, 10, 0)).total(0, 1)[0, -1]
    assert mean == pytest.approx(10 * (1 - 1 / sum(0.7**age for age in range(8))))


def test_half_a_slope_is_theta() -> None:
    """A series that grows by 1 a day with no weekdays: Theta grows by half of that."""
    grown = way("Theta", np.arange(100.0, 156.0)[None, :] ** 1.0)
    assert grown.drift is not None
    assert grown.drift[0, -1].mean() == pytest.approx(0.5, rel=0.1)
    assert (
        grown.total(0, 10)[0, -1]
        > way("slow level with weekdays", np.arange(100.0, 156.0)[None, :]).total(0, 10)[0, -1]
    )


def test_sparse_series_are_a_chance_times_a_size() -> None:
    """Seven dollars on one day of each week: some days of it, and never more than the size itself."""
    told = way("chance times size", np.tile([0.0, 0, 0, 0, 0, 0, 7], 8)[None, :]).total(0, 1)[0, -1]
    assert 0.5 < told < 3  # one day in seven is 1.00; the day just past counts for more


def test_an_error_counts_once_its_days_have_passed() -> None:
    """Of origins five days apart and ten days told, the first is known at the third, and counts half one later."""
    assert carried(4, 10, 0.5)[0].tolist() == [0, 0, 1, 0.5]


def test_half_the_error_is_trusted_more_as_errors_are_known() -> None:
    """Ways off by 1 and by 2: 256 times as much, to the power of 1 known error in 6, so 2.520 to 1."""
    said = np.array([[[11.0, 11]], [[12.0, 12]]])
    trust = weights(said, np.array([[10.0, np.nan]]), np.ones((2, 1, 2), dtype=np.bool_), 5, np.ones(2))
    assert trust is not None
    assert trust[:, 0, -1] == pytest.approx([2.520 / 3.520, 1 / 3.520], rel=1e-3)


def test_an_earlier_year_is_believed_before_its_errors_are_known() -> None:
    """Two ways that were wrong alike: the one that is trusted three times as much at first has three quarters."""
    said = np.array([[[11.0, 11]], [[9.0, 9]]])
    able = np.ones((2, 1, 2), dtype=np.bool_)
    trust = weights(said, np.array([[10.0, np.nan]]), able, 5, np.array([1.0, 3.0]))
    assert trust is not None
    assert trust[:, 0, -1] == pytest.approx([0.25, 0.75])
