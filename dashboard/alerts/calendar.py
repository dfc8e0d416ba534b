"""Letters that come by the calendar: the week on Mondays, the month on its third day, at eight by each one's clock."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dashboard.telling.naming import E_MAIL, message_id
from dashboard.telling.timing import DAY, MORNING, after_quiet, instant, zone_of
from db.engine import Connection
from db.lists import stored_members
from db.members import Member
from db.outbox import Owed, owe
from db.settings import Settings

OLDEST: Final = timedelta(days=3)
"""What should have come earlier than this does not come any more: after a long stop, nobody is flooded."""
THIRD: Final = 3
"""The day of the month on which the month before is told: most providers have billed it by then."""
WEEKLY, MONTHLY = "weekly_digest", "monthly_statement"


def owe_calendar(connection: Connection, settings: Settings, now: datetime) -> int:
    """Owe everybody who reads such letters those that have come due; how many messages are new."""
    if not settings.smtp:
        return 0
    return owe(connection, owed_now(stored_members(connection), settings, now), now)


def owed_now(members: list[Member], settings: Settings, now: datetime) -> list[Owed]:
    """What the calendar owes these members now, also what it owed them before in the last days."""
    return [one for member in members if _reads(member) for one in _owed(member, settings, now)]


def _reads(member: Member) -> bool:
    return member.role != "viewer" and member.letters != "never"


def _owed(member: Member, settings: Settings, now: datetime) -> Iterator[Owed]:
    zone = zone_of(member, settings.reporting_timezone)
    for letter, period, at in _come(now, zone):
        if at <= now < at + OLDEST and letter not in member.without.split(","):
            about = f"{letter} {period}"
            name = message_id(settings.public_url, about, member.email, E_MAIL)
            yield Owed(about, letter, member.email, E_MAIL, name, after_quiet(member, at, zone))


def _come(now: datetime, zone: ZoneInfo) -> list[tuple[str, str, datetime]]:
    """The last digest and the last statement up to today: the letter, what week or month it tells of, when it came."""
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    third = _third(today)
    week, month = (monday - DAY).isocalendar(), third.replace(day=1) - DAY
    return [
        (WEEKLY, f"{week.year}-W{week.week:02}", instant(monday, MORNING, zone)),
        (MONTHLY, f"{month:%Y-%m}", instant(third, MORNING, zone)),
    ]


def _third(today: date) -> date:
    """The last third of a month up to today."""
    of = today if today.day >= THIRD else today.replace(day=1) - DAY
    return of.replace(day=THIRD)
