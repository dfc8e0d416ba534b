"""The past as methods look at it: gaps filled from before them, and the weeks that lie before each origin."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.float64]
"""Series × days, or series × origins. NaN is not known."""
Days = NDArray[np.int64]
Flags = NDArray[np.bool_]
WEEK: Final = 7
WEEKS: Final = 8
SEEN: Final = WEEK * WEEKS
"""Days before an origin that a method looks at, except for what it knows of earlier years."""
ENOUGH: Final = 28
"""Known days below which there is a run-rate and nothing else."""
ORIGINS, STEP = 110, 5
"""So many days of the past are forecast again, so far apart: a year and a half."""


@dataclass(frozen=True, slots=True)
class Past:
    """Series × days without gaps but before their first day, running sums of what is known and of what is not.

    `origins` are the columns before which a forecast is made: those of the past, and last the end of the history.
    """

    filled: Grid
    sums: Grid
    unknown: Grid
    origins: Days
    floor: Grid

    def came(self, lead: int, length: int) -> Grid:
        """Series × origins: what `length` days added up to that begin `lead` after each; NaN where not yet known."""
        return self.between(self.origins + lead, self.origins + lead + length)

    def between(self, since: Days, until: Days) -> Grid:
        """Series × stretches: what the columns of each add up to, NaN unless all of them are known."""
        last = self.sums.shape[1] - 1
        inside = (since >= 0) & (until <= last)
        since, until = since.clip(0, last), until.clip(0, last)
        whole = inside & (self.unknown[:, until] == self.unknown[:, since])
        return np.where(whole, self.sums[:, until] - self.sums[:, since], np.nan)


def past_of(history: Grid) -> Past:
    """The past of series × days; zeros before a series' first amount are days on which there was no such series."""
    begun = np.maximum.accumulate(np.nan_to_num(history) != 0, axis=1)
    never = ~begun[:, -1:]
    alive = np.where(begun | never, history, np.nan)
    zero = np.zeros((len(history), 1))
    sums = np.hstack([zero, np.nancumsum(alive, axis=1)])
    unknown = np.hstack([zero, np.cumsum(~np.isfinite(alive), axis=1)])
    origins = np.arange(history.shape[1] - ORIGINS * STEP, history.shape[1] + 1, STEP)
    lowest = np.nan_to_num(history).min(axis=1, keepdims=True)
    return Past(
        filled(alive), sums, unknown, origins[(origins >= ENOUGH) | (origins == origins[-1])],
        np.where(lowest < 0, -np.inf, 0.0),
    )  # fmt: skip


def filled(history: Grid) -> Grid:
    """A day that is not known is the mean of its weekday in the four weeks before: never of what came later."""
    whole = history.copy()
    for day in np.flatnonzero(np.isnan(history).any(axis=0)):
        before = whole[:, max(day - 4 * WEEK, day % WEEK) : day : WEEK]
        known = np.isfinite(before).sum(axis=1)
        mean = np.divide(np.nansum(before, axis=1), known, out=np.full(len(whole), np.nan), where=known > 0)
        whole[:, day] = np.where(np.isnan(whole[:, day]), mean, whole[:, day])
    return whole


def weeks_before(filled: Grid, origins: Days) -> Grid:
    """Series × origins × weeks × days: the eight weeks before each origin, the oldest first; NaN before a beginning."""
    room = np.full((len(filled), SEEN), np.nan)
    columns = np.maximum(origins, 0)[:, None] + np.arange(SEEN)
    return np.hstack([room, filled])[:, columns].reshape(len(filled), len(origins), WEEKS, WEEK)


def mean_of(values: Grid, weights: Grid, axis: int | tuple[int, ...]) -> Grid:
    """The weighted mean of what is known; NaN where nothing is."""
    counts = np.isfinite(values) * weights
    total, sums = counts.sum(axis=axis), (np.nan_to_num(values) * counts).sum(axis=axis)
    return np.asarray(np.divide(sums, total, out=np.full_like(sums, np.nan), where=total > 0))


def middle_of(weeks: Grid) -> Grid:
    """The middle of each day of the week over the weeks in which it is known (numpy's own is slow, and warns)."""
    ordered = np.sort(weeks, axis=2)  # NaN last
    count = np.isfinite(weeks).sum(axis=2)
    low, high = np.maximum((count - 1) // 2, 0), np.minimum(count // 2, WEEKS - 1)
    found = [np.take_along_axis(ordered, at[:, :, None, :], axis=2)[:, :, 0] for at in (low, high)]
    return np.asarray((found[0] + found[1]) / 2)
