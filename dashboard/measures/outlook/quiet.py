"""When did work rest a year ago, on days that come again in the next months?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dashboard.measures.forecasting.past import WEEK, Flags
from dashboard.measures.outlook.history import History

DAY: Final = timedelta(days=1)
COMING: Final = 120
"""So many days ahead are looked at, as they were a year ago."""
AROUND: Final = 4
"""Weeks before and after a day whose same weekday tells what was usual."""
RESTS: Final = 0.5
"""A day of less than this part of a usual one rests."""
SMALL: Final = 0.3
"""A weekday of less than this part of the mean day, such as a Sunday, neither rests nor breaks a rest."""
FEWEST: Final = 2
"""Days that must rest before it is told."""


@dataclass(frozen=True, slots=True)
class Rested:
    """Days from `first` to before `past` that came to `part` of usual ones."""

    first: date
    past: date
    part: float


def a_year_later(day: date) -> date:
    """The same date of the next year; 1 March for 29 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def rested(history: History, today: date) -> Rested | None:
    """The longest saving of the days that come again: None where no two of them rested, or too little is known."""
    first = (_a_year_before(today) - history.first).days
    costs = history.costs[0].astype(np.float64)
    days = np.arange(max(first, 0), min(first + COMING, len(costs)))
    usual = _usual(costs, days)
    if not len(days) or not np.nan_to_num(usual).any():
        return None
    came, small = costs[days], usual < SMALL * np.nanmean(usual)
    rests = ~small & (came < RESTS * usual)
    runs = [run for run in _runs(rests, small) if rests[run].sum() >= FEWEST]
    best = max(runs, key=lambda run: float((usual[run] - came[run]).sum()), default=None)
    if best is None:
        return None
    since, until = (history.first + timedelta(days=int(days[0] + at)) for at in (best.start, best.stop))
    return Rested(since, until, float(max(came[best].sum(), 0) / usual[best].sum()))


def _a_year_before(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, 28))


def _usual(costs: NDArray[np.float64], days: NDArray[np.int64]) -> NDArray[np.float64]:
    """The middle of the same weekday in the weeks around each day; NaN where weeks are missing."""
    weeks = np.array([weeks for weeks in range(-AROUND, AROUND + 1) if weeks]) * WEEK
    at = days[:, None] + weeks
    inside = (at >= 0) & (at < len(costs))
    known = np.where(inside.all(axis=1)[:, None], costs[at.clip(0, len(costs) - 1)], np.nan)
    return np.asarray(np.median(known, axis=1))


def _runs(rests: Flags, small: Flags) -> Iterator[slice]:
    """Stretches of days that rest, small days between them among it, from the first to the last that rests."""
    begun, last = None, -1
    for at, (rest, tiny) in enumerate(zip(rests, small, strict=True)):
        if rest:
            begun, last = at if begun is None else begun, at
        elif not tiny and begun is not None:
            yield slice(begun, last + 1)
            begun = None
    if begun is not None:
        yield slice(begun, last + 1)
