"""A lease: at most one process at a time does a thing, and none holds it up for long after dying."""

import os
import socket
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, delete, or_, select, update

from db.tables import Lease
from db.upsert import table_of, upsert
from db.window import instant_of, microseconds

LEASE = table_of(Lease)
LASTS = timedelta(minutes=10)


class Taken(Exception):
    """Somebody else holds the lease; the text says who and until when, `holder` is the first alone."""

    def __init__(self, text: str, holder: str = "") -> None:
        super().__init__(text)
        self.holder = holder


def me() -> str:
    """This process, in words that another process on this machine can check."""
    return f"{socket.gethostname()} {os.getpid()} {_born(os.getpid())}"


def take(connection: Connection, name: str, holder: str, now: datetime) -> None:
    """Hold the lease from now on, also where its last holder has died. Raises Taken."""
    upsert(connection, LEASE, ("name",), (), [(name, "", 0)], once=("holder", "until"))
    held = connection.execute(select(LEASE).where(LEASE.c.name == name)).one()
    free = or_(LEASE.c.holder.in_(["", holder]), LEASE.c.until <= microseconds(now))
    if is_dead(held.holder):
        free = LEASE.c.holder == held.holder
    if not _hold(connection, name, holder, now, free):
        raise Taken(f"{held.holder} holds it until {instant_of(held.until):%Y-%m-%d %H:%M} UTC", held.holder)


def renew(connection: Connection, name: str, holder: str, now: datetime) -> None:
    """Hold on to the lease, in the transaction whose work it guards. Raises Taken when it was lost."""
    if not _hold(connection, name, holder, now, LEASE.c.holder == holder):
        raise Taken("somebody else has taken it over in the meantime")


def release(connection: Connection, name: str, holder: str) -> None:
    """Let go of the lease, if it is still held."""
    connection.execute(delete(LEASE).where(LEASE.c.name == name, LEASE.c.holder == holder))


def _hold(connection: Connection, name: str, holder: str, now: datetime, free: object) -> bool:
    claim = update(LEASE).where(LEASE.c.name == name, free)  # type: ignore[arg-type]  # a condition
    return connection.execute(claim.values(holder=holder, until=microseconds(now + LASTS))).rowcount == 1


def held(connection: Connection, name: str) -> tuple[str, datetime] | None:
    """Who holds a lease, and when they said last that they work; None where nobody does."""
    row = connection.execute(select(LEASE).where(LEASE.c.name == name, LEASE.c.holder != "")).one_or_none()
    return (row.holder, instant_of(row.until) - LASTS) if row else None


def is_dead(holder: str) -> bool:
    """Whether a holder was a process of this machine that is no more; False where we cannot know.

    What stands behind the words of `me` tells pieces of work of one process apart.
    """
    words = holder.split(" ")
    if len(words) < 3 or words[0] != socket.gethostname() or not words[1].isdigit():
        return False
    return _born(int(words[1])) != words[2]


def _born(pid: int) -> str:
    """When a process began, so that a number used again is not taken for the old one; "" when it is gone."""
    try:
        state, *numbers = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return "" if state in "ZX" else numbers[18]  # one that has died but was not yet buried is dead
    except OSError:
        pass
    try:
        os.kill(pid, 0)
    except OSError:
        return ""
    return "alive"
