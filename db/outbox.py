"""The outbox: what is owed to whom over which channel, who is at it, and what became of it.

What is owed is said once for each (about, reader, channel). Whoever wants to send a letter begins it in a transaction
of its own, and only then hands it over: so two that send at once do not both hand over the same, and what a killed one
had in hand is tried again, under the same Message-ID.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from secrets import token_hex
from typing import Any, Final

from sqlalchemy import Connection, select, update

from db.tables import Message, Meta
from db.upsert import table_of, upsert
from db.window import instant_of, microseconds

MESSAGE, META = table_of(Message), table_of(Meta)
FIRST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(hours=4)
IN_HAND: Final = timedelta(minutes=10)
"""So long nobody else touches a letter that somebody has begun and not yet said what became of it."""
MOST_ATTEMPTS: Final = 26
"""1 + 2 + 4 … + 128 minutes and then 17 times 4 hours: three days, however long nobody tried at all in between."""
KEY: Final = "letters_key"
NEW: Final = ("letter", "alert_id", "message_id", "made", "due", "attempts", "given_up", "error")


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing to tell one reader over one channel, not before `due`; those of one `message_id` are one letter."""

    about: str
    letter: str
    reader: str
    channel: str
    message_id: str
    due: datetime
    alert_id: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One message of a parcel, as it stood when the parcel was read."""

    id: int
    about: str
    alert_id: int | None
    due: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Parcel:
    """All that one letter to one reader over one channel tells of; `reader` is "" where nobody in particular reads."""

    message_id: str
    letter: str
    reader: str
    channel: str
    messages: tuple[Waiting, ...]

    @property
    def ids(self) -> list[int]:
        """The numbers of its messages."""
        return sorted(one.id for one in self.messages)

    @property
    def attempts(self) -> int:
        """How often it was begun before."""
        return max((one.attempts for one in self.messages), default=0)


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts that failed: a minute, then twice as long each time, up to four hours."""
    doublings: int = min(max(attempts - 1, 0), 12)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def owe(connection: Connection, owed: Iterable[Owed], now: datetime) -> int:
    """Write down what is owed; what was owed before, sent or not, stays as it is. How many are new."""
    rows = {(one.about, one.reader, one.channel): one for one in owed}
    ids = _open_ids(connection, {one.message_id for one in rows.values()})
    written = [_row(one, ids[one.message_id], now) for one in rows.values()]
    return upsert(connection, MESSAGE, ("about", "reader", "channel"), (), written, once=NEW)


def due(connection: Connection, now: datetime) -> list[Parcel]:
    """The letters to send now, those that are due for the longest first: neither sent nor given up nor just tried."""
    open_ones = (MESSAGE.c.sent.is_(None), MESSAGE.c.given_up.is_(False), MESSAGE.c.due <= microseconds(now))
    letters: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for row in connection.execute(select(MESSAGE).where(*open_ones).order_by(MESSAGE.c.due, MESSAGE.c.id)):
        letters[row.message_id, row.reader, row.channel].append(row)
    return [_parcel(rows) for rows in letters.values() if all(_may_be_tried(row, now) for row in rows)]


def begin(connection: Connection, parcel: Parcel, now: datetime) -> bool:
    """Take a parcel in hand; to be committed before it is handed over. False if it changed since it was read."""
    mine = MESSAGE.c.id.in_(parcel.ids)
    # Locked in the order of their numbers, so that two who begin the same wait for each other and do not lock up.
    rows = connection.execute(select(MESSAGE).where(mine).order_by(MESSAGE.c.id).with_for_update()).all()
    read = {one.id: one.attempts for one in parcel.messages}
    if {row.id: row.attempts for row in rows if row.sent is None and not row.given_up} != read:
        return False
    at = {"attempts": MESSAGE.c.attempts + 1, "tried": microseconds(now), "error": ""}
    connection.execute(update(MESSAGE).where(mine).values(**at))
    return True


def sent(connection: Connection, parcel: Parcel, now: datetime) -> None:
    """Write down that it was accepted; it is never handed over again."""
    mine = (MESSAGE.c.id.in_(parcel.ids), MESSAGE.c.sent.is_(None))
    connection.execute(update(MESSAGE).where(*mine).values(sent=microseconds(now), given_up=False, error=""))


def failed(
    connection: Connection, parcel: Parcel, error: str, now: datetime, permanent: bool, wait: float = 0.0
) -> bool:
    """Write down that it was not accepted, and why; whether it is given up: at once if for good, else after three days.

    The next wait is counted from `now`, when the answer came; it is no shorter than the `wait` (seconds) that the other
    side asked for, up to LONGEST_WAIT.
    """
    mine = (MESSAGE.c.id.in_(parcel.ids), MESSAGE.c.sent.is_(None))
    over = permanent or parcel.attempts + 1 >= MOST_ATTEMPTS
    said: dict[str, Any] = {"error": error or "no reason was given", "tried": microseconds(now), "given_up": over}
    if wait > 0:
        said["due"] = microseconds(now + min(timedelta(seconds=wait), LONGEST_WAIT))
    connection.execute(update(MESSAGE).where(*mine).values(**said))
    return over


def key(connection: Connection) -> str:
    """What links in letters are signed with: made at random once, by whoever asks first, and the same ever since."""
    if known := known_key(connection):
        return known
    upsert(connection, META, ("key",), (), [(KEY, token_hex(32))], once=("value",))
    return known_key(connection)


def known_key(connection: Connection) -> str:
    """The same for who only reads; "" where nobody has asked for it yet."""
    return connection.execute(select(META.c.value).where(META.c.key == KEY)).scalar() or ""


def _row(one: Owed, letter_id: str, now: datetime) -> tuple[Any, ...]:
    """A new row's values, in the order of the table's columns."""
    words = (one.about, one.letter, one.alert_id, one.reader, one.channel, letter_id)
    return *words, microseconds(now), microseconds(one.due), 0, False, ""


def _open_ids(connection: Connection, wanted: Collection[str]) -> dict[str, str]:
    """The Message-ID under which more may be said of each: another one where that letter was begun or sent already.

    A second letter under the id of the first would be taken for the same one, and not be shown.
    """
    return {one: next(name for name in _names(one) if not _is_begun(connection, name)) for one in wanted}


def _names(message_id: str) -> Iterable[str]:
    """The id itself, and then `<word.2@host>`, `<word.3@host>` and so on."""
    yield message_id
    word, at, host = message_id.partition("@")
    yield from (f"{word}.{n}{at}{host}" for n in count(2))


def _is_begun(connection: Connection, message_id: str) -> bool:
    begun = (MESSAGE.c.message_id == message_id, MESSAGE.c.attempts > 0)
    return connection.execute(select(MESSAGE.c.id).where(*begun).limit(1)).first() is not None


def _may_be_tried(row: Any, now: datetime) -> bool:
    """Whether the wait after the last attempt is over; one in hand may belong to somebody who works on it still."""
    if row.tried is None:
        return True
    wait = wait_after(row.attempts) if row.error else max(IN_HAND, wait_after(row.attempts))
    return abs(now - instant_of(row.tried)) >= wait  # a clock that was set back holds nothing up for long


def _parcel(rows: list[Any]) -> Parcel:
    first = rows[0]
    messages = tuple(Waiting(row.id, row.about, row.alert_id, instant_of(row.due), row.attempts) for row in rows)
    return Parcel(first.message_id, first.letter, first.reader, first.channel, messages)
