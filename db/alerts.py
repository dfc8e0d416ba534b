"""Lines crossed: recorded once each, and what became of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from db.scopes import filters
from db.tables import Alert
from db.upsert import table_of
from db.window import instant_of, microseconds

ALERT = table_of(Alert)


@dataclass(frozen=True, slots=True)
class Crossing:
    """A line that is crossed now, whoever has heard of it: once for each (rule, threshold, period).

    `kind` is a file in dashboard/alerts; `said` is one true sentence, `todo` what to do about it, `scope` narrows to
    the work it is about as a budget's does, `impact` is money of the reporting currency in nano-units, where it is
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
    def key(self) -> tuple[str, str, str]:
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
    """Write down each line that is crossed for the first time; those alone are given back, in their order."""
    known = {one.key for one in stored(connection)}
    fresh = {one.key: one for one in crossings if one.key not in known}
    for one in fresh.values():
        row = {name: getattr(one, name) for name in Crossing.__slots__} | {"at": microseconds(now)}
        connection.execute(ALERT.insert().values(**row))
    return sorted((one for one in stored(connection) if one.key in fresh), key=lambda one: one.id)


def resolve(connection: Connection, now: datetime, over: Callable[[Told], bool]) -> list[Told]:
    """Write down that these of the alerts that stand open are over; they are given back."""
    done = [one for one in stored(connection, unresolved=True) if over(one)]
    ids = [one.id for one in done]
    connection.execute(update(ALERT).where(ALERT.c.id.in_(ids)).values(resolved=microseconds(now)))
    return done
