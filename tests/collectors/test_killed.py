"""Killed with SIGKILL at any instant, the ledger holds whole chunks, and the next run makes it right.

What is killed is a process of its own that collects over real HTTP. When it dies is drawn by lot: at some
request to the providers and some milliseconds after it, so that it dies asking, reckoning and committing.
"""

import os
import random
import signal
import subprocess
import sys
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from collectors.base import collector_class
from collectors.means import Means
from collectors.round import collect_round
from db.accounts import covered_until
from db.engine import open_ledger, reading
from db.settings import load
from db.window import midnight
from tests.collectors.journey import SIX_PM, Journey, journey

HOUSE = Path(__file__).parents[2]
LONGEST = 0.04
PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.collectors.test_killed"])
COUNTED = "SELECT account_id, SUM(new) - SUM(gone) FROM run GROUP BY account_id HAVING SUM(new) > 0"
STORED = "(SELECT s.account_id, x.day, {} FROM {} x JOIN stream s ON s.id = x.stream_id GROUP BY s.account_id, x.day)"
PIECES, LINES = STORED.format("COUNT(*) AS n", "usage"), STORED.format("COUNT(*) AS n, SUM(amount) AS amount", "charge")
ALL_STORED = f"""
SELECT account_id, SUM(n) FROM (SELECT account_id, n FROM {PIECES} u UNION ALL SELECT account_id, n FROM {LINES} c) x
GROUP BY account_id"""
UNSETTLED = f"""
SELECT * FROM {LINES} c LEFT JOIN bill b ON b.account_id = c.account_id AND b.day = c.day
WHERE b.lines IS NULL OR b.lines <> b.settled OR b.lines <> c.amount"""
UNROLLED = f"""
SELECT * FROM {PIECES} u LEFT JOIN (SELECT account_id, day, SUM(pieces) AS n FROM ledger GROUP BY account_id, day) l
ON l.account_id = u.account_id AND l.day = u.day WHERE l.n IS NULL OR l.n <> u.n"""


class Fate:
    """Comes with the last of so many requests."""

    def __init__(self, requests: int) -> None:
        self.left, self.come = requests, Event()

    def __call__(self) -> None:
        """One request more."""
        self.left -= 1
        if self.left <= 0:
            self.come.set()


def collecting(config: Path) -> None:
    """What runs in the process that is killed: every account at once, by the studio's clock, without waiting."""
    settings = load(config)
    means = Means(now=lambda: SIX_PM, seconds=monotonic, sleep=lambda _: None, environ=os.environ)
    collect_round(open_ledger(settings.database_url), settings, settings.accounts, means)


@pytest.mark.parametrize("first", range(0, 20, 5))
def test_killed_five_times(tmp_path: Path, first: int) -> None:
    """On SQLite, in twenty ledgers, five at a time: whole after each kill, and true after the next run."""
    half = [
        killed_once(tmp_path / str(number), f"sqlite:///{tmp_path / f'{number}.db'}", random.Random(number))
        for number in range(first, first + 5)
    ]
    assert sum(half) >= 3, "most must die half-way, or this shows little"


@pytest.mark.parametrize("seed", [20, 21, 22])
def test_killed_on_postgres(tmp_path: Path, postgres_database: str, seed: int) -> None:
    """The same on PostgreSQL."""
    killed_once(tmp_path, postgres_database, random.Random(seed))


def killed_once(folder: Path, url: str, dice: random.Random) -> bool:
    """One kill, and one run that goes through; whether it was killed half-way."""
    with journey(folder, url, months=1, size=0.04) as studio:
        studio.clock.looked_at = fate = Fate(dice.randint(1, 55))
        process = PROCESSES.Process(target=collecting, args=(studio.settings.path,))
        process.start()
        while process.is_alive() and not fate.come.wait(0.01):
            pass
        process.join(dice.uniform(0, LONGEST))
        process.kill()
        process.join()
        assert process.exitcode in (-signal.SIGKILL, 0)
        check_whole(studio)
        missing = studio.money_by("account") != studio.true_money_by("account")
        (runs,) = studio.rows("SELECT COUNT(*) FROM run")[0]
        studio.collect()
        check_whole(studio)
        assert studio.money_by("account", "day") == studio.true_money_by("account", "day")
        return missing and runs > 0


def test_the_command_is_killed(tmp_path: Path, sqlite_database: str) -> None:
    """`reelspend collect` as people start it, at the providers' own pace."""
    with journey(tmp_path, sqlite_database, months=1, size=0.02, now=datetime.now(UTC)) as studio:
        studio.clock.looked_at = fate = Fate(9)
        program = [sys.executable, "-c", "from dashboard.cli import main; main()", "collect"]
        environ = os.environ | {"REELSPEND_CONFIG": str(studio.settings.path), "PYTHONPATH": str(HOUSE)}
        with subprocess.Popen(program, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
            assert fate.come.wait(30)
            process.kill()
        check_whole(studio)
        studio.collect()
        assert studio.billed_by("account", "day") == studio.truly_billed_by("account", "day")


def check_whole(studio: Journey) -> None:
    """What the Run rows count is there and nothing else, each day is settled, and each covered day is true."""
    assert sorted(studio.rows(COUNTED)) == sorted(studio.rows(ALL_STORED))
    assert studio.rows(UNSETTLED) == []
    assert studio.rows(UNROLLED) == []
    ends = covered(studio)
    ours, true = studio.money_by("account", "day"), studio.true_money_by("account", "day")
    assert {key: cost for key, cost in ours.items() if key[1] < ends[key[0]]} == {
        key: cost for key, cost in true.items() if key[1] < ends[key[0]]
    }
    asked = {one.name for one in studio.settings.accounts if not collector_class(one.provider).by_post}
    assert {account for account, day in ours if account in asked and day > ends[account]} == set()


def covered(studio: Journey) -> dict[str, str]:
    """The first day of each account that is not collected whole; of Kling's, what ends past midnight falls on it."""
    numbers = dict(studio.rows("SELECT name, id FROM account"))
    with reading(studio.ledger) as connection:
        ends = {
            one.name: covered_until(
                connection, numbers.get(one.name, 0), midnight(one.start, studio.settings.reporting_timezone)
            )
            for one in studio.settings.accounts
        }
    return {name: f"{end:%Y-%m-%d}" for name, end in ends.items()}
