"""Which whole days are asked for next: from where the last good collection ended, in pieces that fit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from db.window import GREENWICH, Window

COMFORTABLE = 20_000
"""Rows in a chunk above which the next one spans fewer days, and below which it spans more."""


def first_day(start: date, covered: datetime, reread_from: Callable[[date], date], zone: ZoneInfo) -> date:
    """Where to begin: with what could still change when what is covered without a gap ended, never before `start`."""
    return max(start, reread_from(covered.astimezone(zone).date()))


def first_of_last_month(today: date) -> date:
    """The day on which the month before today's began."""
    return (today.replace(day=1) - timedelta(1)).replace(day=1)


def span_after(span: int, rows: int, longest: int) -> int:
    """How many days the next chunk spans, after one of `span` days brought so many rows."""
    if rows > COMFORTABLE:
        return max(1, span // 2)
    return min(longest, span * 2) if rows * 2 < COMFORTABLE else span


def window_of(first: date, past: date, zone: ZoneInfo, now: datetime, *, own_days: bool) -> Window:
    """The window of these days; a provider that does not count days itself is not asked about the future."""
    whole = Window.of_days(first, past, zone)
    if own_days or now >= whole.end or now <= whole.start:
        return whole
    return replace(whole, end=now.astimezone(UTC))


def zone_of(own_days: bool, reporting: ZoneInfo) -> ZoneInfo:
    """Whose days a collection counts in."""
    return GREENWICH if own_days else reporting
