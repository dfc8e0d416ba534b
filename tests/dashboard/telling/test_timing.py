"""When a letter may come: quiet hours across midnight, mornings, and the nights in which clocks are changed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.telling.timing import due_of
from tests.dashboard.telling.cast import MARA, wanting

UTC_ZONE, BERLIN = ZoneInfo("UTC"), ZoneInfo("Europe/Berlin")
NIGHT = "22:00-07:00"


def at(text: str) -> datetime:
    """An instant of UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet", "now", "due"),
    [
        ("", "2026-11-18 23:30", "2026-11-18 23:30"),
        (NIGHT, "2026-11-18 21:59", "2026-11-18 21:59"),
        (NIGHT, "2026-11-18 22:00", "2026-11-19 07:00"),
        (NIGHT, "2026-11-18 23:59", "2026-11-19 07:00"),
        (NIGHT, "2026-11-19 00:00", "2026-11-19 07:00"),
        (NIGHT, "2026-11-19 06:59", "2026-11-19 07:00"),
        (NIGHT, "2026-11-19 07:00", "2026-11-19 07:00"),
        ("12:00-13:30", "2026-11-18 12:15", "2026-11-18 13:30"),
        ("12:00-13:30", "2026-11-18 14:00", "2026-11-18 14:00"),
        ("18:00-00:00", "2026-11-18 18:00", "2026-11-19 00:00"),
    ],
)
def test_nothing_comes_in_quiet_hours(quiet: str, now: str, due: str) -> None:
    """The first minute is quiet and the last is not, on both sides of midnight."""
    assert due_of(wanting(MARA, quiet=quiet), at(now), UTC_ZONE) == at(due)


@pytest.mark.parametrize(
    ("zone", "now", "due"),
    [
        ("", "2026-11-18 07:30", "2026-11-18 08:00"),
        ("", "2026-11-18 08:00", "2026-11-18 08:00"),
        ("", "2026-11-18 08:01", "2026-11-19 08:00"),
        ("Europe/Berlin", "2026-11-18 07:30", "2026-11-19 07:00"),
        ("Asia/Tokyo", "2026-11-18 22:00", "2026-11-18 23:00"),
        ("Europe/Berlin", "2026-03-28 12:00", "2026-03-29 06:00"),
        ("Europe/Berlin", "2026-10-24 12:00", "2026-10-25 07:00"),
    ],
)
def test_a_day_is_told_the_next_morning(zone: str, now: str, due: str) -> None:
    """At eight by the reader's own clock: an hour earlier (UTC) from the night in March on in which it is set."""
    assert due_of(wanting(MARA, letters="daily", zone=zone), at(now), UTC_ZONE) == at(due)


def test_a_morning_letter_waits_for_the_end_of_quiet_hours_too() -> None:
    """Quiet until half past nine: the morning's letter comes then."""
    late = wanting(MARA, letters="daily", quiet="22:00-09:30")
    assert due_of(late, at("2026-11-18 12:00"), UTC_ZONE) == at("2026-11-19 09:30")


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-03-28 22:00", "2026-03-29 05:00"),  # 23:00 in Berlin; 07:00 is now two hours from Greenwich
        ("2026-10-24 22:00", "2026-10-25 06:00"),  # 00:00 in Berlin; 07:00 is again one hour from it
    ],
)
def test_quiet_hours_end_by_the_clock_on_the_wall(now: str, due: str) -> None:
    """Also in nights that are an hour shorter or longer."""
    assert due_of(wanting(MARA, quiet=NIGHT), at(now), BERLIN) == at(due)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-10-25 00:10", "2026-10-25 00:30"),  # 02:10 for the first time
        ("2026-10-25 01:10", "2026-10-25 01:30"),  # 02:10 for the second time: its own 02:30 is meant
    ],
)
def test_an_hour_that_comes_twice_is_quiet_twice(now: str, due: str) -> None:
    """Quiet from two to half past two, in the night in which clocks go from three back to two."""
    assert due_of(wanting(MARA, quiet="02:00-02:30"), at(now), BERLIN) == at(due)


YEAR = datetime(2026, 1, 1)  # noqa: DTZ001  # hypothesis wants the bounds without a zone
HOURS = st.times().map(lambda time: f"{time:%H:%M}")


@given(
    st.datetimes(YEAR, YEAR.replace(year=2027), timezones=st.just(UTC)), HOURS, HOURS,
    st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]),
    st.sampled_from(["immediate", "daily"]),
)  # fmt: skip
def test_a_letter_is_never_early_nor_two_days_late(
    now: datetime, begin: str, end: str, zone: str, letters: str
) -> None:
    """Whatever the hours, the zone and the night."""
    quiet = "" if begin == end else f"{begin}-{end}"
    due = due_of(wanting(MARA, quiet=quiet, zone=zone, letters=letters), now, UTC_ZONE)
    assert now <= due <= now + timedelta(days=2, hours=1)
