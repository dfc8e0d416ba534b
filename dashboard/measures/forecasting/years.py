"""What earlier years say of the same days: how much those days differed from what a level would have said of them."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.measures.forecasting.past import SEEN, WEEK, Days, Grid, Past
from dashboard.measures.forecasting.ways import Way, levels_of, week_of

YEAR: Final = 52 * WEEK
YEARS: Final = (1, 2)
MOST: Final = 1.0
"""The natural logarithm of the most that a season is believed to do to a level, either way."""
NAMES: Final = (
    "a year's season on the fading weekday mean",
    "a year's season on the slow level",
    "a year's season on the quick level",
)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The same origins in one earlier year, and what each level said of the days after them."""

    origins: Days
    levels: tuple[Way, ...]


def earlier_of(past: Past) -> list[Earlier]:
    """The earlier years of which anything is known."""
    found = []
    for origins in (past.origins - years * YEAR for years in YEARS):
        if origins[-1] >= SEEN:
            profiles = levels_of(week_of(past, origins))
            found.append(Earlier(origins, tuple(map(Way, NAMES, profiles))))
    return found


def seasons(past: Past, earlier: list[Earlier], lead: int, length: int) -> Grid:
    """Levels × series × origins: the factor by which these days differ from a level, NaN before the second year.

    The mean over the years that are known, drawn towards none: one year counts half of what it says, two count two
    thirds, because a year may have been a strange one.
    """
    if not earlier:
        return np.full((len(NAMES), len(past.filled), len(past.origins)), np.nan)
    found = np.array([_once(past, year, lead, length) for year in earlier])
    count = np.isfinite(found).sum(axis=0)
    drawn = np.nansum(found, axis=0) / (count + 1)
    return np.where(count > 0, np.exp(drawn), np.nan)


def _once(past: Past, year: Earlier, lead: int, length: int) -> Grid:
    """What came in one earlier year against what its levels said, as logarithms."""
    said = np.array([level.total(lead, length) for level in year.levels])
    came = np.broadcast_to(past.between(year.origins + lead, year.origins + lead + length), said.shape)
    sound = (said > 0) & (came > 0) & (year.origins >= SEEN)
    ratio = np.divide(came, said, out=np.ones_like(said), where=sound)
    return np.where(sound, np.log(ratio).clip(-MOST, MOST), np.nan)
