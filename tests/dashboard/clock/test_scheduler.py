"""A scheduler in a thread: the clock is set, a job fails, work does not end, the ledger is away."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

from sqlalchemy import Engine

from dashboard.clock.job import Job
from dashboard.scheduler import Scheduler
from db.engine import open_ledger, reading
from db.slots import last_slots
from tests.dashboard.clock.small import QUICK, deeds

DAY = timedelta(days=1)
LETTERS = Job("letters", lambda deeds: deeds.letters(), every=QUICK)


@dataclass
class Wall:
    """A clock that can be set, and whatever was told or done by it."""

    off: timedelta = timedelta()
    told: list[str] = field(default_factory=list)
    slots: list[datetime] = field(default_factory=list)

    def now(self) -> datetime:
        """What it says."""
        return datetime.now(UTC) + self.off

    def done(self) -> str:
        """A letter, written at its slot."""
        self.slots.append(LETTERS.slot(self.now()))
        return ""


@contextmanager
def working(ledger: Engine, letters: Callable[[], str], wall: Wall, grace: float = 5) -> Iterator[Scheduler]:
    """A scheduler at work in a thread, asked to stop at the end."""
    clock = Scheduler(ledger, [LETTERS], deeds(letters), Event(), wall.told.append, wall.now, 0.05, grace)
    thread = Thread(target=clock.run)
    thread.start()
    yield clock
    clock.stop.set()
    thread.join(10)


def until(true: Callable[[], object]) -> None:
    """Wait until something holds."""
    end = monotonic() + 10
    while not true():
        assert monotonic() < end
        sleep(0.01)


def test_a_clock_that_is_set_is_noticed(ledger: Engine) -> None:
    """A day forward: the letters go on tomorrow. Back again: they go on today, although tomorrow's were taken."""
    wall = Wall()
    with working(ledger, wall.done, wall):
        until(lambda: len(wall.slots) > 1)
        start = wall.now()
        wall.off = DAY
        until(lambda: sum(slot > start + DAY / 2 for slot in wall.slots) > 1)
        wall.off = timedelta()
        ahead = len(wall.slots)
        until(lambda: sum(slot < start + DAY / 2 for slot in wall.slots[ahead:]) > 1)
    assert wall.told[1:] == ["The clock was set; from now on its time counts."] * 2
    assert set(Counter(wall.slots).values()) == {1}


def test_a_job_that_fails_is_told_and_kept(ledger: Engine) -> None:
    """Of a mistake of ours the kind, never its text, which may quote a secret; and it is tried again."""
    wall = Wall()

    def letters() -> str:
        raise KeyError("sk-12345678")

    with working(ledger, letters, wall):
        until(lambda: len(wall.told) > 2)
        with reading(ledger) as connection:
            kept = last_slots(connection)["letters"].error
    assert kept == "a mistake of ours (KeyError); it is tried again at the next time. Please report it"
    assert wall.told[1] == wall.told[2] == f"letters: {kept}"


def test_what_does_not_end_is_left(ledger: Engine) -> None:
    """After its grace a scheduler that was asked to stop says that something is still in hand."""
    begun, end = Event(), Event()

    def letters() -> str:
        begun.set()
        end.wait(10)
        return ""

    with working(ledger, letters, Wall(), grace=0.1) as clock:
        begun.wait(10)
        clock.stop.set()
        assert not clock.run()
        end.set()


def test_a_ledger_that_is_away_is_waited_for(tmp_path: Path) -> None:
    """One sentence, said once, however often it was tried."""
    wall = Wall()
    with working(open_ledger(f"sqlite:///{tmp_path / 'empty.db'}"), wall.done, wall) as clock:
        until(lambda: wall.told)
        sleep(3 * clock.beat)
    (said,) = wall.told
    assert said == "Waiting: the ledger could not be read or written (no such table: lease); check the database."
