"""Slots of the clock: each go of a job is taken once, whoever takes it, also after somebody was killed in the middle.

A slot is an instant at which a job is to be done. What is done in one is safe to be done again: so a slot that was
begun and never ended is given to somebody else, once, when its holder has died or has been at it for too long.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from db.lease import is_dead
from db.tables import Slot
from db.upsert import table_of, upsert
from db.window import instant_of, microseconds

SLOT = table_of(Slot)
TOO_LONG: Final = timedelta(hours=1)
"""After so long somebody of whom we cannot know whether they live is taken for dead."""
AGAIN: Final = " again"
"""What stands behind the holder of a slot that was taken over: it is not taken over a second time."""


@dataclass(frozen=True, slots=True)
class Went:
    """How a job's slot went: `ended` is None while somebody is at it or was killed; `error` is "" if it went well."""

    job: str
    slot: datetime
    started: datetime
    ended: datetime | None = None
    error: str = ""


def take(connection: Connection, job: str, slot: datetime, holder: str, now: datetime) -> bool:
    """Take a slot, to be committed before anything is done for it; False if it is somebody else's, or over."""
    row = (job, microseconds(slot), holder, microseconds(now), "")
    new = upsert(connection, SLOT, ("job", "slot"), (), [row], once=("holder", "started", "error"))
    return bool(new) or _take_over(connection, job, slot, holder, now)


def end(connection: Connection, job: str, slot: datetime, holder: str, now: datetime, error: str = "") -> bool:
    """Say what became of a slot; False if somebody has taken it over in the meantime."""
    mine = (*_of(job, slot), SLOT.c.ended.is_(None), SLOT.c.holder.in_([holder, holder + AGAIN]))
    said = {"ended": microseconds(now), "error": error}
    return connection.execute(update(SLOT).where(*mine).values(**said)).rowcount == 1


def give_back(connection: Connection, job: str, slot: datetime, holder: str) -> None:
    """Let somebody else take a slot that was begun and could not be ended."""
    mine = (*_of(job, slot), SLOT.c.ended.is_(None), SLOT.c.holder.in_([holder, holder + AGAIN]))
    connection.execute(delete(SLOT).where(*mine))


def last_slots(connection: Connection) -> dict[str, Went]:
    """The last slot of each job that anybody took, by the job's name."""
    last = select(SLOT.c.job, func.max(SLOT.c.slot).label("slot")).group_by(SLOT.c.job).subquery()
    asked = select(SLOT).join(last, (SLOT.c.job == last.c.job) & (SLOT.c.slot == last.c.slot))
    return {row.job: _went(row) for row in connection.execute(asked)}


def forget_coming(connection: Connection, after: datetime) -> int:
    """Forget slots whose instant is yet to come: they were taken by a clock that was wrong. How many those were."""
    return connection.execute(delete(SLOT).where(SLOT.c.slot > microseconds(after))).rowcount


def forget_past(connection: Connection, before: datetime) -> int:
    """Forget slots from before an instant, but not the last of a job; how many those were."""
    other = SLOT.alias("other")
    last = select(func.max(other.c.slot)).where(other.c.job == SLOT.c.job).scalar_subquery()
    return connection.execute(delete(SLOT).where(SLOT.c.slot < microseconds(before), SLOT.c.slot < last)).rowcount


def _take_over(connection: Connection, job: str, slot: datetime, holder: str, now: datetime) -> bool:
    row = connection.execute(select(SLOT).where(*_of(job, slot))).one_or_none()
    if row is None or row.ended is not None or row.holder.endswith(AGAIN) or not _is_left(row, now):
        return False
    as_read = (*_of(job, slot), SLOT.c.ended.is_(None), SLOT.c.holder == row.holder)
    mine = {"holder": holder + AGAIN, "started": microseconds(now)}
    return connection.execute(update(SLOT).where(*as_read).values(**mine)).rowcount == 1


def _is_left(row: Any, now: datetime) -> bool:
    """Whether nobody works for a slot any more; a clock that was set back keeps none for long."""
    return is_dead(row.holder) or abs(now - instant_of(row.started)) >= TOO_LONG


def _of(job: str, slot: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return SLOT.c.job == job, SLOT.c.slot == microseconds(slot)


def _went(row: Any) -> Went:
    ended = None if row.ended is None else instant_of(row.ended)
    return Went(row.job, instant_of(row.slot), instant_of(row.started), ended, row.error)
