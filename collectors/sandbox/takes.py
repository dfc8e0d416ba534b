"""Every attempt at a shot that the invented studio made: columns of whole numbers, oldest first."""

from dataclasses import dataclass, fields
from datetime import date

import numpy as np
from numpy.typing import NDArray

from collectors.sandbox.cast import ACCOUNTS, DELETED_AFTER, TEAMS, Ring, projects, ring
from collectors.sandbox.offers import PROVIDERS, chances, offers
from collectors.sandbox.seasons import days_of, life, runaway_saturday, workload

Whole = NDArray[np.int64]
Truths = NDArray[np.bool_]
Share = NDArray[np.float64]

DAY = 86400
CLIPS_A_DAY = 190.0
"""Takes on an average day of the year at size 1."""
RUNAWAY_TAKES = 640
FAILS = {"fal": 0.05, "openai": 0.08, "kling": 0.06}
OPENAI_SLOT = 6 * 3600
"""OpenAI's costs grow in steps: what a day cost is known six hours' worth at a time."""


@dataclass(frozen=True, slots=True)
class Takes:
    """One column per word. `at`, `done` and `arrives` are Unix seconds; the others are places or counts.

    `arrives` is when the provider's billing first shows the take. `shot` and `version` count from 1.
    """

    at: Whole
    done: Whole
    arrives: Whole
    project: Whole
    offer: Whole
    seconds: Whole
    key: Whole
    shot: Whole
    version: Whole
    failed: Truths

    def __len__(self) -> int:
        return len(self.at)

    def of(self, provider: str) -> Whole:
        """The places of one provider's takes."""
        own = np.array([offer.provider == provider for offer in offers()])
        return np.flatnonzero(own[self.offer])

    def sorted(self) -> "Takes":
        """The same takes, oldest first."""
        order = np.lexsort((self.shot, self.project, self.at))
        return Takes(*(getattr(self, column.name)[order] for column in fields(self)))


def roll(seed: int, first: date, past: date, today: date, size: float) -> Takes:
    """All takes from `first` up to, and not including, `past`. The same arguments, the same takes."""
    dice = np.random.default_rng([seed, 100])
    days, works = days_of(first, past), projects(seed, first, past)
    project, day = _counted(dice, seed, first, past, size)
    team = np.array([TEAMS.index(work.team) for work in works])[project]
    offer = _offered(dice.random(len(project)), team, day, days)
    at = (days.astype("datetime64[s]").astype(np.int64))[day] + _of_the_day(dice, len(project))
    runaway = _runaway(seed, first, past, today, size)
    project, offer, at = (np.concatenate(pair) for pair in zip((project, offer, at), runaway, strict=True))
    return _finished(dice, ring(seed, first, past, today), project, offer, at, len(runaway[0]), first).sorted()


def _counted(dice: np.random.Generator, seed: int, first: date, past: date, size: float) -> tuple[Whole, Whole]:
    """The project and the day (as a place among the days) of each take."""
    days, works = days_of(first, past), projects(seed, first, past)
    alive = np.array([life(days, work.first, work.launch, work.past) * work.weight for work in works])
    rate = alive * workload(days)
    counts = dice.poisson(rate * (CLIPS_A_DAY * size * len(days) / rate.sum()))
    project, day = np.indices(counts.shape)
    return np.repeat(project.ravel(), counts.ravel()), np.repeat(day.ravel(), counts.ravel())


def _offered(luck: Share, team: Whole, day: Whole, days: NDArray[np.datetime64]) -> Whole:
    """Which offer each take used: one search in all teams' and days' chances laid end to end."""
    table = np.concatenate([chances(days, one.mix) for one in TEAMS]).cumsum(axis=1)
    table[:, -1] = 1.0
    row = team * len(days) + day
    flat = (table + np.arange(len(table))[:, None]).ravel()
    found = np.searchsorted(flat, row + luck, side="right") - row * table.shape[1]
    return np.asarray(np.minimum(found, table.shape[1] - 1))


def _of_the_day(dice: np.random.Generator, count: int) -> Whole:
    """Seconds since midnight: most in working hours, some at any time."""
    office = dice.normal(13.5 * 3600, 2.6 * 3600, count)
    any_time = dice.random(count) < 0.08
    return np.where(any_time, dice.random(count) * DAY, np.clip(office, 0, DAY - 1)).astype(np.int64)


def _runaway(seed: int, first: date, past: date, today: date, size: float) -> tuple[Whole, Whole, Whole]:
    """The weekend on which a script of the research team looped on the dearest model there was."""
    saturday = runaway_saturday(today)
    count = int(RUNAWAY_TAKES * size) if saturday >= first else 0
    lab = [n for n, work in enumerate(projects(seed, first, past)) if work.team.name == "r-and-d"]
    running = [n for n in lab if projects(seed, first, past)[n].past > saturday]
    dearest = max(range(len(offers())), key=lambda n: offers()[n].nano_per_second * (offers()[n].family == "veo"))
    start = int(np.datetime64(saturday, "s").astype(np.int64)) + 40 * 60
    at = start + np.arange(count) * (45 * 3600) // max(count, 1)
    return np.full(count, (running or lab)[0]), np.full(count, dearest), at.astype(np.int64)


def _finished(
    dice: np.random.Generator, keys: Ring, project: Whole, offer: Whole, at: Whole, looped: int, first: date
) -> Takes:
    """The rest of each take: its length, luck, key, shot, and when its bill comes. The last `looped` succeed."""
    provider = np.array([PROVIDERS.index(one.provider) for one in offers()])[offer]
    count = len(at)
    failed = dice.random(count) < np.array([FAILS[name] for name in PROVIDERS])[provider]
    failed[count - looped :] = False
    seconds = _lengths(dice.random(count), offer)
    key = _keys(dice.random(count), keys, project, provider, at, first)
    # A failed Kling task ends on the day it began, so that its day is the same by every clock.
    at = np.where(failed & (provider == 2) & (at % DAY > DAY - 600), at - 600, at)
    done = at + dice.integers(45, 260, count)
    arrives = _arrivals(dice, provider, at, done)
    shot, version = _shots(dice.random(count), project, at)
    return Takes(at, done, arrives, project, offer, seconds, key, shot, version, failed)


def _lengths(luck: Share, offer: Whole) -> Whole:
    """Each take's seconds of video, any allowed length being as likely as another."""
    longest = max(len(one.lengths) for one in offers())
    table = np.array([one.lengths + (0,) * (longest - len(one.lengths)) for one in offers()])
    count = np.array([len(one.lengths) for one in offers()])[offer]
    return np.asarray(table[offer, (luck * count).astype(np.int64)])


def _keys(luck: Share, keys: Ring, project: Whole, provider: Whole, at: Whole, first: date) -> Whole:
    """The key each take was bought with: nearly always the project's own."""
    table = np.array([keys.of_project[name] for name in PROVIDERS])
    found = table[provider, project]
    early = at < int(np.datetime64(first, "s").astype(np.int64)) + DELETED_AFTER * DAY
    team = np.array([keys.keys[n].team for n in keys.of_project["fal"]])[project]
    for place, name in enumerate(PROVIDERS):
        found[(provider == place) & (luck < 0.012)] = keys.stray[name]
        if name in keys.deleted:
            found[(provider == place) & early & (luck > 0.95)] = keys.deleted[name]
    for name, person in keys.logins.items():
        found[(provider == 0) & (team == name) & (luck > 0.5) & (luck < 0.53)] = person
    return found


def _arrivals(dice: np.random.Generator, provider: Whole, at: Whole, done: Whole) -> Whole:
    """When billing shows each take: after minutes, some after up to two days; OpenAI's in slots of hours."""
    luck, late = dice.random(len(at)), dice.random(len(at)) < 0.05
    soon = done + (120 + luck * 1500).astype(np.int64)
    later = done + (3600 + luck * 46 * 3600).astype(np.int64)
    slot = at + (7200 + luck * 36 * 3600).astype(np.int64)
    slot = -(-slot // OPENAI_SLOT) * OPENAI_SLOT
    return np.where(provider == list(ACCOUNTS).index("openai"), slot, np.where(late, later, soon))


def _shots(luck: Share, project: Whole, at: Whole) -> tuple[Whole, Whole]:
    """The shot and the version of each take: a shot is tried again and again, a little over three times."""
    order = np.lexsort((at, project))
    begins = (luck < 0.3) | np.concatenate([[True], np.diff(project[order]) != 0])
    number = np.cumsum(begins)
    version = np.arange(len(order)) - np.flatnonzero(begins)[number - 1] + 1
    shots, versions = np.empty_like(order), np.empty_like(order)
    shots[order], versions[order] = number, version
    return shots, versions
