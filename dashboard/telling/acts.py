"""What a reader may do about alerts, and in whose name it is done."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from dashboard.view import View
from db import alert_acts as acts
from db.alert_acts import Act
from db.alert_list import Seen
from db.engine import reading
from db.lists import stored_members

WHO: Final = "dashboard"


def seen(view: View, *, open_only: bool = False, numbers: Collection[int] = ()) -> Seen:
    """The alerts that this reader may see; just those of the numbers, where some are given."""
    return Seen(view.reader.teams, open_only, frozenset(numbers) or None)


def may_act(view: View) -> bool:
    """Whether this reader may do something about alerts: everybody but viewers."""
    if view.reader.teams is None:
        return True
    with reading(view.engine) as connection:
        return any(one.email == view.reader.name and one.role != "viewer" for one in stored_members(connection))


def acknowledge(view: View, number: int, now: datetime) -> bool:
    """Say that they look after it; whether they are the first. Raises NotDone."""
    return acts.acknowledge(view.engine, seen(view), number, now, who(view))


def snooze(view: View, number: int, until: datetime, now: datetime) -> bool:
    """Ask for silence about it until then; whether that is news. Raises NotDone."""
    return acts.snooze(view.engine, seen(view), number, until, now, who(view))


def plan(view: View, number: int, why: str, now: datetime) -> bool:
    """Say that it was meant to be; whether that is news. Raises NotDone."""
    return acts.plan(view.engine, seen(view), number, why, now, who(view))


def take_back(view: View, number: int, act: Act, now: datetime) -> bool:
    """Undo what was done about it; whether anything was. Raises NotDone."""
    return acts.take_back(view.engine, seen(view), number, act, now, who(view))


def who(view: View) -> str:
    """The reader's name in the audit."""
    return view.reader.name or WHO
