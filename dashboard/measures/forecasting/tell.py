"""What each series will add up to over stretches of days: by the method that did best, and how wrong it was then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from dashboard.measures.forecasting.profiles import Numbers, profiles, totals
from dashboard.measures.forecasting.told import Told

ENOUGH: Final = 28
"""Known days below which there is a run-rate and nothing else."""
ORIGINS, STEP = 60, 5
"""So many days of the past are forecast again, so far apart."""
JUDGED: Final = 28
"""Methods are judged by four weeks together."""
OWN, POOLED = 20, 30
"""Past errors from which on a series is judged by itself, or by all series."""
RUN_RATE: Final = "run-rate"
TAILS: Final = ((0.1, 0.9), (0.025, 0.975))


@dataclass(frozen=True, slots=True)
class _Past:
    """The series, their running sums of what is known and of days that are not, and the profiles at past origins."""

    history: Numbers
    sums: Numbers
    unknown: Numbers
    origins: tuple[int, ...]
    at: tuple[dict[str, Numbers], ...]


def tell(history: Numbers, first_day: date, spans: Sequence[tuple[date, date]]) -> list[list[Told]]:
    """For each row of a history (series × days, NaN is unknown) what each span will add up to, its end out.

    `first_day` is the day of the first column. Spans may begin later than the day after the last column.
    """
    past = _past(history)
    best = _best(past)
    now = _chosen(profiles(history, history.shape[1]), best)
    then = [_chosen(profile, best) for profile in past.at]
    known = np.isfinite(history).sum(axis=1)
    rows: list[list[Told]] = [[] for _ in history]
    for since, until in spans:
        lead, length = (since - first_day).days - history.shape[1], (until - since).days
        expected = totals(now, lead, length)
        bounds = _bounds(past, then, lead, length, expected)
        for row, told in enumerate(rows):
            told.append(_told(history[row], best[row], float(expected[row]), bounds[row], int(known[row]), length))
    return rows


def _past(history: Numbers) -> _Past:
    days = history.shape[1]
    origins = tuple(range(days - 1, max(ENOUGH, days - ORIGINS * STEP), -STEP))
    zero = np.zeros((len(history), 1))
    sums = np.hstack([zero, np.cumsum(np.nan_to_num(history), axis=1)])
    unknown = np.hstack([zero, np.cumsum(~np.isfinite(history), axis=1)])
    return _Past(history, sums, unknown, origins, tuple(dict(profiles(history, origin)) for origin in origins))


def _errors(past: _Past, lead: int, length: int) -> tuple[list[int], Numbers]:
    """At which origins a stretch is known by now, and what it came to (origins × series), NaN where partly unknown."""
    days = past.history.shape[1]
    fits = [n for n, origin in enumerate(past.origins) if origin + lead + length <= days]
    came = np.empty((len(fits), len(past.history)))
    for row, n in enumerate(fits):
        since = past.origins[n] + lead
        gaps = past.unknown[:, since + length] - past.unknown[:, since]
        came[row] = np.where(gaps > 0, np.nan, past.sums[:, since + length] - past.sums[:, since])
    return fits, came


def _best(past: _Past) -> list[str]:
    """For each series the method that missed four weeks by least; the combination where nothing can be judged."""
    names = list(profiles(past.history[:, :1], 0))
    fits, came = _errors(past, 0, JUDGED)
    if not fits:
        return [names[0]] * len(past.history)
    missed = [[np.abs(totals(past.at[n][name], 0, JUDGED) - came[row]) for row, n in enumerate(fits)] for name in names]
    sums = np.nansum(np.array(missed), axis=1)
    return [names[int(n)] for n in sums.argmin(axis=0)]


def _chosen(by_name: Mapping[str, Numbers], best: Sequence[str]) -> Numbers:
    """The profile of each series by the method that is best for it."""
    return np.array([by_name[name][row] for row, name in enumerate(best)]).reshape(len(best), 7)


def _bounds(
    past: _Past, then: Sequence[Numbers], lead: int, length: int, expected: Numbers
) -> list[list[float | None]]:
    """Low and high at 80 and 95 % for each series: by its own past errors of the same stretch, else by those of all."""
    fits, came = _errors(past, lead, length)
    forecast = np.array([totals(then[n], lead, length) for n in fits]).reshape(came.shape)
    ratios = np.where(forecast > 0, came / np.maximum(forecast, 1e-9) - 1, np.nan)
    pooled = ratios[np.isfinite(ratios)]
    found: list[list[float | None]] = []
    for row in range(len(expected)):
        own = ratios[:, row][np.isfinite(ratios[:, row])]
        used, least = (own, OWN) if len(own) >= OWN else (pooled, POOLED)
        found.append(_around(float(expected[row]), used) if len(used) >= least else [None] * 4)
    return found


def _around(expected: float, ratios: Numbers) -> list[float | None]:
    """The bounds that held past errors, one more error of each side than there was, as conformal ones are."""
    count = len(ratios)
    found: list[float | None] = []
    for low, high in TAILS:
        under = np.quantile(ratios, max(low * (count + 1) / count - 1 / count, 0.0))
        over = np.quantile(ratios, min(high * (count + 1) / count, 1.0))
        found += [min(expected * (1 + float(under)), expected), max(expected * (1 + float(over)), expected)]
    return found


def _told(row: Numbers, method: str, expected: float, bounds: Sequence[float | None], known: int, length: int) -> Told:
    if known < ENOUGH:
        rate = float(np.nansum(row)) / max(known, 1) * length
        few = f"there are {known} days of its own; from {ENOUGH} on there is more than a run-rate"
        return Told(rate, None, None, None, None, RUN_RATE, False, (few,))
    remarks = () if bounds[0] is not None else ("nothing so far ahead was ever known, so there is no interval yet",)
    low80, high80, low95, high95 = bounds
    return Told(expected, low80, high80, low95, high95, method, True, remarks)
