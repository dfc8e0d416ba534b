"""What the invented studio plans with Claude, and what a token of it costs: rows by day, key and model."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from collectors.sandbox.cast import UNATTRIBUTED, Project, projects
from collectors.sandbox.keys import mark
from collectors.sandbox.offers import Days
from collectors.sandbox.seasons import days_of, life, workload
from collectors.sandbox.studio import Studio
from collectors.sandbox.takes import DAY, Whole

TAGGED: Final = ("trailers", "social", "brand-films")
"""Teams whose workspace is tagged with the team; `NAMED` has one that its name alone tells, all others share."""
NAMED: Final = "product"
SHARED: Final = "Studio"
SEARCH_NANO: Final = 10_000_000
EXECUTION_NANO: Final = 50_000_000
"""Nano-dollars of a search on the web, and of an hour of code run, which the bill alone tells of."""
PLANNING: Final = (40_000, 150_000, 12_000, 3_000, 6_000)
"""Tokens that a day of planning takes on average: fresh, read again, written for minutes, for an hour, out."""
WORKING: Final = 0.5
MINUTES: Final = 300
"""Seconds after which the reports know of work."""


class Planner(NamedTuple):
    """A model, as the usage report calls it; from which day on it is used; nano-dollars of a token of each kind."""

    model: str
    since: str
    nano: tuple[int, int, int, int, int]

    @property
    def undated(self) -> str:
        """As the cost report calls it."""
        name, _, day = self.model.rpartition("-")
        return name if len(day) == 8 else self.model

    @property
    def title(self) -> str:
        """As a line of the bill calls it."""
        maker, family, *version = self.undated.split("-")
        return f"{maker.capitalize()} {family.capitalize()} {'.'.join(version)}"


SONNETS: Final = (
    Planner("claude-sonnet-4-5-20250929", "2025-09-29", (3000, 300, 3750, 6000, 15_000)),
    Planner("claude-sonnet-4-6", "2026-02-17", (3000, 300, 3750, 6000, 15_000)),
    Planner("claude-sonnet-5", "2026-06-30", (2000, 200, 2500, 4000, 10_000)),
    Planner("claude-sonnet-5-5", "2026-09-28", (2000, 100, 2500, 4000, 10_000)),
)
OPUSES: Final = (
    Planner("claude-opus-4-5-20251101", "2025-11-01", (5000, 500, 6250, 10_000, 25_000)),
    Planner("claude-opus-4-6", "2026-02-05", (5000, 500, 6250, 10_000, 25_000)),
    Planner("claude-opus-5-5", "2026-09-22", (4000, 200, 5000, 8000, 20_000)),
)
HAIKUS: Final = (Planner("claude-haiku-4-5-20251001", "2025-10-01", (500, 50, 625, 1000, 2500)),)
"""Asked in batches alone, for half the price."""
PLANNERS: Final = (*SONNETS, *OPUSES, *HAIKUS)
BATCHED: Final = len(PLANNERS) - 1


class Seat(NamedTuple):
    """Who asks: a key (None is the Console) in a workspace (None is the default one), and the team that pays."""

    key: str | None
    name: str
    workspace: str | None
    team: str
    created: date


@dataclass(frozen=True, slots=True)
class Plans:
    """One column per word. `at` is the Unix second from which the reports know; `tokens` has a column per kind.

    Code that was run has no tokens, no key and no model: `planner` is −1, and `hours` counts.
    """

    day: Whole
    at: Whole
    seat: Whole
    planner: Whole
    searches: Whole
    hours: Whole
    tokens: Whole

    def nano(self) -> Whole:
        """What each row's tokens cost, a column per kind, in nano-dollars."""
        return np.array([*(one.nano for one in PLANNERS), (0,) * len(PLANNING)])[self.planner] * self.tokens


def workspace_of(seed: int, name: str) -> str:
    """The id of a workspace: by team, or the one that is shared."""
    return f"wrkspc_{mark(seed, 'claude workspace', name)[:24]}"


@lru_cache(maxsize=8)
def seats(seed: int, first: date, past: date) -> tuple[Seat, ...]:
    """A key for every project, then one that says nothing about who pays, then the Console."""
    shared = workspace_of(seed, SHARED)
    own = (_seat(seed, project) for project in projects(seed, first, past))
    stray = Seat(f"apikey_{mark(seed, 'claude stray')[:24]}", "scratch", shared, UNATTRIBUTED, first)
    return (*own, stray, Seat(None, "", None, UNATTRIBUTED, first))


def _seat(seed: int, project: Project) -> Seat:
    team = project.team.name
    where = workspace_of(seed, team if team in (*TAGGED, NAMED) else SHARED)
    name = f"{team}-{project.slug}"
    return Seat(f"apikey_{mark(seed, 'claude', name)[:24]}", name, where, team, project.first)


def plans(studio: Studio) -> Plans:
    """Everything that is ever asked of Claude, oldest first."""
    return _plans(studio.seed, studio.first, studio.past, studio.size)


@lru_cache(maxsize=4)
def _plans(seed: int, first: date, past: date, size: float) -> Plans:
    dice = np.random.default_rng([seed, 510])
    days, works = days_of(first, past), projects(seed, first, past)
    busy = workload(days)
    level = [busy * project.weight * life(days, project.first, project.launch, project.past) for project in works]
    level += [busy * 0.15, busy * 0.1]
    rows = [row for seat, much in enumerate(level) for row in _of_seat(dice, days, seat, much, size)]
    rows += _code(dice, days, len(works), size)
    columns = np.concatenate(rows)
    columns = columns[np.lexsort((columns[:, 3], columns[:, 2], columns[:, 1]))]
    day, at, seat, planner, searches, hours = columns[:, :6].T
    return Plans(day, at, seat, planner, searches, hours, columns[:, 6:])


def _of_seat(
    dice: np.random.Generator, days: Days, seat: int, much: np.ndarray[tuple[int], np.dtype[np.float64]], size: float
) -> Iterator[Whole]:
    """One seat's days with each family of models: Sonnet as a rule, Opus for boards, Haiku in batches."""
    for family, share in ((SONNETS, 1.0), (OPUSES, 0.3), (HAIKUS, 0.2)):
        working = np.flatnonzero(dice.random(len(days)) < np.minimum(much * WORKING, 0.9) * share)
        day = days[working].astype(np.int64)
        start = [np.datetime64(one.since).astype("datetime64[D]").astype(np.int64) for one in family]
        newest = np.maximum(np.searchsorted(start, day, side="right") - 1, 0)
        amount = (1 + much[working]) * size
        tokens = np.outer(amount, PLANNING) * (0.4 + 1.2 * dice.random((len(day), len(PLANNING)))) + 1
        searches = dice.integers(0, 6, len(day)) * (family is SONNETS)
        yield _rows(dice, day, seat, newest + PLANNERS.index(family[0]), searches, 0, tokens)


def _code(dice: np.random.Generator, days: Days, seats_of_projects: int, size: float) -> list[Whole]:
    """Hours of code, in the first project's workspace."""
    day = days[dice.random(len(days)) < 0.06].astype(np.int64)
    hours = dice.integers(1, 9, len(day))
    return [_rows(dice, day, 0, -1, 0, hours, np.zeros((len(day), len(PLANNING))))]


def _rows(
    dice: np.random.Generator, day: Whole, seat: int, planner: Whole | int, searches: Whole | int,
    hours: Whole | int, tokens: np.ndarray[tuple[int, int], np.dtype[np.float64]],
) -> Whole:  # fmt: skip
    at = day * DAY + dice.integers(8 * 3600, 19 * 3600, len(day)) + MINUTES
    words = [np.broadcast_to(word, len(day)) for word in (seat, planner, searches, hours)]
    return np.column_stack([day, at, *words, tokens.astype(np.int64)])
