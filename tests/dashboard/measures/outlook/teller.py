"""A forecast made by hand: every day to come is the mean of the known ones, give or take a tenth and a fifth."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from dashboard.measures.forecasting.told import Told
from dashboard.measures.outlook.history import History

NANO = 10**9


def even(history: NDArray[np.float64], first_day: date, spans: Sequence[tuple[date, date]]) -> list[list[Told]]:
    """The mean of each row's known days, for each day of each span; nothing known is nothing to come."""
    assert first_day <= min(since for since, _ in spans)
    means = [float(np.nanmean(row)) if np.isfinite(row).any() else 0.0 for row in history]
    return [[_told(mean * (until - since).days) for since, until in spans] for mean in means]


def _told(total: float) -> Told:
    return Told(total, total * 0.9, total * 1.1, total * 0.8, total * 1.2, "the mean", True, ())


def history(first: date, **rows: Sequence[int]) -> History:
    """Whole units by day from `first` on; `whole` is everything, `social` a team."""
    parts = tuple("" if name == "whole" else f"team={name}" for name in rows)
    return History(first, parts, np.array([*rows.values()], np.int64) * NANO)
