"""Is it told how much of a score is chance, and not more than that?"""

import numpy as np
import pandas as pd
import pytest

from dashboard.measures.forecasting.others import OURS
from dashboard.measures.forecasting.redrawn import redrawn

MONTHS = 24


def judged(off: dict[str, list[float]], held: list[float]) -> pd.DataFrame:
    """Two series of one collection over months, each method off by so much in each month."""
    rows = [
        {"collection": "rides", "day": 0, "month": month, "method": method, "off": wrong, "total": 100.0,
         "held80": held[month] if method == OURS else np.nan, "held95": 1.0 if method == OURS else np.nan}
        for method, every in off.items() for month, wrong in enumerate(every) for _ in range(2)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def test_what_is_always_better_is_better_in_every_draw() -> None:
    """A method that is less wrong each month is better however months are drawn, one that is worse never."""
    off = {OURS: [2.0] * MONTHS, "sure": [-1.0] * MONTHS, "poor": [3.0] * MONTHS}
    found = redrawn(judged(off, [1.0] * MONTHS), np.random.default_rng(1)).better
    assert (found["rides", 0, "sure"], found["rides", 0, "poor"]) == (1.0, 0.0)


def test_what_one_month_decides_is_chance() -> None:
    """A method that is a little worse but for one month is better in about as many draws as have that month twice."""
    off = {OURS: [1.0] * MONTHS, "lucky": [1.1] * (MONTHS - 1) + [-0.2]}
    better = redrawn(judged(off, [1.0] * MONTHS), np.random.default_rng(1)).better["rides", 0, "lucky"]
    assert 0.01 < better < 0.1


def test_the_ends_of_what_held_are_those_of_as_many_coins() -> None:
    """Limits that held in 12 of 24 months, both series at once: as 24 tosses of a coin, 30 to 70 of 100."""
    found = redrawn(judged({OURS: [1.0] * MONTHS}, [0.0, 1.0] * (MONTHS // 2)), np.random.default_rng(1)).iloc[0]
    assert found.held80_low == pytest.approx(0.3, abs=0.05)
    assert found.held80_high == pytest.approx(0.7, abs=0.05)
    assert (found.held95_low, found.held95_high) == (1.0, 1.0)


def test_the_same_dice_say_the_same() -> None:
    """Whoever judges the same months reads the same numbers."""
    some = judged({OURS: [1.0, 2.0] * 12, "other": [2.0, 1.0] * 12}, [1.0] * MONTHS)
    one, same = (redrawn(some, np.random.default_rng(4)) for _ in range(2))
    pd.testing.assert_frame_equal(one, same)
