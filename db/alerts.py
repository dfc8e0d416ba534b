"""Lines crossed: recorded once each, and what became of them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite

from db.scopes import filters
from db.tables import Alert
from db.upsert import table_of
from db.window import instant_of, microseconds

ALERT = table_of(Alert)
Key = tuple[str, str, str]
KEY: Final = ("rule", "threshold", "period")


@dataclass(frozen=True, slots=True)
class Crossing:
    """A line that is crossed now, whoever has heard of it: once for each (rule, threshold, period).

    `kind` is a file in dashboard/alerts/kinds; `said` is one true sentence, `todo` what to do about it, `scope` narrows
    to the work it is about as a budget's does, `impact` is money of the reporting currency in nano-units, where it is
    about money, and `address` the path and query of the view that shows it.
    """

    rule: str
    threshold: str
    period: str
    kind: str
    said: str
    todo: str
    address: str
    scope: str = ""
    impact: int | None = None

    @property
    def key(self) -> Key:
        """What makes it the same one."""
        return self.rule, self.threshold, self.period


@dataclass(frozen=True, slots=True)
class Told(Crossing):
    """A line that was crossed, as it is kept: when, and what became of it."""

    id: int = 0
    at: datetime | None = None
    resolved: datetime | None = None
    acknowledged: datetime | None = None
    acknowledged_by: str = ""
    snoozed_until: datetime | None = None
    snoozed_by: str = ""
    planned: str = ""
    planned_by: str = ""
    escalated: datetime | None = None

    @property
    def where(self) -> dict[str, list[str]]:
        """Allowed words by dimension, as a View is narrowed."""
        return filters(self.scope)


TIMES = ("at", "resolved", "acknowledged", "snoozed_until", "escalated")


def told_of(row: Any) -> Told:
    """The alert that a stored row stands for."""
    said = dict(row._mapping)
    return Told(**said | {name: None if said[name] is None else instant_of(said[name]) for name in TIMES})


def stored(connection: Connection, *, unresolved: bool = False) -> list[Told]:
    """Every alert, the newest first; only those that are not `resolved` where that is asked."""
    asked = select(ALERT).order_by(ALERT.c.at.desc(), ALERT.c.id.desc())
    asked = asked.where(ALERT.c.resolved.is_(None)) if unresolved else asked
    return [told_of(row) for row in connection.execute(asked)]


def record(connection: Connection, crossings: Iterable[Crossing], now: datetime) -> list[Told]:
    """Write down each line that is crossed for the first time; those alone are given back, in their order.

    Of two who say the same at once, one is given it back: who comes second waits for the first and finds it known.
    """
    known = {one.key for one in stored(connection)}
    fresh = {one.key: one for one in crossings if one.key not in known}
    ids = [connection.execute(_adding(connection, one, now)).scalar() for one in fresh.values()]
    return _told(connection, [number for number in ids if number is not None])


def _adding(connection: Connection, one: Crossing, now: datetime) -> Any:
    insert = postgresql.insert(ALERT) if connection.dialect.name == "postgresql" else sqlite.insert(ALERT)
    row = {name: getattr(one, name) for name in Crossing.__slots__} | {"at": microseconds(now)}
    return insert.values(**row).on_conflict_do_nothing(index_elements=[*KEY]).returning(ALERT.c.id)


def _told(connection: Connection, ids: Sequence[int]) -> list[Told]:
    """The alerts of these numbers, in the order of the numbers."""
    asked = select(ALERT).where(ALERT.c.id.in_(ids)).order_by(ALERT.c.id)
    return [told_of(row) for row in connection.execute(asked)] if ids else []


def resolve(connection: Connection, now: datetime, over: Callable[[Told], bool]) -> list[Told]:
    """Write down that these of the alerts that stand open are over; they are given back."""
    done = [one.id for one in stored(connection, unresolved=True) if over(one)]
    return _change(connection, done, ALERT.c.resolved.is_(None), resolved=microseconds(now))


def reopen(connection: Connection, keys: Collection[Key]) -> list[Told]:
    """Let those of these alerts that were over stand open again: nobody is told the same twice. They are given back."""
    again = [one.id for one in stored(connection) if one.resolved is not None and one.key in keys]
    return _change(connection, again, ALERT.c.resolved.is_not(None), resolved=None)


def escalate(connection: Connection, now: datetime, due: Callable[[Told], bool]) -> list[Told]:
    """Write down that more people hear of these of the alerts that stand open; once each, and they are given back."""
    found = [one.id for one in stored(connection, unresolved=True) if due(one)]
    return _change(connection, found, ALERT.c.escalated.is_(None), escalated=microseconds(now))


def _change(connection: Connection, ids: Sequence[int], still: Any, **said: int | None) -> list[Told]:
    """Change those of the alerts of which it still holds: of two who change one at once, one is given it back."""
    if not ids:
        return []
    changing = update(ALERT).where(ALERT.c.id.in_(ids), still).values(**said).returning(ALERT.c.id)
    return _told(connection, list(connection.execute(changing).scalars()))
