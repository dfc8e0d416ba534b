"""What a week looks like by the days before it: simple ways that hold up well, as one profile of seven days each."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
WEEKS: Final = 8
LATEST: Final[Numbers] = np.array([0.0] * 4 + [1.0] * 4)
FADING: Final[Numbers] = np.array([0.7**back for back in range(WEEKS - 1, -1, -1)])
"""What each of the eight weeks counts for."""
WILD: Final = 3.0
"""A day of more than so many times the middle of its like counts as just that: nobody learns from a script run wild."""


def window(history: Numbers, origin: int) -> Numbers:
    """The eight weeks before an origin as series × weeks × days, the oldest first; NaN where nothing is known."""
    days = WEEKS * 7
    known = history[:, max(origin - days, 0) : origin]
    padded = np.full((len(history), days), np.nan)
    padded[:, days - known.shape[1] :] = known
    weeks: Numbers = padded.reshape(len(history), WEEKS, 7)
    return weeks


def _mean(weeks: Numbers, weights: Numbers) -> Numbers:
    """The weighted mean of each day of the week over the weeks in which it is known; NaN where in none."""
    known = np.isfinite(weeks) * weights[None, :, None]
    total = known.sum(axis=1)
    sums = (np.nan_to_num(weeks) * known).sum(axis=1)
    return np.asarray(np.divide(sums, total, out=np.full_like(sums, np.nan), where=total > 0))


def _median(weeks: Numbers) -> Numbers:
    """The middle of each day of the week; unlike numpy's own it says nothing of days that are never known."""
    ordered = np.sort(weeks, axis=1)  # NaN last
    count = np.isfinite(weeks).sum(axis=1)
    low, high = (np.maximum((count - 1) // 2, 0), np.minimum(count // 2, WEEKS - 1))
    middle = [np.take_along_axis(ordered, at[:, None, :], axis=1)[:, 0] for at in (low, high)]
    return np.asarray((middle[0] + middle[1]) / 2)


def profiles(history: Numbers, origin: int) -> Mapping[str, Numbers]:
    """By method what each of the seven days from an origin on costs, for each series."""
    weeks = window(history, origin)
    middle = _median(weeks)
    tame = np.minimum(weeks, np.where(middle > 0, WILD * middle, np.inf)[:, None, :])
    ways = {
        "weekday mean of 4 weeks": _mean(tame, LATEST),
        "weekday median of 8 weeks": middle,
        "fading weekday mean": _mean(tame, FADING),
    }
    found = {name: _filled(one) for name, one in ways.items()}
    together: Numbers = np.stack(list(found.values())).mean(axis=0)
    return MappingProxyType({"the mean of three weekday methods": together} | found)


def _filled(profile: Numbers) -> Numbers:
    """A day of the week that is never known costs what the others do; nothing known is nothing."""
    known = np.isfinite(profile)
    count = known.sum(axis=1, keepdims=True)
    mean = np.nan_to_num(profile).sum(axis=1, keepdims=True) / np.maximum(count, 1)
    return np.where(known, profile, mean)


def totals(profile: Numbers, first: int, length: int) -> Numbers:
    """What `length` days add up to that begin `first` days after the profile's origin."""
    counts = np.bincount((first + np.arange(length)) % 7, minlength=7)
    return np.asarray(profile @ counts)
