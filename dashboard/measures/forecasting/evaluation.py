"""How wrong would the month-end forecasts of past months have been, each made from the days before it alone?"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd

from dashboard.measures.forecasting.others import OURS, Method
from dashboard.measures.forecasting.past import WEEK, Grid
from dashboard.measures.forecasting.tell import tell
from dashboard.measures.months import month_after

DAYS: Final = (0, 10, 20)
"""Days of the month that are over when its end is forecast."""
FIRST: Final = 182
"""Days before the first forecast that is judged: half a year."""
ROLLING: Final = (30, 13)
"""Days of a month that may begin on any day, and days from one to the next: each weekday has its turn.

Of two years that makes more than twice as many months, so that less of what is found is by chance.
"""
ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Series:
    """One collection: its name, series × days, and the day of the first column."""

    name: str
    values: Grid
    first: date


@dataclass(frozen=True, slots=True)
class Origin:
    """A day on which the end of a month is forecast: days gone of the month, days left, and days before it."""

    gone: int
    left: int
    before: int


def origins_of(series: Series, *, rolling: bool = False) -> Iterator[Origin]:
    """Three days of each whole month that has half a year before it, or of each month of ROLLING."""
    for start, past in _thirties(series) if rolling else _months(series):
        yield from (Origin(gone, past - start - gone, start + gone) for gone in DAYS if start + gone >= FIRST)


def _months(series: Series) -> Iterator[tuple[int, int]]:
    """The first column of each whole month but the first, and the column after its last."""
    month, days = month_after(series.first), series.values.shape[1]
    while (past := (month_after(month) - series.first).days) <= days:
        yield (month - series.first).days, past
        month = month_after(month)


def _thirties(series: Series) -> Iterator[tuple[int, int]]:
    length, apart = ROLLING
    return ((start, start + length) for start in range(0, series.values.shape[1] - length + 1, apart))


def judged(series: Series, others: Mapping[str, Method], *, rolling: bool = False) -> pd.DataFrame:
    """One row for each series, month, day and method: `off`, `total`, `usual`, `held80`, `held95`, `seconds`.

    `month` is the column it begins with, `off` forecast less truth, `total` the month, `usual` how far off last week's
    repetition was over stretches as long in the days before (what MASE divides by), and the limits' columns are unknown
    for methods without.
    """
    found = [part for origin in origins_of(series, rolling=rolling) for part in _at(series, origin, others)]
    if not found:
        return pd.DataFrame()
    return pd.concat(found, ignore_index=True).assign(collection=series.name)


def _at(series: Series, origin: Origin, others: Mapping[str, Method]) -> Iterator[pd.DataFrame]:
    history = series.values[:, : origin.before]  # what came later is not in reach of any method
    left = series.values[:, origin.before : origin.before + origin.left].sum(axis=1)
    total = series.values[:, origin.before - origin.gone : origin.before + origin.left].sum(axis=1)
    month, usual = origin.before - origin.gone, _usual(history, origin.left)
    shared = {"month": month, "day": origin.gone, "total": total, "usual": usual}
    begun = time.perf_counter()
    since = series.first + timedelta(days=origin.before)
    told = [one for (one,) in tell(history, series.first, [(since, since + timedelta(days=origin.left))])]
    held = {
        "held80": [_held(one.low80, came, one.high80) for one, came in zip(told, left, strict=True)],
        "held95": [_held(one.low95, came, one.high95) for one, came in zip(told, left, strict=True)],
    }
    said = np.array([one.expected for one in told])
    yield pd.DataFrame({**shared, **held, "method": OURS, "off": said - left, "seconds": _each(begun, len(left))})
    for name, method in others.items():
        begun = time.perf_counter()
        said = method(history, origin.gone, origin.left)
        yield pd.DataFrame({**shared, "method": name, "off": said - left, "seconds": _each(begun, len(left))})


def _each(begun: float, count: int) -> float:
    return (time.perf_counter() - begun) / count


def _held(low: float | None, came: float, high: float | None) -> float:
    return np.nan if low is None or high is None else float(low <= came <= high)


def _usual(history: Grid, left: int) -> Grid:
    """The mean error of last week's repetition over stretches of so many days, each week of the last year."""
    starts = range(history.shape[1] - left, max(WEEK, history.shape[1] - 364), -WEEK)
    repeated = [start - WEEK + np.arange(left) % WEEK for start in starts]
    off = [
        np.abs(history[:, days].sum(axis=1) - history[:, start : start + left].sum(axis=1))
        for start, days in zip(starts, repeated, strict=True)
    ]
    return np.asarray(np.mean(off, axis=0))


def scores(judgements: pd.DataFrame) -> pd.DataFrame:
    """By collection, day and method, and of all of them: forecasts, wape, bias, mase, held80, held95, milliseconds.

    WAPE and bias are shares of the months' totals. Collections differ in unit, so over all of them those are means
    over the collections; the rest counts every forecast once.
    """
    each = judgements.assign(wrong=judgements.off.abs(), scaled=judgements.off.abs() / judgements.usual)
    each["scaled"] = each.scaled.replace([np.inf], np.nan)
    every = each.assign(collection=ALL)
    found = _scored(each)
    over = _scored(every)
    for share in ("wape", "bias"):
        over[share] = [found[share].xs((day, method), level=("day", "method")).mean() for _, day, method in over.index]
    return pd.concat([found, over]).reset_index()


def _scored(judgements: pd.DataFrame) -> pd.DataFrame:
    groups = judgements.groupby(["collection", "day", "method"], sort=False)
    sums = groups[["wrong", "off", "total"]].sum()
    means = groups[["scaled", "held80", "held95", "seconds"]].mean()
    return pd.DataFrame({
        "forecasts": groups.size(), "wape": sums.wrong / sums.total, "bias": sums.off / sums.total,
        "mase": means.scaled, "held80": means.held80, "held95": means.held95, "milliseconds": means.seconds * 1000,
    })  # fmt: skip
