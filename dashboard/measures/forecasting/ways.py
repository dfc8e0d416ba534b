"""Simple ways to say what days to come will cost, each for all series and all origins at once."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.measures.forecasting.past import SEEN, WEEK, WEEKS, Days, Grid, Past, mean_of, middle_of, weeks_before

WILD: Final = 3.0
"""A day of more than so many times the middle of its weekday counts as just that: nobody learns from a wild script."""
FADE: Final = 0.7
SLOW, QUICK = 0.1, 0.2
"""What a week, and what a day counts for when a newer one comes."""
LEVELS: Final = (2, 4, 5)
"""Where those ways stand in the list that know no more than a level and weekdays; a year's season is laid upon them."""
DAMPED: Final = 0.9
FARTHEST: Final = 93
"""Days ahead up to which a falling trend stays above nothing."""
LEAST_WEIGHT: Final = 0.05
"""A weekday's share of a mean day, at the least, when a series is freed of its weekdays."""
AGES: Final = np.arange(SEEN - 1, -1, -1, dtype=np.float64)
ONES: Final = np.ones(1)


@dataclass(frozen=True, slots=True)
class Way:
    """What each of the seven days after each origin costs (series × origins × 7), and by how much it grows each day."""

    name: str
    profile: Grid
    drift: Grid | None = None
    damping: float = 1.0

    def total(self, lead: int, length: int) -> Grid:
        """Series × origins: what `length` days add up to that begin `lead` days after each origin."""
        ahead = lead + np.arange(length)
        counts = np.bincount(ahead % WEEK, minlength=WEEK).astype(np.float64)
        if self.drift is None:
            return np.asarray(self.profile @ counts)
        grown = np.cumsum(self.damping ** np.arange(1, lead + length + 1))[ahead]
        return np.asarray(self.profile @ counts + self.drift @ np.bincount(ahead % WEEK, grown, minlength=WEEK))


@dataclass(frozen=True, slots=True)
class Week:
    """What series look like before each origin: weeks without wild days, their middle, weekdays' shares, free days."""

    tame: Grid
    middle: Grid
    shares: Grid
    free: Grid

    def level(self, newest: float) -> Grid:
        """Simple exponential smoothing of the days freed of their weekday, as a profile."""
        return np.asarray(mean_of(self.free, (1 - newest) ** AGES, 2)[:, :, None] * self.shares)


def week_of(past: Past, origins: Days) -> Week:
    """The eight weeks before each origin."""
    raw = weeks_before(past.filled, origins)
    middle = middle_of(raw)
    tame = np.minimum(raw, np.where(middle > 0, WILD * middle, np.inf)[:, :, None])
    profile = mean_of(tame, ONES, 2)
    mean = mean_of(profile, ONES, 2)[:, :, None]
    shares = np.divide(profile, mean, out=np.ones_like(profile), where=(mean > 0) & np.isfinite(profile))
    shares = np.maximum(shares, LEAST_WEIGHT)
    shares /= shares.mean(axis=2, keepdims=True)
    free = (tame / shares[:, :, None]).reshape(*tame.shape[:2], SEEN)
    return Week(tame, middle, shares, free)


def levels_of(week: Week) -> tuple[Grid, Grid, Grid]:
    """The profiles of those ways that know no more than a level and weekdays, the slow one in the middle."""
    fading = mean_of(week.tame, (FADE ** np.arange(WEEKS - 1.0, -1, -1))[:, None], 2)
    return _whole(fading), week.level(SLOW), week.level(QUICK)


def ways_of(past: Past) -> list[Way]:
    """Every way that needs no more than the eight weeks before an origin."""
    week = week_of(past, past.origins)
    fading, slow, quick = levels_of(week)
    flat = np.ones(WEEK)
    days = week.tame.reshape(week.free.shape)
    return [
        Way("weekday mean of 4 weeks", _whole(mean_of(week.tame[:, :, -4:], ONES, 2))),
        Way("weekday median of 8 weeks", _whole(week.middle)),
        Way("fading weekday mean", fading),
        Way("last week again", _whole(week.tame[:, :, -1])),
        Way("slow level with weekdays", slow),
        Way("quick level with weekdays", quick),
        Way("Theta", slow, _slope(week, slow) / 2),
        Way("damped trend", quick, _turn(week, quick), DAMPED),
        Way("chance times size", _chance(days)[:, :, None] * flat),
        Way("run-rate of 4 weeks", mean_of(days[:, :, -28:], ONES, 2)[:, :, None] * flat),
    ]


def _whole(profile: Grid) -> Grid:
    """A weekday that was never known costs what the others do."""
    return np.where(np.isfinite(profile), profile, mean_of(profile, ONES, 2)[:, :, None])


def _slope(week: Week, level: Grid) -> Grid:
    """The least-squares slope of the days freed of their weekday: none where they are not all known."""
    centred = (SEEN - 1) / 2 - AGES
    slope = np.nan_to_num((week.free * centred).sum(axis=2)) / (centred**2).sum()
    return _bounded(slope[:, :, None] * week.shares, level, FARTHEST)


def _turn(week: Week, level: Grid) -> Grid:
    """By how much the last fortnight differs from the one before, for each day between them."""
    new, old = mean_of(week.free[:, :, -14:], ONES, 2), mean_of(week.free[:, :, -28:-14], ONES, 2)
    return _bounded(np.nan_to_num(new - old)[:, :, None] / 14 * week.shares, level, DAMPED / (1 - DAMPED))


def _bounded(drift: Grid, level: Grid, days: float) -> Grid:
    return np.asarray(np.maximum(drift, -np.maximum(np.nan_to_num(level), 0) / days))


def _chance(days: Grid) -> Grid:
    """How often there is anything, times how much it then is (TSB, for series that mostly are nothing)."""
    there = np.where(np.isfinite(days), (days != 0).astype(np.float64), np.nan)
    sizes = mean_of(np.where(days != 0, days, np.nan), (1 - QUICK) ** AGES, 2)
    return np.nan_to_num(sizes) * mean_of(there, (1 - SLOW) ** AGES, 2)
