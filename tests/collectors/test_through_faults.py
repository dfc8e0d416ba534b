"""Through every fault a provider can have, kills and jumping clocks: does a ledger come to the truth in the end?"""

import json
import random
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from collectors.base import collector_class
from collectors.means import Means
from collectors.run import collect
from collectors.sandbox.desk import Answer, Asked, Desk
from collectors.sandbox.faults import Mischief
from collectors.sandbox.faults.loud import endless
from collectors.sandbox.server import Faults
from db.settings import Account
from db.tables import Account as AccountRow
from tests.collectors.journey import Journey, journey
from tests.collectors.test_killed import ALL_STORED, COUNTED, UNROLLED, UNSETTLED

LARGEST = 400_000
PATIENCE = 60
"""Rounds after which an account that still fails would fail for ever."""


class Killed(BaseException):
    """The process is no more. Nothing of ours catches this."""


@dataclass
class Fuse:
    """A clock of seconds at which the process dies, when it is looked at for the last time."""

    left: int

    def __call__(self) -> float:
        self.left -= 1
        if self.left < 0:
            raise Killed
        return monotonic()


@dataclass
class Weather:
    """Mischief, as long as it is not calm."""

    mischief: Faults
    calm: bool = False

    def __call__(self, desk: Desk, asked: Asked, say: Callable[[Asked], Answer]) -> Answer:
        return say(asked) if self.calm else self.mischief(desk, asked, say)


@dataclass(frozen=True)
class Turn:
    """What happens before a collection: hours pass, our clock goes wrong by so many minutes; and when it dies."""

    hours: int
    minutes: int
    dies_after: int


PATIENT = Turn(0, 0, 1_000_000)
TURNS = st.lists(
    st.builds(Turn, st.integers(0, 30), st.integers(-90, 90), st.integers(0, 3000)), min_size=1, max_size=3
)


@dataclass
class Trial:
    """A studio in bad weather, and what is collected of it."""

    studio: Journey
    weather: Weather
    seed: int
    rounds: int = field(default=0)

    def collect(self, turn: Turn, accounts: Sequence[Account]) -> list[Account]:
        """Ask these accounts; those that failed. Dies when the turn says so."""
        self.rounds += 1
        here = timedelta(minutes=turn.minutes)
        means: Means = self.studio.means(
            now=lambda: self.studio.clock.at + here,
            seconds=Fuse(turn.dies_after),
            dice=random.Random(f"{self.seed} {self.rounds}"),
            largest=LARGEST,
        )
        ledger, configured = self.studio.ledger, self.studio.settings
        return [account for account in accounts if collect(ledger, configured, account, means).error]

    def live_through(self, turn: Turn) -> None:
        """One turn; whatever comes of it, the ledger is whole."""
        self.studio.clock.at += timedelta(hours=turn.hours)
        with suppress(Killed):
            self.collect(turn, self.studio.settings.accounts)
        self.check_whole()

    def persist(self) -> list[Account]:
        """Ask again whoever failed, until nobody does; who fails for ever."""
        failed: Sequence[Account] = self.studio.settings.accounts
        while failed and self.rounds < PATIENCE:
            failed = self.collect(PATIENT, failed)
        return list(failed)

    def check_whole(self) -> None:
        """What the Run rows count is there and nothing else, and each day is settled and rolled up."""
        assert sorted(self.studio.rows(COUNTED)) == sorted(self.studio.rows(ALL_STORED))
        assert self.studio.rows(UNSETTLED) == []
        assert self.studio.rows(UNROLLED) == []


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 1 << 20), turns=TURNS)
@example(seed=1, turns=[Turn(0, 0, 700), Turn(26, 60, 10_000), Turn(0, -60, 40)])
def test_bad_weather_passes(seed: int, turns: list[Turn]) -> None:
    """After any weather every account succeeds at last while it lasts; and when it is over the ledger is true."""
    weather = Weather(Mischief(seed, pause=0.0))
    with (
        tempfile.TemporaryDirectory() as folder,
        journey(Path(folder), f"sqlite:///{folder}/ledger.db", months=1, size=0.01, faults=weather) as studio,
    ):
        trial = Trial(studio, weather, seed)
        for turn in turns:
            trial.live_through(turn)
        assert trial.persist() == []
        trial.check_whole()
        weather.calm = True
        assert trial.collect(PATIENT, studio.settings.accounts) == []
        trial.check_whole()
        billed = (one.name for one in studio.settings.accounts if collector_class(one.provider).bills)
        accounts = {(name,) for name in billed}  # the others' bills come by post
        true = {key: money for key, money in studio.true_money_by("account", "day").items() if key[:1] in accounts}
        ours = studio.money_by("account", "day")
        assert {key: money or 0 for key, money in ours.items()} == true  # what nobody has billed yet is not known


def drowned(desk: Desk, asked: Asked, say: Callable[[Asked], Answer]) -> Answer:
    """Every answer goes on for ever."""
    return endless(random.Random(0), desk, say(asked), 0.0)


def circling(desk: Desk, asked: Asked, say: Callable[[Asked], Answer]) -> Answer:
    """Always one page more, each with another cursor and nothing new."""
    answer = say(replace(asked, query={name: said for name, said in asked.query.items() if name != "page"}))
    said = json.loads(answer.body)
    mark = f"page {next(NUMBERS)}"
    return replace(answer, body=json.dumps(said | {"has_more": True, "next_cursor": mark, "next_page": mark}).encode())


NUMBERS = count()
HOSTILE = {
    "an answer without an end": (
        drowned,
        "fal-studio",
        "sent more than 400,000 bytes, which no answer needs; the next collection asks again.",
    ),
    "pages without an end": (circling, "openai-plan", "did not finish within 300 seconds; the next one goes on."),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_provider_changes_nothing(tmp_path: Path, sqlite_database: str, what: str) -> None:
    """It is cut off, one Run row says so in a sentence, and every other table is as it was."""
    hostile, name, words = HOSTILE[what]
    weather = Weather(hostile, calm=True)
    with journey(tmp_path, sqlite_database, months=1, size=0.01, faults=weather) as studio:
        studio.collect(name)
        before, runs = contents(studio), studio.rows("SELECT COUNT(*) FROM run")[0][0]
        weather.calm = False
        ticks = count(step=0.25)
        means = studio.means(seconds=lambda: float(next(ticks)), largest=LARGEST, deadline=300.0)
        (account,) = (one for one in studio.settings.accounts if one.name == name)
        outcome = collect(studio.ledger, studio.settings, account, means)
        assert outcome.error.endswith(words)
        assert not outcome.permanent
        assert contents(studio) == before
        assert [bool(error) for (error,) in studio.rows("SELECT error FROM run ORDER BY id")[runs:]] == [True, True]


def contents(studio: Journey) -> dict[str, list[object]]:
    """Every row of every table but those that tell of runs."""
    tables = [name for name in AccountRow.metadata.tables if name not in ("run", "lease")]
    return {name: sorted(map(repr, studio.rows(f'SELECT * FROM "{name}"'))) for name in tables}
