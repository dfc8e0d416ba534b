"""Between which limits a span will end: by how far off such forecasts were, moved by misses seen since."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.measures.forecasting.blend import carried
from dashboard.measures.forecasting.past import STEP, Flags, Grid

SURE: Final = ((0.80, 1.2816), (0.95, 1.96))
"""How often limits shall hold, and how many standard deviations that is of a normal error."""
FORGET: Final = 0.96
OWN: Final = 8.0
"""So many own errors weigh as much for a series' usual error as those of all series together."""
STEPS: Final = 0.05
"""By how much limits widen after a miss (and narrow, far less, after a hit)."""
STRANGE: Final = 3.0
"""An error of more than so many times the forecast counts as just that in what is usual."""
FEWEST: Final = 6
"""Known errors, of all series together, below which there are no limits."""


@dataclass(frozen=True, slots=True)
class Limits:
    """For each series how far below and above the expected a span may end: 80 and 95 % × series."""

    away: Grid


def usual(said: Grid, came: Grid, reach: int) -> Grid:
    """Series × origins: how far off forecasts of such a span usually were, as far as was known on the day."""
    judged = np.isfinite(came) & (said != 0)
    size = np.abs(said)
    off = np.abs(np.nan_to_num(came) - said)
    errors = np.divide(off, size, out=np.zeros_like(size), where=judged).clip(0, STRANGE)
    past = carried(said.shape[1], reach, FORGET)
    sums, counts = errors @ past, judged @ past
    total = counts.sum(axis=0)
    pooled = np.divide(sums.sum(axis=0), total, out=np.full_like(total, np.nan), where=total > 0)
    return np.asarray((sums + OWN * pooled) / (counts + OWN) * size)


def limits(said: Grid, came: Grid, lead: int, length: int) -> Limits | None:
    """Limits of a span from forecasts of it at past origins (series × origins) and what came; None where too few."""
    scale = usual(said, came, lead + length)
    judged = np.isfinite(came) & (scale > 0)
    if judged.sum() < FEWEST:
        return _flat(came, said)
    off = np.divide(np.abs(np.nan_to_num(came) - said), scale, out=np.full_like(scale, np.nan), where=judged)
    periods = max(1.0, judged.any(axis=0).sum() * STEP / length) * len(said) ** 0.25
    found = [_moved(off, judged, sure) * _few(deviations, periods) for sure, deviations in SURE]
    found[1] = np.maximum(found[0], found[1])
    return Limits(np.array(found) * np.nan_to_num(scale[:, -1]))


def _flat(came: Grid, said: Grid) -> Limits | None:
    """Series that never were off in any way have no width; where little is known there are no limits at all."""
    judged = np.isfinite(came)
    if judged.sum() < FEWEST or np.any(judged & (np.abs(np.nan_to_num(came) - said) > 0)):
        return None
    return Limits(np.zeros((len(SURE), len(said))))


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
