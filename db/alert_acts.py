"""What people do about an alert: acknowledge it, snooze it, mark it as planned, and take that back; each audited."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import Connection, Engine, select, update

from db.alert_list import Seen, one_told
from db.alerts import ALERT, Told
from db.audit import audit
from db.engine import writing
from db.window import microseconds

Act = Literal["acknowledge", "snooze", "plan"]
LONGEST: Final = timedelta(days=366)
LONGEST_WHY: Final = 500


class NotDone(Exception):
    """Something that cannot be done about an alert. One sentence says why, and what to do."""


def acknowledge(engine: Engine, seen: Seen, number: int, now: datetime, who: str) -> bool:
    """Write down that somebody looks after it; whether they are the first. Raises NotDone."""
    with _open(engine, seen, number) as (connection, told):
        if told.acknowledged:
            return False
        _set(connection, told, acknowledged=microseconds(now), acknowledged_by=who)
        audit(connection, now, who, f"alert {number}", "", f"acknowledged: {told.said}")
    return True


def snooze(engine: Engine, seen: Seen, number: int, until: datetime, now: datetime, who: str) -> bool:
    """Let nobody be reminded of it until then; whether that is news. Raises NotDone."""
    if not now < until <= now + LONGEST:
        raise NotDone(f"{until:%Y-%m-%d %H:%M} is no time to snooze until; choose one of the next twelve months")
    with _open(engine, seen, number) as (connection, told):
        if told.snoozed_until == until:
            return False
        before = f"snoozed until {told.snoozed_until:%Y-%m-%d %H:%M %Z}" if told.snoozed_until else ""
        _set(connection, told, snoozed_until=microseconds(until), snoozed_by=who)
        audit(connection, now, who, f"alert {number}", before, f"snoozed until {until:%Y-%m-%d %H:%M %Z}: {told.said}")
    return True


def plan(engine: Engine, seen: Seen, number: int, why: str, now: datetime, who: str) -> bool:
    """Write down that this was meant to be, and why; whether that is news. Raises NotDone."""
    reason = " ".join(why.split())
    if not reason or len(reason) > LONGEST_WHY or not reason.isprintable():
        raise NotDone(f"say in one to {LONGEST_WHY} letters why it was planned")
    with _open(engine, seen, number) as (connection, told):
        if told.planned == reason:
            return False
        if told.planned:
            raise NotDone(f"alert {number} is planned already ({told.planned}); take that back first")
        _set(connection, told, planned=reason, planned_by=who)
        audit(connection, now, who, f"alert {number}", "", f"planned: {reason}: {told.said}")
    return True


def take_back(engine: Engine, seen: Seen, number: int, act: Act, now: datetime, who: str) -> bool:
    """Undo what was done about it, by whomever; whether anything was. Raises NotDone."""
    with _open(engine, seen, number) as (connection, told):
        before, nothing = _UNDONE[act](told)
        if not before:
            return False
        _set(connection, told, **nothing)
        audit(connection, now, who, f"alert {number}", before, f"taken back: {told.said}")
    return True


def _acknowledged(told: Told) -> tuple[str, dict[str, Any]]:
    said = f"acknowledged by {told.acknowledged_by}" if told.acknowledged else ""
    return said, {"acknowledged": None, "acknowledged_by": ""}


def _snoozed(told: Told) -> tuple[str, dict[str, Any]]:
    said = f"snoozed by {told.snoozed_by} until {told.snoozed_until:%Y-%m-%d %H:%M %Z}" if told.snoozed_until else ""
    return said, {"snoozed_until": None, "snoozed_by": ""}


def _planned(told: Told) -> tuple[str, dict[str, Any]]:
    said = f"planned by {told.planned_by}: {told.planned}" if told.planned else ""
    return said, {"planned": "", "planned_by": ""}


_UNDONE = {"acknowledge": _acknowledged, "snooze": _snoozed, "plan": _planned}


@contextmanager
def _open(engine: Engine, seen: Seen, number: int) -> Iterator[tuple[Connection, Told]]:
    """The alert within a transaction, if it may be seen and is not over. Raises NotDone."""
    with writing(engine) as connection:
        connection.execute(select(ALERT.c.id).where(ALERT.c.id == number).with_for_update())  # two at once take turns
        told = one_told(connection, seen, number)
        if told is None:
            raise NotDone(f"there is no alert {number}; the list of alerts has their numbers")
        if told.resolved:
            raise NotDone(f"alert {number} is over since {told.resolved:%Y-%m-%d}; there is nothing to do about it")
        yield connection, told


def _set(connection: Connection, told: Told, **values: Any) -> None:
    connection.execute(update(ALERT).where(ALERT.c.id == told.id).values(**values))
