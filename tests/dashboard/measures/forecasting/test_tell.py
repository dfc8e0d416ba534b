"""Is a forecast exact where the past is regular, unshaken by one wild day, and honest about how sure it is?"""

from datetime import date, timedelta
from time import process_time

import numpy as np
import pytest
from numpy.typing import NDArray

from dashboard.measures.forecasting.past import past_of
from dashboard.measures.forecasting.tell import tell
from dashboard.measures.forecasting.ways import ways_of

MONDAY = date(2026, 3, 2)
WEEK = [10.0, 10, 10, 10, 10, 1, 1]


def weeks(count: int) -> NDArray[np.float64]:
    """A series of so many equal weeks, of 52 each."""
    return np.array([WEEK * count])


def after(series: NDArray[np.float64], days: int, lead: int = 0) -> tuple[date, date]:
    """So many days that begin `lead` days after the last one of a series."""
    first = MONDAY + timedelta(days=series.shape[1] + lead)
    return first, first + timedelta(days=days)


def test_regular_weeks_go_on() -> None:
    """Forty equal weeks: a week to come is 52, its Saturday and Sunday 2, and four weeks 208, for sure."""
    series = weeks(40)
    ((week, weekend, month),) = tell(series, MONDAY, [after(series, 7), after(series, 2, lead=5), after(series, 28)])
    assert (week.expected, weekend.expected, month.expected) == pytest.approx((52, 2, 208))
    assert (month.low95, month.high95) == pytest.approx((208, 208))
    assert month.enough


def test_one_wild_day_moves_little() -> None:
    """A Saturday of a thousand where one is usual counts as three: the next week moves by a tenth, not by 999."""
    series = weeks(20)
    series[0, -2] = 1000
    ((week,),) = tell(series, MONDAY, [after(series, 7)])
    assert 52 <= week.expected <= 57


def test_unknown_days_are_not_zero() -> None:
    """A fortnight that nobody knows leaves the forecast where it was."""
    series = weeks(20)
    series[0, -14:] = np.nan
    ((week,),) = tell(series, MONDAY, [after(series, 7)])
    assert week.expected == pytest.approx(52)


@pytest.mark.filterwarnings("error")
def test_too_few_days_are_a_run_rate() -> None:
    """27 days of 2 make 62 in 31 days, labelled, without bounds; one that never did anything has nothing to come."""
    series = np.full((2, 100), np.nan)
    series[0, -27:] = 2.0
    (new,), (never,) = tell(series, MONDAY, [after(series, 31)])
    assert (new.expected, new.method, new.enough) == (62, "run-rate", False)
    assert (new.low80, new.high95) == (None, None)
    assert new.remarks == ("there are 27 days of its own; from 28 on there is more than a run-rate",)
    assert never.expected == 0


def test_intervals_hold_what_they_say() -> None:
    """Over 200 seeded series of noisy weeks, the sum of ten days lies in its bounds about as often as they say."""
    dice = np.random.default_rng(7)
    series = np.tile(WEEK, 40)[None, :] * dice.gamma(8, 1 / 8, (200, 280))
    told = tell(series[:, :270], MONDAY, [(MONDAY + timedelta(days=270), MONDAY + timedelta(days=280))])
    came = series[:, 270:].sum(axis=1)
    pairs = [(one, it) for (one,), it in zip(told, came, strict=True)]
    held80 = np.mean([(one.low80 or 0) <= it <= (one.high80 or 0) for one, it in pairs])
    held95 = np.mean([(one.low95 or 0) <= it <= (one.high95 or 0) for one, it in pairs])
    assert 0.72 <= held80 <= 0.9
    assert 0.88 <= held95 <= 1.0


def test_nothing_is_said_of_a_distance_that_was_never_known() -> None:
    """Ten weeks cannot tell how sure half a year ahead is; what is expected is said all the same."""
    series = weeks(10)
    ((far,),) = tell(series, MONDAY, [after(series, 28, lead=180)])
    assert far.expected == pytest.approx(208, rel=1e-4)
    assert far.low80 is None
    assert far.remarks == ("nothing so far ahead was ever known, so there is no interval yet",)


def test_a_day_that_is_never_known_costs_what_the_others_do() -> None:
    """Without a single Sunday, a Sunday is the mean of the other days: 51 / 6."""
    series = weeks(8)
    series[0, 6::7] = np.nan
    for way in ways_of(past_of(series))[:3]:
        assert way.profile[0, -1].tolist() == pytest.approx([10, 10, 10, 10, 10, 1, 51 / 6])


def test_many_series_are_quick() -> None:
    """320 series of two years with sixty past origins take less than five seconds of one processor."""
    dice = np.random.default_rng(7)
    series = dice.gamma(2, 1, (320, 730))
    begun = process_time()
    told = tell(series, MONDAY, [after(series, days) for days in (9, 30, 31)])
    assert len(told) == 320
    assert process_time() - begun < 5
