"""Between which limits a span will end: by how far off such forecasts were, moved by misses seen since."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.measures.forecasting.blend import carried
from dashboard.measures.forecasting.past import STEP, Flags, Grid

SURE: Final = ((0.80, 1.2816), (0.95, 1.96))
"""How often limits shall hold, and how many standard deviations that is of a normal error."""
FORGET: Final = 0.99
OWN: Final = 8.0
"""So many own errors weigh as much for a series' usual error as those of all series together."""
STEPS: Final = 0.1
"""By how much limits widen after a miss (and narrow, far less, after a hit)."""
STRANGE: Final = 3.0
"""An error of more than so many times the forecast counts as just that in what is usual."""
FEWEST: Final = 6
"""Known errors, of all series together, below which there are no limits."""


@dataclass(frozen=True, slots=True)
class Limits:
    """For each series how many times the expected, or what part of it, a span may end at: 80 and 95 % × series."""

    low: Grid
    high: Grid

    def of(self, row: int) -> Iterator[tuple[float, float]]:
        """Both ends for a series: those that hold 80 of 100 times, then 95."""
        return zip(self.low[:, row], self.high[:, row], strict=True)


def usual(said: Grid, came: Grid, reach: int) -> Grid:
    """Series × origins: by how many times forecasts of such a span usually were off, as known on the day."""
    judged = np.isfinite(came) & (said != 0)
    errors = np.where(judged, _times(said, came), 0.0)
    past = carried(said.shape[1], reach, FORGET)
    sums, counts = errors @ past, judged @ past
    total = counts.sum(axis=0)
    pooled = np.divide(sums.sum(axis=0), total, out=np.full_like(total, np.nan), where=total > 0)
    return np.asarray((sums + OWN * pooled) / (counts + OWN))


def limits(said: Grid, came: Grid, lead: int, length: int) -> Limits | None:
    """Limits of a span from forecasts of it at past origins (series × origins) and what came; None where too few."""
    scale = usual(said, came, lead + length)
    judged = np.isfinite(came) & (scale > 0)
    if judged.sum() < FEWEST:
        return _flat(came, said)
    off = np.divide(_times(said, came), scale, out=np.full_like(scale, np.nan), where=judged)
    periods = max(1.0, judged.any(axis=0).sum() * STEP / length) * len(said) ** 0.25
    found = [_moved(off, judged, sure) * _few(deviations, periods) for sure, deviations in SURE]
    found[1] = np.maximum(found[0], found[1])
    away = 1 + np.array(found) * np.nan_to_num(scale[:, -1])
    nothing = (judged & (came <= 0)).any(axis=1)
    return Limits(np.where(nothing, 0.0, 1 / away), away)


def _times(said: Grid, came: Grid) -> Grid:
    """By how many times more or less a span came to, less one: half is as far off as double."""
    one, other = np.abs(said), np.nan_to_num(came)
    lower, higher = np.minimum(one, other), np.maximum(one, other)
    return np.divide(higher, lower, out=np.full_like(one, 1 + STRANGE), where=lower > 0).clip(1, 1 + STRANGE) - 1


def _flat(came: Grid, said: Grid) -> Limits | None:
    """Series that never were off in any way have no width; where little is known there are no limits at all."""
    judged = np.isfinite(came)
    if judged.sum() < FEWEST or np.any(judged & (np.abs(np.nan_to_num(came) - said) > 0)):
        return None
    return Limits(*np.ones((2, len(SURE), len(said))))


def _moved(off: Grid, judged: Flags, sure: float) -> Grid:
    """The distance that so many of all past errors kept to, moved at each past origin by whether it held."""
    start = np.quantile(off[judged], sure)
    distance = np.full(len(off), start)
    for origin in np.flatnonzero(judged.any(axis=0)):
        missed = np.where(judged[:, origin], (off[:, origin] > distance) - (1 - sure), 0.0)
        distance = distance * np.exp(STEPS * (missed + missed.mean()) / 2)
    return np.asarray(distance)


def _few(deviations: float, periods: float) -> float:
    """By how much limits are wider because they rest on few periods: what Student's t is against the normal, twice."""
    return 1 + (deviations**2 + 1) / (2 * periods)
