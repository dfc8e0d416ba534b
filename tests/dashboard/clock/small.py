"""Small deeds for the clock: each writes a line into a file, so that what several processes did can be read."""

import os
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from threading import Event
from time import sleep

from dashboard.clock.deeds import Deeds
from dashboard.clock.job import Job
from dashboard.clock.turns import do_all
from dashboard.scheduler import Scheduler
from db.engine import open_ledger
from db.lease import me

PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.dashboard.clock.small"])
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
STEP = timedelta(seconds=10)
STEPS = 40
QUICK = timedelta(milliseconds=200)


class Diary:
    """A file in which each line is written at once and whole, by whichever process."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, *words: object) -> None:
        """One line."""
        with self.path.open("a", encoding="utf-8") as file:
            file.write(" ".join(map(str, words)) + "\n")

    def said(self) -> "Diary":
        """The first word of every sentence that a scheduler has told a person."""
        return Diary(self.path.with_suffix(".said"))

    def read(self) -> list[list[str]]:
        """The words of every whole line."""
        text = self.path.read_text(encoding="utf-8") if self.path.exists() else ""
        return [line.split() for line in text.splitlines(keepends=True) if line.endswith("\n")]


def deeds(letters: Callable[[], str], collect: Callable[[str], str] = lambda _: "") -> Deeds:
    """Nothing but letters and collections."""
    return Deeds(collect, nothing, nothing, nothing, letters, nothing)


def nothing() -> str:
    """Done at once."""
    return ""


def works_off(url: str, diary: Path, start: Barrier) -> None:
    """A process that does what is due at each of many instants, as fast as it can, with nobody's leave."""
    engine, instants, lines = open_ledger(url), iter(range(STEPS)), Diary(diary)
    start.wait()
    for n in instants:
        now = NOON + n * STEP

        def letters(slot: datetime = now) -> str:
            lines.write("letters", slot.time(), os.getpid())
            return ""

        def collect(account: str, slot: datetime = now) -> str:
            lines.write(account, slot.time(), os.getpid())
            return ""

        do_all(engine, both(), deeds(letters, collect), me(), lambda now=now: now)  # type: ignore[misc]  # a default


def both() -> tuple[Job, ...]:
    """Letters at every step and a collection at every fourth."""
    return (
        Job("letters", lambda deeds: deeds.letters(), every=STEP),
        Job("collect fal-studio", lambda deeds: deeds.collect("fal-studio"), every=4 * STEP),
    )


def serves(url: str, diary: Path, lasts: float = 0.02) -> None:
    """A scheduler's process: every fifth of a second a letter, which takes a while; SIGTERM asks it to stop."""
    import signal

    stop, lines = Event(), Diary(diary)
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    clock = Job("letters", lambda deeds: deeds.letters(), every=QUICK)

    def letters() -> str:
        slot = clock.slot(datetime.now(UTC)).timestamp()
        lines.write("begun", slot, os.getpid())
        sleep(lasts * (1 + random.Random(os.getpid()).random()))
        lines.write("ended", slot, os.getpid())
        return ""

    def tell(sentence: str) -> None:
        lines.said().write(sentence.split()[0], 0, os.getpid())

    scheduler = Scheduler(open_ledger(url), [clock], deeds(letters), stop, tell, beat=0.05, grace=5)
    raise SystemExit(not scheduler.run())
