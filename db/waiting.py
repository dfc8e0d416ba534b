"""Letters that wait: how many are due, and how many should have left long ago."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, case, func, select

from db.tables import Message
from db.upsert import table_of
from db.window import instant_of, microseconds

MESSAGE = table_of(Message)
STUCK_AFTER: Final = timedelta(minutes=30)
RECENTLY: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Letters:
    """Messages that are due and not sent: of them `stuck` for half an hour, `oldest` since when; and those of the
    last week that nobody will try again."""

    waiting: int = 0
    stuck: int = 0
    oldest: datetime | None = None
    given_up: int = 0


def letters(connection: Connection, now: datetime) -> Letters:
    """How it stands with the letters at an instant."""
    due, long_due = microseconds(now), microseconds(now - STUCK_AFTER)
    open_ones = select(
        func.count(), func.sum(case((MESSAGE.c.due <= long_due, 1), else_=0)), func.min(MESSAGE.c.due)
    ).where(MESSAGE.c.sent.is_(None), MESSAGE.c.given_up.is_(False), MESSAGE.c.due <= due)
    given_up = select(func.count()).where(MESSAGE.c.given_up.is_(True), MESSAGE.c.made > microseconds(now - RECENTLY))
    waiting, stuck, oldest = connection.execute(open_ones).one()
    since = None if oldest is None else instant_of(oldest)
    return Letters(waiting, int(stuck or 0), since, connection.execute(given_up).scalar_one())
