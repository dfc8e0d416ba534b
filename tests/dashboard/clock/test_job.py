"""When is a job to be done, and what of it is made good after a stop or when the clock was set?"""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from dashboard.clock.job import Job, NextRun, next_runs
from db.slots import Went

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HOURLY = Job("collect fal-studio", lambda _: "", every=HOUR)
DAILY = Job("forecast", lambda _: "", at=time(5, 30), zone=ZoneInfo("Europe/Vienna"))
JOBS = st.sampled_from([HOURLY, DAILY, Job("letters", lambda _: "", every=timedelta(minutes=1))])
INSTANTS = st.timedeltas(timedelta(0), timedelta(days=700)).map(lambda late: NOON + late)


def of(job: Job, slot: datetime, *, ended: bool = True) -> dict[str, Went]:
    """The job's last slot was this one."""
    return {job.name: Went(job.name, slot, slot, slot if ended else None)}


def due(job: Job, now: datetime, last: dict[str, Went]) -> datetime | None:
    """The slot that is due."""
    return next_runs([job], now, last)[0].due


def test_intervals_begin_on_the_hour() -> None:
    """At 12:20 the slot is 12:00 and the next 13:00; at 12:00 sharp it is 12:00 itself."""
    late = NOON + timedelta(minutes=20)
    assert (HOURLY.slot(late), HOURLY.following(late)) == (NOON, NOON + HOUR)
    assert (HOURLY.slot(NOON), HOURLY.following(NOON)) == (NOON, NOON + HOUR)


def test_a_time_of_day_is_that_of_its_zone() -> None:
    """Half past five in Vienna is 4:30 UTC in winter and 3:30 in summer, also over the nights of the change."""
    assert DAILY.slot(NOON) == datetime(2026, 11, 22, 4, 30, tzinfo=UTC)
    assert DAILY.slot(datetime(2026, 11, 22, 4, 29, tzinfo=UTC)) == datetime(2026, 11, 21, 4, 30, tzinfo=UTC)
    assert DAILY.following(datetime(2026, 10, 24, 12, tzinfo=UTC)) == datetime(2026, 10, 25, 4, 30, tzinfo=UTC)
    assert DAILY.following(datetime(2026, 3, 28, 12, tzinfo=UTC)) == datetime(2026, 3, 29, 3, 30, tzinfo=UTC)


@given(job=JOBS, now=INSTANTS)
def test_slots_follow_each_other_without_a_gap(job: Job, now: datetime) -> None:
    """Now lies from a slot on and before the following one, and nothing lies between these two."""
    slot, following = job.slot(now), job.following(now)
    assert slot <= now < following
    assert job.following(slot) == following
    assert job.slot(following) == following


def test_what_was_done_is_not_due() -> None:
    """After the slot of noon nothing is due until one; without any it is due, also when somebody began and died."""
    assert next_runs([HOURLY], NOON, of(HOURLY, NOON)) == [
        NextRun(HOURLY, Went(HOURLY.name, NOON, NOON, NOON), None, NOON + HOUR)
    ]
    assert due(HOURLY, NOON, {}) == NOON
    assert due(HOURLY, NOON, of(HOURLY, NOON, ended=False)) == NOON


def test_of_many_missed_slots_one_is_made_good() -> None:
    """Back after three weeks, the hourly job is due once, for the last hour, and then the next."""
    last = of(HOURLY, NOON - 21 * DAY)
    assert due(HOURLY, NOON, last) == NOON
    assert due(HOURLY, NOON + timedelta(minutes=59), of(HOURLY, NOON)) is None


def test_a_clock_set_back_does_not_stop_it() -> None:
    """A slot of next year was taken by a clock that was wrong; one of a few minutes ahead by one that is a bit fast."""
    assert due(HOURLY, NOON, of(HOURLY, NOON + 365 * DAY)) == NOON
    assert due(HOURLY, NOON - timedelta(minutes=5), of(HOURLY, NOON)) is None
