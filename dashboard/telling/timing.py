"""When a letter may reach somebody: not in their quiet hours, and once a day where they asked for that."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from db.members import Member

MORNING: Final = time(8)
"""When what comes once a day comes, by the reader's own clock."""
DAY: Final = timedelta(days=1)


def zone_of(member: Member, zone: ZoneInfo) -> ZoneInfo:
    """The zone whose clock the member lives by; `zone` is the company's."""
    return ZoneInfo(member.zone) if member.zone else zone


def due_of(member: Member, now: datetime, zone: ZoneInfo) -> datetime:
    """When the member is told what happens `now` (UTC): at once or next morning, and not in their quiet hours."""
    own = zone_of(member, zone)
    at = _next(MORNING, now, own) if member.letters == "daily" else now.astimezone(UTC)
    return after_quiet(member, at, own)


def after_quiet(member: Member, at: datetime, own: ZoneInfo) -> datetime:
    """The instant itself, or the end of the member's quiet hours that it falls into (UTC)."""
    if not member.quiet:
        return at.astimezone(UTC)
    begin, end = (time.fromisoformat(word) for word in member.quiet.split("-"))
    clock = at.astimezone(own).time()
    within = begin <= clock < end if begin < end else clock >= begin or clock < end
    return _next(end, at, own) if within else at.astimezone(UTC)


def instant(day: date, clock: time, own: ZoneInfo) -> datetime:
    """The instant (UTC) at which the clock shows this on a day; the first one where it is set back over it."""
    return datetime.combine(day, clock, own).astimezone(UTC)


def _next(clock: time, at: datetime, own: ZoneInfo) -> datetime:
    """The first instant not before `at` at which a clock shows this (UTC), also where it is set back over that."""
    today = at.astimezone(own).date()
    shown = (instant(day, clock.replace(fold=fold), own) for day in (today, today + DAY) for fold in (0, 1))
    return next(one for one in shown if one >= at)
