"""What the invented studio made at ModelArk: evenings of Seedance, an endpoint a team, and the bill of the next day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import numpy as np

from collectors.sandbox.cast import TEAMS, UNATTRIBUTED
from collectors.sandbox.keys import mark
from collectors.sandbox.seasons import days_of, workload
from collectors.sandbox.studio import Studio
from collectors.sandbox.takes import DAY

SINCE = date(2026, 2, 26)
TASKS_A_DAY = 11.0
FAILS = 0.06
EVENING, HOURS = 19 * 3600, 4 * 3600
"""All of it is rendered between 19:00 and 23:00 UTC."""
BILLED_AFTER = DAY + 1800
"""Seconds after the beginning of a day with which its bill shows."""
CORRECTED = {10: 5, 25: 7}
"""A fifth of the first row of these days of a month is given back so many days later, at noon."""
NOON = DAY // 2
CENT = 10_000_000


@dataclass(frozen=True, slots=True)
class Offer:
    """A model in a resolution: tokens of a frame, nano-dollars a token, how often it is chosen."""

    model: str
    code: str
    resolution: str
    frame: int
    nano: int
    weight: float

    def tokens(self, seconds: int) -> int:
        """One frame more than is shown."""
        return self.frame * (24 * seconds + 1)


OFFERS = (
    Offer("dreamina-seedance-2-0-260128", "seedance-2-0", "720p", 900, 7000, 0.5),
    Offer("dreamina-seedance-2-0-260128", "seedance-2-0", "1080p", 2025, 7700, 0.2),
    Offer("dreamina-seedance-2-0-fast-260128", "seedance-2-0-fast", "720p", 900, 5600, 0.3),
)
LENGTHS = (4, 5, 8, 10)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where tasks are sent, with its name and its project; `team` is who pays by the studio's rules."""

    id: str
    name: str
    project: str
    team: str


@dataclass(frozen=True, slots=True)
class Task:
    """One task, in Unix seconds."""

    id: str
    created: int
    ended: int
    endpoint: Endpoint
    offer: Offer
    seconds: int
    failed: bool

    @property
    def tokens(self) -> int:
        """What it was charged for: nothing where it failed."""
        return 0 if self.failed else self.offer.tokens(self.seconds)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the split bill: a day's tokens of one endpoint and offer, or what is given back of it."""

    id: str
    day: int
    arrives: int
    endpoint: Endpoint
    offer: Offer
    tokens: int
    cents: int
    refund: bool = False


@lru_cache(maxsize=8)
def endpoints(seed: int) -> tuple[Endpoint, ...]:
    """One for each team, and one that says nothing about who pays."""
    names = [(team.name, f"{team.name}-films", team.name) for team in TEAMS]
    said = [*names, (UNATTRIBUTED, "scratch", "default")]
    return tuple(Endpoint(f"ep-20260225-{mark(seed, name)[:5]}", name, project, team) for team, name, project in said)


@lru_cache(maxsize=8)
def tasks(studio: Studio) -> tuple[Task, ...]:
    """Every task, oldest first: at least one a day."""
    dice = np.random.default_rng([studio.seed, 540])
    first = max(studio.first, SINCE)
    if first >= studio.past:
        return ()
    days = days_of(first, studio.past)
    counts = np.maximum(1, dice.poisson(TASKS_A_DAY * studio.size * workload(days)))
    begins = np.repeat(days.astype("datetime64[s]").astype(np.int64), counts).tolist()
    return tuple(sorted((_task(studio.seed, dice, begin) for begin in begins), key=lambda one: (one.created, one.id)))


def _task(seed: int, dice: np.random.Generator, begin: int) -> Task:
    doors = endpoints(seed)
    weights = np.array([*(team.weight for team in TEAMS), 0.1])
    created, took = begin + EVENING + int(dice.integers(HOURS)), int(dice.integers(60, 400))
    door = doors[int(dice.choice(len(doors), p=weights / weights.sum()))]
    offer = OFFERS[int(dice.choice(len(OFFERS), p=[one.weight for one in OFFERS]))]
    seconds, failed = LENGTHS[int(dice.integers(len(LENGTHS)))], bool(dice.random() < FAILS)
    stamp = f"{datetime.fromtimestamp(created, UTC):%Y%m%d%H%M%S}"
    return Task(f"cgt-{stamp}-{dice.integers(36**5):06x}", created, created + took, door, offer, seconds, failed)


@lru_cache(maxsize=8)
def bill(studio: Studio) -> tuple[Row, ...]:
    """Every row, by day: whole cents, as they are owed."""
    sums: dict[tuple[int, Endpoint, Offer], int] = defaultdict(int)
    for task in tasks(studio):
        if not task.failed:
            sums[task.ended // DAY, task.endpoint, task.offer] += task.tokens
    rows = [_row(number, *words, tokens) for number, (words, tokens) in enumerate(sums.items())]
    refunds = [refund for row in {row.day: row for row in reversed(rows)}.values() for refund in _given_back(row)]
    return tuple(sorted((*rows, *refunds), key=lambda row: (row.day, row.id)))


def _row(number: int, day: int, endpoint: Endpoint, offer: Offer, tokens: int) -> Row:
    cents = (2 * tokens * offer.nano + CENT) // (2 * CENT)
    return Row(f"SBD-{number:08d}", day, day * DAY + BILLED_AFTER, endpoint, offer, tokens, cents)


def _given_back(row: Row) -> list[Row]:
    later = CORRECTED.get((date(1970, 1, 1) + timedelta(row.day)).day)
    if later is None:
        return []
    arrives = (row.day + later) * DAY + NOON
    return [Row(f"{row.id}-R", row.day, arrives, row.endpoint, row.offer, 0, -(row.cents // 5), refund=True)]
