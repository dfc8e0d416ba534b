"""What others would have said of a month: the simple methods that products of this field use, and textbook ones."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from dashboard.measures.forecasting.past import Grid, past_of
from dashboard.measures.forecasting.ways import ways_of

Method = Callable[[Grid, int, int], Grid]
"""Series × days before a day, how many of them are of its month, days left: what each series' days left come to."""
OURS: Final = "ours"
BEFORE: Final = 30


def _run_rate(history: Grid, gone: int, left: int) -> Grid:
    """The month so far goes on; on its first day, the last 30 days do."""
    return np.asarray(np.nanmean(history[:, -(gone or BEFORE) :], axis=1) * left)


def _way(name: str) -> Method:
    def total(history: Grid, gone: int, left: int) -> Grid:
        past = past_of(history[:, -BEFORE * 3 :])
        return np.asarray(next(way for way in ways_of(past) if way.name == name).total(0, left)[:, -1])

    return total


def _smoothed(history: Grid, gone: int, left: int) -> Grid:
    """The best of four state-space models of exponential smoothing by AICc, as AutoETS chooses, on the last year."""
    return np.array([_best_fit(row[-364:], left) for row in history])


def _best_fit(row: Grid, left: int) -> float:
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel  # type: ignore[import-not-found]  # no part of the product

    kinds = [(trend, damped) for trend, damped in ((None, False), ("add", True))]
    fits = [
        ETSModel(row, trend=trend, damped_trend=damped, seasonal=seasonal, seasonal_periods=7).fit(disp=False)
        for trend, damped in kinds
        for seasonal in ("add", *(("mul",) if row.min() > 0 else ()))
    ]
    return float(min(fits, key=lambda fit: fit.aicc).forecast(left).sum())


OTHERS: Final[Mapping[str, Method]] = MappingProxyType(
    {
        "run-rate": _run_rate,
        "last week again": _way("last week again"),
        "weekday mean of 4 weeks": _way("weekday mean of 4 weeks"),
        "Theta": _way("Theta"),
    }
)
SLOW_ONES: Final[Mapping[str, Method]] = MappingProxyType({"AutoETS-style": _smoothed})
