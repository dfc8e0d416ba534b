"""Do the figures hold that the README publishes, on the public series that lie beside the project?"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import pytest

from dashboard.forecasts.series_file import series_of
from dashboard.measures.forecasting.evaluation import ALL, judged, scores
from dashboard.measures.forecasting.others import OTHERS, OURS
from dashboard.measures.forecasting.redrawn import redrawn

SERIES: Final = Path(__file__).parents[5] / "shared" / "data" / "series"
RUN_RATE: Final = "run-rate"
YEARS: Final = 731
"""Days of the electricity load that are left out, for speed."""


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    """How bicycle hire, late years of electricity load and some cash withdrawals were forecast, beside the run-rate."""
    rate = {RUN_RATE: OTHERS[RUN_RATE]}
    files = [series_of(SERIES / f"{name}.csv.gz") for name in ("nn5", "gef", "bike")]
    files[0] = replace(files[0], values=files[0].values[::7])
    files[1] = replace(files[1], values=files[1].values[:, YEARS:], first=files[1].first + timedelta(days=YEARS))
    each = pd.concat([judged(one, rate) for one in files])
    return scores(each).set_index(["collection", "method", "day"]).sort_index()


@pytest.mark.parametrize(
    ("collection", "most"), [("nn5", (6.4, 4.3, 3.1)), ("gef", (7.0, 5.3, 2.3)), ("bike", (9.9, 8.0, 5.9))]
)
def test_a_month_is_off_by_no_more_than_is_said(found: pd.DataFrame, collection: str, most: tuple[float, ...]) -> None:
    """With 0, 10 and 20 days gone the error is at most what was measured, and below the run-rate's."""
    ours, rate = found.wape.loc[collection, OURS], found.wape.loc[collection, RUN_RATE]
    assert (ours.to_numpy() * 100 <= most).all()
    assert (ours < rate).all()


def test_intervals_hold_as_often_as_they_say(found: pd.DataFrame) -> None:
    """Of all forecasts with so many days gone, 75 to 85 of 100 lie within the narrow limits, 92 to 98 in the wide."""
    held = found.loc[ALL, OURS]
    assert held.held80.between(0.75, 0.85).all()
    assert held.held95.between(0.92, 0.98).all()


def test_each_collection_holds_on_the_first_day(found: pd.DataFrame) -> None:
    """When a whole month is ahead, each collection's narrow limits hold three quarters to seven eighths."""
    assert found.held80.xs((OURS, 0), level=("method", "day")).between(0.75, 0.875).all()


@pytest.mark.parametrize("name", ["bike", "wiki"])
def test_what_is_missed_in_calendar_months_may_be_chance(name: str) -> None:
    """No other way is better in 95 of 100 draws of the months, and what limits should hold lies within their ends."""
    found = redrawn(judged(series_of(SERIES / f"{name}.csv.gz"), OTHERS), np.random.default_rng(1))
    assert (found.better.dropna() < 0.95).all()
    ours = found.xs(OURS, level="method")
    assert ((ours.held80_low <= 0.8) & (ours.held80_high >= 0.8)).all()
    assert ((ours.held95_low <= 0.95) & (ours.held95_high >= 0.95)).all()


def test_months_that_begin_on_any_day_leave_less_to_chance() -> None:
    """Of bicycle hire, judged on 80 months and more in place of 36: better than each single way, and limits hold."""
    found = scores(judged(series_of(SERIES / "bike.csv.gz"), OTHERS, rolling=True))
    wape = found[found.collection == "bike"].pivot(index="day", columns="method", values="wape")
    assert (wape[OURS] <= wape[list(OTHERS)].min(axis=1)).all()
    ours = found[(found.collection == "bike") & (found.method == OURS)]
    assert (ours.forecasts >= 80).all()
    assert ours.held80.between(0.75, 0.85).all()
    assert ours.held95.between(0.90, 0.98).all()
