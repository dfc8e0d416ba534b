"""What holds of every forecast, whatever the series: scale, sums, limits, zeros, and no look at what comes."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.measures.forecasting.evaluation import Series, judged
from dashboard.measures.forecasting.past import Grid
from dashboard.measures.forecasting.tell import tell

FIRST = date(2025, 6, 2)
DAYS = 450
SEEDS = st.integers(0, 1000)
few = settings(max_examples=8, deadline=None)


def series(seed: int) -> Grid:
    """Three noisy series with weekdays: one whole, one with gaps, one that begins late and mostly is nothing."""
    dice = np.random.default_rng(seed)
    found = dice.gamma(4, 5, (3, DAYS)) * (1 + np.arange(DAYS) % 7)
    found[1, dice.integers(60, DAYS, 25)] = np.nan
    found[2] *= (np.arange(DAYS) > 150) & (dice.random(DAYS) < 0.2)
    return found


def ahead(first: int, past: int) -> tuple[date, date]:
    """Days after the history, from one to before another."""
    return FIRST + timedelta(days=DAYS + first), FIRST + timedelta(days=DAYS + past)


@few
@given(SEEDS, st.sampled_from([0.001, 1000.0]))
def test_another_unit_changes_nothing_else(seed: int, factor: float) -> None:
    """In cents or thousands the same forecast and limits come out, in cents or thousands."""
    for (plain,), (scaled,) in zip(
        tell(series(seed), FIRST, [ahead(0, 31)]), tell(series(seed) * factor, FIRST, [ahead(0, 31)]), strict=True
    ):
        assert scaled.expected == pytest.approx(plain.expected * factor)
        assert scaled.high95 == pytest.approx((plain.high95 or 0) * factor)


@few
@given(SEEDS, st.integers(0, 70), st.integers(2, 40))
def test_days_add_up_to_their_span(seed: int, first: int, length: int) -> None:
    """What each day of a span is told to come to adds up to what the span is, however far ahead."""
    days = [ahead(first + day, first + day + 1) for day in range(length)]
    for told in tell(series(seed), FIRST, [ahead(first, first + length), *days]):
        assert sum(one.expected for one in told[1:]) == pytest.approx(told[0].expected)


@few
@given(SEEDS)
def test_limits_lie_within_each_other(seed: int) -> None:
    """The wider limits hold the narrower ones, which hold what is expected; nothing comes to less than nothing."""
    for row in tell(series(seed), FIRST, [ahead(0, 10), ahead(0, 31), ahead(31, 61)]):
        for one in row:
            assert one.low80 is not None
            assert one.low95 is not None
            assert 0 <= one.low95 <= one.low80 <= one.expected <= (one.high80 or 0) <= (one.high95 or 0)


def test_nothing_stays_nothing() -> None:
    """A series that is known to be nothing comes to nothing, surely; beside it another is told as ever."""
    history = np.vstack([np.zeros(200), np.tile([3.0, 5], 100)])
    (nothing,), (something,) = tell(history, FIRST, [(FIRST + timedelta(200), FIRST + timedelta(230))])
    assert (nothing.expected, nothing.low95, nothing.high95) == (0, 0, 0)
    assert "nothing was spent in its last 28 days" in nothing.remarks
    assert something.expected > 100


def test_what_comes_later_changes_nothing() -> None:
    """Months that are judged by the days before them are told the same when all later days are others."""
    values = series(1)[:1]
    other = values.copy()
    other[:, 330:] *= 9
    seen, changed = (judged(Series("x", each, FIRST), {}) for each in (values, other))
    until = (seen.total == changed.total).to_numpy()
    assert until.sum() >= 12
    assert (seen.off[until] == changed.off[until]).all()


def test_a_launch_is_said() -> None:
    """Twenty a day after months of five: the reader hears that the last two weeks are more than twice as dear."""
    history = np.concatenate([np.full(100, 5.0), np.full(14, 20.0)])[None, :]
    ((told,),) = tell(history, FIRST, [(FIRST + timedelta(114), FIRST + timedelta(121))])
    assert told.expected > 7 * 8
    assert any("more than twice" in remark for remark in told.remarks)
