"""A job of the clock, and when it is to be done: pure, so that the page and the scheduler cannot disagree."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dashboard.clock.deeds import Deeds
from db.slots import Went
from db.window import EPOCH, GREENWICH

DAY: Final = timedelta(days=1)
WITHIN: Final = timedelta(minutes=15)
"""A clock that is ahead of ours by less is only set a little differently."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something done again and again: each `every`, or, with `at`, once a day at that time in `zone`.

    `slow` is what may take long, and is kept from holding up the rest.
    """

    name: str
    does: Callable[[Deeds], str] = field(repr=False, compare=False)
    every: timedelta = DAY
    at: time | None = None
    zone: ZoneInfo = GREENWICH
    slow: bool = False

    def slot(self, now: datetime) -> datetime:
        """The last instant up to `now` at which it is to be done, in UTC."""
        if self.at is None:
            return EPOCH + (now - EPOCH) // self.every * self.every
        today = self._on(now, 0)
        return today if today <= now else self._on(now, -1)

    def following(self, now: datetime) -> datetime:
        """The first instant after `now` at which it is to be done, in UTC."""
        if self.at is None:
            return self.slot(now) + self.every
        today = self._on(now, 0)
        return today if today > now else self._on(now, 1)

    def _on(self, now: datetime, days: int) -> datetime:
        """So many days after the day it is in the job's zone."""
        day = now.astimezone(self.zone).date() + timedelta(days)
        return datetime.combine(day, self.at or time.min, self.zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class NextRun:
    """How a job went last, its slot that is `due` (None for none; one begun and not ended still is), and the next."""

    job: Job
    last: Went | None
    due: datetime | None
    next: datetime


def next_runs(jobs: Iterable[Job], now: datetime, last: Mapping[str, Went]) -> list[NextRun]:
    """Each job's next run. After a stop, however long, only the last of the slots that were missed is made good."""
    return [_next(job, now, last.get(job.name)) for job in jobs]


def _next(job: Job, now: datetime, last: Went | None) -> NextRun:
    slot = job.slot(now)
    done = last and last.ended and slot <= last.slot <= now + WITHIN  # one from a clock that was wrong says nothing
    return NextRun(job, last, None if done else slot, job.following(now))
