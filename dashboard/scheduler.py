"""The clock's own process: one of many works at a time, each slot is done once, and SIGTERM ends it in good order."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import takewhile
from threading import Condition, Event
from time import monotonic
from typing import Final

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from sqlalchemy.exc import DBAPIError

from dashboard.clock.deeds import Deeds, Stopped
from dashboard.clock.health import LEASE
from dashboard.clock.instant import Instant
from dashboard.clock.job import Job, next_runs
from dashboard.clock.turns import do, do_all, mend
from db.engine import Engine, reading, writing
from db.lease import LASTS, Taken, me, release, renew, take
from db.slots import last_slots
from db.trouble import in_words

BEAT: Final = 10.0
"""Seconds between two beats: the lease is renewed, the clock compared, a stop noticed."""
GRACE: Final = 60.0
"""Seconds that work in hand has to come to an end when the scheduler is asked to stop."""
QUICK, SLOW = "default", "slow"
AT_ONCE: Final = 4
USUAL: Final = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}


class Slots(BaseTrigger):  # type: ignore[misc]  # APScheduler brings no types
    """Fires at each slot of a job, in whatever way the clock has come there."""

    __slots__ = ("job",)

    def __init__(self, job: Job) -> None:
        self.job = job

    def get_next_fire_time(self, _: datetime | None, now: datetime) -> datetime:
        """The next slot, of those that were missed none."""
        return self.job.following(now)


@dataclass(slots=True)
class Scheduler:
    """Works while it holds the lease, and stands by while somebody else does. `tell` takes sentences for a person."""

    engine: Engine
    jobs: Sequence[Job]
    deeds: Deeds
    stop: Event
    tell: Callable[[str], None] = print
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    beat: float = BEAT
    grace: float = GRACE
    holder: str = field(default_factory=me)
    _busy: set[str] = field(default_factory=set)
    _less: Condition = field(default_factory=Condition)

    def run(self) -> bool:
        """Work, or stand by, until `stop` is set; whether everything in hand came to an end."""
        logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # what goes wrong is told by us, in words
        told = ""
        while not self.stop.is_set():
            waits = self._waits_for()
            if waits and waits != told:
                self.tell(waits)
            told = waits
            if waits:
                self.stop.wait(self.beat)
            else:
                self._work()
        return not self._busy

    def run_once(self) -> dict[str, str] | None:
        """Do everything that is due now; what went wrong with each, or None where a scheduler is at work already."""
        try:
            self._take()
        except Taken:
            return None
        try:
            jobs = takewhile(lambda _: not self.stop.is_set(), self.jobs)
            return do_all(self.engine, jobs, self.deeds, self.holder, self.now)
        except Stopped:
            return {}
        finally:
            self._release()

    def _waits_for(self) -> str:
        """Why there is nothing to do for us now, "" once we hold the lease."""
        try:
            self._take()
        except Taken as taken:
            machine, process = [*taken.holder.split(" "), "", ""][:2]
            return f"Standing by: the scheduler at work is process {process} on {machine}."
        except DBAPIError as fault:
            return f"Waiting: {in_words(fault)}."
        return ""

    def _work(self) -> None:
        """Work until asked to stop or until the lease is lost; then let what is in hand come to an end."""
        self.tell(f"At work: {len(self.jobs)} jobs, the next runs are on the screen Collection, part Clock.")
        clock = BackgroundScheduler(
            timezone=UTC, job_defaults=USUAL,
            executors={QUICK: ThreadPoolExecutor(AT_ONCE), SLOW: ThreadPoolExecutor(AT_ONCE)},
        )  # fmt: skip
        clock.start()
        try:
            self._place(clock)
            self._beat(clock)
        except DBAPIError as fault:
            self.tell(f"{in_words(fault)}.")
        finally:
            clock.shutdown(wait=False)
            self._finish()

    def _place(self, clock: BackgroundScheduler) -> None:
        """Say when each job comes: at once what is due, also what somebody began and did not end."""
        mend(self.engine, self.now)
        with reading(self.engine) as connection:
            runs = next_runs(self.jobs, self.now(), last_slots(connection))
        for run in runs:
            at_once = {"next_run_time": datetime.now(UTC)} if run.due else {}
            where = SLOW if run.job.slow else QUICK
            clock.add_job(
                self._run, Slots(run.job), [run.job], id=run.job.name, replace_existing=True, executor=where, **at_once
            )

    def _beat(self, clock: BackgroundScheduler) -> None:
        """Renew the lease again and again, and begin anew where the clock was set; until stopped, or the lease lost."""
        seen, held = Instant.of(self.now()), monotonic()
        while not self.stop.wait(self.beat) and monotonic() - held < LASTS.total_seconds():
            try:
                held = self._renewed()
                here = Instant.of(self.now())
                if here.was_set_since(seen):
                    self.tell("The clock was set; from now on its time counts.")
                    self._place(clock)
                seen = here
            except Taken:
                self.tell("Another scheduler has taken over.")
                return
            except DBAPIError as fault:
                self.tell(f"{in_words(fault)}.")

    def _run(self, job: Job) -> None:
        """A job's turn, in a thread of its own."""
        if self.stop.is_set():
            return
        self._busy.add(job.name)
        try:
            error = do(self.engine, job, self.deeds, self.holder, self.now)
        except Stopped:
            error = ""
        except Exception as trouble:  # whatever happened is told; the job comes again
            error = in_words(trouble)
        finally:
            with self._less:
                self._busy.discard(job.name)
                self._less.notify_all()
        if error:
            self.tell(f"{job.name}: {error}")

    def _finish(self) -> None:
        """Wait for what is in hand, not for ever where we are to stop; and let the next one work."""
        with self._less:
            self._less.wait_for(lambda: not self._busy, self.grace if self.stop.is_set() else None)
        self._release()

    def _take(self) -> None:
        with writing(self.engine) as connection:
            take(connection, LEASE, self.holder, self.now())

    def _renewed(self) -> float:
        with writing(self.engine) as connection:
            renew(connection, LEASE, self.holder, self.now())
        return monotonic()

    def _release(self) -> None:
        try:
            with writing(self.engine) as connection:
                release(connection, LEASE, self.holder)
        except DBAPIError as fault:  # then it runs out by itself
            self.tell(f"{in_words(fault)}.")
