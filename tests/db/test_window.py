"""Do instants fall on the right day, in every time zone, and back?"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.window import (
    Window,
    day_counter,
    day_number,
    day_of_number,
    days_between,
    instant_of,
    microseconds,
    midnight,
)

ZONES = ("UTC", "America/Los_Angeles", "Asia/Kathmandu", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia")
instants = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # bounds
zones = st.sampled_from(ZONES).map(ZoneInfo)


@given(instants)
def test_an_instant_survives_as_a_number(instant: datetime) -> None:
    """Microseconds since 1970 are exact."""
    assert instant_of(microseconds(instant)) == instant


@given(st.dates(), st.dates())
def test_day_numbers_read_and_sort_as_days(one: date, other: date) -> None:
    """A number gives its day back, and later days have larger numbers."""
    assert day_of_number(day_number(one)) == one
    assert (one < other) == (day_number(one) < day_number(other))
    assert day_number(date(2026, 11, 1)) == 20261101


@given(st.lists(instants, max_size=20), zones)
def test_every_instant_falls_on_its_zones_day(instants: list[datetime], zone: ZoneInfo) -> None:
    """Counting by quarters of an hour gives what the calendar of the zone gives."""
    day_of = day_counter(zone)
    assert [day_of(microseconds(at)) for at in instants] == [day_number(at.astimezone(zone).date()) for at in instants]


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), zones)
def test_a_day_begins_at_its_first_instant(day: date, zone: ZoneInfo) -> None:
    """Its first instant is of the day, and the microsecond before is not; also where clocks change."""
    if (day, zone.key) == (date(2011, 12, 30), "Pacific/Apia"):
        return
    day_of, start = day_counter(zone), microseconds(midnight(day, zone))
    assert day_of(start) == day_number(day)
    assert day_of(start - 1) == day_number(day - timedelta(1))


@pytest.mark.parametrize(
    ("zone", "at", "day"),
    [
        ("America/Los_Angeles", "2026-11-01T06:59:59+00:00", 20261031),  # 23:59:59, still summer time
        ("America/Los_Angeles", "2026-11-01T07:00:00+00:00", 20261101),
        ("America/Los_Angeles", "2026-11-02T07:59:59+00:00", 20261101),  # the day had 25 hours
        ("Asia/Kathmandu", "2026-11-01T18:14:59+00:00", 20261101),  # 23:59:59 at +05:45
        ("Asia/Kathmandu", "2026-11-01T18:15:00+00:00", 20261102),
    ],
)
def test_days_by_hand(zone: str, at: str, day: int) -> None:
    """The seams of a day with 25 hours, and of a zone a quarter of an hour off."""
    assert day_counter(ZoneInfo(zone))(microseconds(datetime.fromisoformat(at))) == day


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 8), 23), (date(2026, 11, 1), 25), (date(2026, 7, 1), 24)])
def test_a_window_of_a_day_has_its_hours(day: date, hours: int) -> None:
    """A day on which clocks change is an hour shorter or longer."""
    window = Window.of_days(day, day + timedelta(1), ZoneInfo("America/Los_Angeles"))
    assert window.end - window.start == timedelta(hours=hours)


def test_a_window_has_its_start_and_not_its_end() -> None:
    """So windows side by side share no instant and miss none."""
    window = Window.of_days(date(2026, 11, 1), date(2026, 11, 2), ZoneInfo("UTC"))
    assert window.start in window
    assert window.end not in window


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        (datetime(2026, 11, 1), datetime(2026, 11, 2, tzinfo=UTC), "time zone"),  # noqa: DTZ001  # the mistake
        (datetime(2026, 11, 2, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC), "end after it starts"),
    ],
)
def test_a_window_that_is_none_is_refused(start: datetime, end: datetime, reason: str) -> None:
    """Times without a zone, and an end that is no later than the start."""
    with pytest.raises(ValueError, match=reason):
        Window(start, end)


def test_days_between_leave_out_the_last() -> None:
    """Two days from the first of November are the first and the second."""
    assert list(days_between(date(2026, 11, 1), date(2026, 11, 3))) == [date(2026, 11, 1), date(2026, 11, 2)]
