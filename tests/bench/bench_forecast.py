"""Forecasts of 320 series, each judged by its own last year: what a day's update costs."""

from datetime import date, timedelta
from functools import partial
from itertools import pairwise

import numpy as np

from dashboard.measures.forecasting.past import ORIGINS
from dashboard.measures.forecasting.tell import tell
from tests.bench.clock import middle, seconds

SERIES, DAYS, ROUNDS = 320, 730, 3
SLOWEST = 5.0
"""Seconds that it may take on two cores."""
FIRST = date(2024, 11, 22)
END = FIRST + timedelta(days=DAYS)


def test_a_daily_update_is_quick() -> None:
    """This month's rest and the next three months, with at least sixty past origins forecast again for each."""
    history = np.random.default_rng(7).gamma(2, 50, (SERIES, DAYS))
    starts = [END, *(END + timedelta(days=days) for days in (9, 40, 71, 101))]
    spans = list(pairwise(starts))
    ours = middle([seconds(partial(tell, history, FIRST, spans)) for _ in range(ROUNDS)])
    print(f"\n{SERIES} series, {ORIGINS} past origins, {len(spans)} months: {ours:.3f} s (at most {SLOWEST})")
    assert ORIGINS >= 60
    assert ours < SLOWEST
