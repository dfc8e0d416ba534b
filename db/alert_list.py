"""What was told, to whom, when and over which channel: alerts as a reader may see them, and the messages about them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, false, func, select

from db.alerts import ALERT, Told, told_of
from db.scopes import filters
from db.tables import Message
from db.upsert import in_parts, table_of
from db.window import instant_of

MESSAGE: Final = table_of(Message)
TIMES: Final = ("due", "tried", "sent")
SAID: Final = ("alert_id", "about", "reader", "channel", *TIMES, "given_up", "error")


@dataclass(frozen=True, slots=True)
class Heard:
    """A message about an alert: to whom, over what, since when it was due, and whether it arrived."""

    alert_id: int
    about: str
    reader: str
    channel: str
    due: datetime
    tried: datetime | None
    sent: datetime | None
    given_up: bool
    error: str


@dataclass(frozen=True, slots=True)
class Seen:
    """Which alerts are asked for. `teams` None may see all; else only those whose teams are all among these.

    `numbers` are those of the alerts that are asked for; None asks for all.
    """

    teams: frozenset[str] | None = None
    open_only: bool = False
    numbers: frozenset[int] | None = None

    def may(self, scope: str) -> bool:
        """Whether an alert about this part of the work may be seen; what is of no team is not a team's."""
        teams = set(filters(scope).get("team", ()))
        return self.teams is None or (bool(teams) and teams <= self.teams)


def told_page(connection: Connection, seen: Seen, number: int = 0, size: int = 50) -> list[Told]:
    """Page `number` (from 0) of the alerts, the newest first."""
    asked = select(ALERT).where(*_chosen(connection, seen)).order_by(ALERT.c.at.desc(), ALERT.c.id.desc())
    return [told_of(row) for row in connection.execute(asked.limit(size).offset(number * size))]


def count_told(connection: Connection, seen: Seen) -> int:
    """How many alerts all pages have together."""
    asked = select(func.count()).select_from(ALERT).where(*_chosen(connection, seen))
    return int(connection.execute(asked).scalar_one())


def one_told(connection: Connection, seen: Seen, number: int) -> Told | None:
    """The alert of a number, None where there is none that may be seen."""
    row = connection.execute(select(ALERT).where(ALERT.c.id == number, *_chosen(connection, seen))).first()
    return None if row is None else told_of(row)


def messages_about(connection: Connection, ids: Collection[int]) -> dict[int, list[Heard]]:
    """Each message about these alerts by the alert's number, in the order in which they were written."""
    found: dict[int, list[Heard]] = {number: [] for number in ids}
    for some in in_parts(ids):
        asked = select(*(MESSAGE.c[name] for name in SAID)).where(MESSAGE.c.alert_id.in_(some))
        for row in connection.execute(asked.order_by(MESSAGE.c.made, MESSAGE.c.id)):
            found[row.alert_id].append(_heard(row))
    return found


def heard(connection: Connection, ids: Collection[int]) -> set[tuple[int | None, str, str]]:
    """Who is told of these alerts over what: (number, reader, channel)."""
    every = messages_about(connection, ids)
    return {(number, one.reader, one.channel) for number, told in every.items() for one in told}


def _chosen(connection: Connection, seen: Seen) -> list[ColumnElement[bool]]:
    """What the alerts asked for have in common; whose they are is decided by their scopes, before any is read."""
    chosen: list[ColumnElement[bool]] = []
    if seen.open_only:
        chosen += [ALERT.c.resolved.is_(None), ALERT.c.planned == ""]
    if seen.numbers is not None:
        chosen.append(ALERT.c.id.in_(seen.numbers))
    if seen.teams is not None:
        scopes = [scope for scope in connection.execute(select(ALERT.c.scope).distinct()).scalars() if seen.may(scope)]
        chosen.append(ALERT.c.scope.in_(scopes) if scopes else false())
    return chosen


def _heard(row: Any) -> Heard:
    said = dict(row._mapping)
    return Heard(**said | {name: None if said[name] is None else instant_of(said[name]) for name in TIMES})
