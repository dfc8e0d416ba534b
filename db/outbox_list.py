"""The list of what was told, to whom, when, and what became of it: the outbox read back, the newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, func, select

from db.tables import Message
from db.upsert import table_of
from db.window import instant_of

MESSAGE = table_of(Message)
TIMES: Final = ("made", "due", "tried", "sent")


@dataclass(frozen=True, slots=True)
class Entry:
    """One message: `sent` is when it was accepted, `error` why not yet, `given_up` that nobody will try again."""

    id: int
    about: str
    letter: str
    alert_id: int | None
    reader: str
    channel: str
    message_id: str
    made: datetime
    due: datetime
    attempts: int
    tried: datetime | None
    sent: datetime | None
    given_up: bool
    error: str


def outbox_page(
    connection: Connection, number: int = 0, size: int = 50, *, troubled: bool = False, alert_id: int | None = None
) -> list[Entry]:
    """Page `number` (from 0), the newest first; only those that failed last, or those of one alert, if so asked."""
    newest = select(MESSAGE).where(*_chosen(troubled, alert_id)).order_by(MESSAGE.c.made.desc(), MESSAGE.c.id.desc())
    return [_entry(row) for row in connection.execute(newest.limit(size).offset(number * size))]


def count_outbox(connection: Connection, *, troubled: bool = False, alert_id: int | None = None) -> int:
    """How many messages all pages have together."""
    asked = select(func.count()).select_from(MESSAGE).where(*_chosen(troubled, alert_id))
    return int(connection.execute(asked).scalar_one())


def last_sent(connection: Connection) -> dict[str, datetime]:
    """When something was accepted last, by channel."""
    asked = select(MESSAGE.c.channel, func.max(MESSAGE.c.sent)).where(MESSAGE.c.sent.is_not(None))
    return {channel: instant_of(at) for channel, at in connection.execute(asked.group_by(MESSAGE.c.channel))}


def _chosen(troubled: bool, alert_id: int | None) -> list[Any]:
    chosen = [MESSAGE.c.error != "", MESSAGE.c.sent.is_(None)] if troubled else []
    return chosen if alert_id is None else [*chosen, MESSAGE.c.alert_id == alert_id]


def _entry(row: Any) -> Entry:
    said = dict(row._mapping)
    return Entry(**said | {name: None if said[name] is None else instant_of(said[name]) for name in TIMES})
