"""Two schedulers at once, killed at any instant, asked to stop in the middle: is each slot still done once?"""

import os
import random
import signal
from collections import Counter
from datetime import UTC, datetime
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlalchemy import Engine

from db.engine import reading, writing
from db.lease import held, take
from db.slots import last_slots
from tests.dashboard.clock.small import PROCESSES, STEPS, Diary, serves, works_off

PATIENCE = 20.0
SEED = 7


@pytest.fixture
def diary(tmp_path: Path) -> Diary:
    """What everybody did."""
    return Diary(tmp_path / "diary.txt")


def url_of(ledger: Engine) -> str:
    """Its address, for another process."""
    return ledger.url.render_as_string(hide_password=False)


def started(ledger: Engine, diary: Diary, lasts: float = 0.02) -> ForkServerProcess:
    """A scheduler in a process of its own."""
    process = PROCESSES.Process(target=serves, args=(url_of(ledger), diary.path, lasts))
    process.start()
    return process


def waited_for(diary: Diary, word: str, process: ForkServerProcess, more: int = 1) -> None:
    """Until this process has written so many lines that begin with this word."""
    until = monotonic() + PATIENCE
    while sum(line[0] == word and line[2] == str(process.pid) for line in diary.read()) < more:
        assert monotonic() < until, f"{process.pid} has not {word} anything: {diary.read()}"
        assert process.is_alive()
        sleep(0.01)


def test_two_at_once_do_each_slot_once(ledger: Engine, diary: Diary) -> None:
    """Without a lease in between, forty letters and ten collections are done, each by one of the two, and both work."""
    start = PROCESSES.Barrier(2)
    two = [PROCESSES.Process(target=works_off, args=(url_of(ledger), diary.path, start)) for _ in range(2)]
    for process in two:
        process.start()
    for process in two:
        process.join(PATIENCE)
    assert [process.exitcode for process in two] == [0, 0]
    done = Counter((what, slot) for what, slot, _ in diary.read())
    assert set(done.values()) == {1}
    assert Counter(what for what, _ in done) == {"letters": STEPS, "fal-studio": STEPS // 4}


def test_killed_at_any_instant_another_takes_over(ledger: Engine, diary: Diary) -> None:
    """One works and one stands by; the one at work is killed, three times. Only what was in hand then is begun again,
    once and by another; nothing else is done twice, and the last one ends what it has begun."""
    dice = random.Random(SEED)
    working = started(ledger, diary)
    waited_for(diary, "ended", working)
    for _ in range(3):
        waiting = started(ledger, diary)
        sleep(dice.uniform(0.05, 0.4))
        os.kill(working.pid or 0, signal.SIGKILL)
        working.join(PATIENCE)
        waited_for(diary, "ended", waiting, 2)
        working = waiting
    working.terminate()
    working.join(PATIENCE)
    assert working.exitcode == 0
    begun = Counter(slot for what, slot, _ in diary.read() if what == "begun")
    again = [slot for slot, times in begun.items() if times > 1]
    assert len(again) <= 3
    assert all(len({who for _, slot, who in diary.read() if slot == one}) == begun[one] == 2 for one in again)
    assert {slot for what, slot, who in diary.read() if what == "begun" and who == str(working.pid)} == {
        slot for what, slot, who in diary.read() if what == "ended" and who == str(working.pid)
    }


def test_one_that_stands_by_does_nothing(ledger: Engine, diary: Diary) -> None:
    """While another holds the lease nothing is done; asked to stop it ends well."""
    with writing(ledger) as connection:
        take(connection, "scheduler", "far-away 1 1", datetime.now(UTC))
    process = started(ledger, diary)
    waited_for(diary.said(), "Standing", process)
    process.terminate()
    process.join(PATIENCE)
    assert (process.exitcode, diary.read()) == (0, [])


def test_asked_to_stop_it_finishes_the_letter_in_hand(ledger: Engine, diary: Diary) -> None:
    """SIGTERM in the middle of a letter: that one is finished and written down, none is begun, the lease is free."""
    process = started(ledger, diary, lasts=0.6)
    waited_for(diary, "begun", process)
    process.terminate()
    process.join(PATIENCE)
    assert process.exitcode == 0
    assert [what for what, _, _ in diary.read()] == ["begun", "ended"]
    with reading(ledger) as connection:
        assert held(connection, "scheduler") is None
        assert last_slots(connection)["letters"].ended
