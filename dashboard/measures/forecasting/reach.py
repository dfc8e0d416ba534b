"""The ways blended for days so far ahead: for each reach other ways may be best, and one path of days comes of it."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.measures.forecasting.blend import weights
from dashboard.measures.forecasting.past import Flags, Grid, Past
from dashboard.measures.forecasting.ways import LEVELS, Way
from dashboard.measures.forecasting.years import NAMES, earlier_of, seasons

REACHES: Final = ((0, 10), (10, 30), (30, 61), (61, 92))
"""Days ahead that are judged together; the first are no whole weeks, so that flat ways show their error.

What lies beyond the last is told as the last is."""
FOR_EVER: Final = 1 << 40
PLAIN: Final = 3
"""The first ways, which are trusted alike where none could be judged yet."""
SEASON: Final = 3.0
"""Times by which ways that know an earlier year are trusted more than others before their errors are known."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Days ahead from `first` to before `past`: the blend of all ways, and how much of it is which."""

    first: int
    past: int
    blend: tuple[Way, ...]
    trust: Grid

    def total(self, lead: int, length: int) -> Grid:
        """Series × origins: what those of the days that lie in this reach add up to."""
        since, until = max(lead, self.first), min(lead + length, self.past)
        if since >= until:
            return np.zeros(self.blend[0].profile.shape[:2])
        return np.asarray(sum(way.total(since, until - since) for way in self.blend))


def names_of(ways: list[Way]) -> list[str]:
    """What the rows of `trust` are called."""
    return [*(way.name for way in ways), *NAMES]


def reaches_of(past: Past, ways: list[Way]) -> list[Reach]:
    """Every reach, each judged by what days as far ahead came to at past origins."""
    found: list[Reach] = []
    earlier, believed = earlier_of(past), np.array([1.0] * len(ways) + [SEASON] * len(NAMES))
    for first, until in REACHES:
        factors = seasons(past, earlier, first, until - first)
        said, able = _said(ways, factors, first, until - first)
        trust = weights(said, past.came(first, until - first), able, until, believed)
        if trust is None:
            trust = _kept(found[-1].trust, able) if found else _alike(able)
        end = until if until < REACHES[-1][1] else FOR_EVER
        found.append(Reach(first, end, _blended(ways, trust, factors), trust))
    return found


def _said(ways: list[Way], factors: Grid, first: int, length: int) -> tuple[Grid, Flags]:
    """What every way says of a reach (ways × series × origins), and which can: levels stand in for the others."""
    plain = np.array([way.total(first, length) for way in ways])
    said = np.concatenate([plain, plain[[*LEVELS]] * factors])
    levels = np.concatenate([np.broadcast_to(plain[LEVELS[-1]], plain.shape), plain[[*LEVELS]]])
    able = np.isfinite(said)
    return np.where(able, said, np.nan_to_num(levels)), able


def _alike(able: Flags) -> Grid:
    plain = able[:PLAIN].astype(np.float64)
    padded = np.zeros(able.shape)
    padded[:PLAIN] = plain / np.maximum(plain.sum(axis=0), 1)
    return padded


def _kept(trust: Grid, able: Flags) -> Grid:
    """What a nearer reach has learnt, at every origin."""
    kept = trust * able
    return np.asarray(kept / np.maximum(kept.sum(axis=0), 1e-300))


def _blended(ways: list[Way], trust: Grid, factors: Grid) -> tuple[Way, ...]:
    """One way with the mean profile, and one for each way that drifts."""
    share = trust[: len(ways)].copy()
    share[[*LEVELS]] += trust[len(ways) :] * np.nan_to_num(factors)
    profile = np.zeros(ways[0].profile.shape)
    for way, part in zip(ways, share, strict=True):
        profile += part[:, :, None] * np.nan_to_num(way.profile)
    drifts = [
        Way(way.name, np.zeros_like(profile), part[:, :, None] * np.nan_to_num(way.drift), way.damping)
        for way, part in zip(ways, share, strict=True)
        if way.drift is not None
    ]
    return Way("blend", profile), *drifts
