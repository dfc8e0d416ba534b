"""The accounts that the ledger knows, and how far each has been collected."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, func, insert, select

from db.tables import Account, Facet, Placement, Run, Stream
from db.upsert import table_of, upsert
from db.window import instant_of, microseconds

ACCOUNT, RUN, FACET, PLACEMENT = table_of(Account), table_of(Run), table_of(Facet), table_of(Placement)
STREAM = table_of(Stream)
RUN_SAYS = tuple(column.name for column in RUN.c)[1:]
HOUR: Final = timedelta(hours=1)
SAID = ("provider", "default_team", "reread", "bills")


@dataclass(frozen=True, slots=True)
class Ran:
    """How one collection or import went: what was asked, what came, what it changed, what went wrong."""

    what: str
    since: datetime
    until: datetime
    started: datetime
    ended: datetime
    requests: int = 0
    rows: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    error: str = ""
    permanent: bool = False


def account_number(
    connection: Connection, name: str, provider: str, default_team: str = "", reread: int = 0, *, bills: bool = True
) -> int:
    """The number of an account, added when new and brought up to date with the configuration."""
    upsert(connection, ACCOUNT, ("name",), SAID, [(name, provider, default_team, reread, bills)])
    return int(connection.execute(select(ACCOUNT.c.id).where(ACCOUNT.c.name == name)).scalar_one())


def account_names(connection: Connection) -> dict[str, int]:
    """Every account that the ledger knows: its number by its name."""
    return {row.name: row.id for row in connection.execute(select(ACCOUNT.c.name, ACCOUNT.c.id))}


def was_collected(connection: Connection, account_id: int) -> bool:
    """Whether an account's provider has ever answered for its days."""
    good = (RUN.c.account_id == account_id, RUN.c.what == "collect", RUN.c.error == "")
    return connection.execute(select(RUN.c.id).where(*good).limit(1)).first() is not None


def reach(times: Collection[datetime], now: datetime) -> tuple[datetime, datetime]:
    """From when to when the hours of a file's lines reach, but for lines that are dated after `now`.

    Where all are, it ends after `now`.
    """
    past = [at for at in times if at <= now]
    return min(times), min(now, max(past) + HOUR) if past else max(times) + HOUR


def write_run(connection: Connection, account_id: int, ran: Ran) -> None:
    """Keep one Run row."""
    times = (microseconds(at) for at in (ran.since, ran.until, ran.started, ran.ended))
    counts = (ran.requests, ran.rows, ran.new, ran.changed, ran.gone)
    row = (account_id, ran.what, *times, *counts, ran.error, ran.permanent)
    connection.execute(insert(RUN).values(dict(zip(RUN_SAYS, row, strict=True))))


def covered_until(connection: Connection, account_id: int, start: datetime) -> datetime:
    """Up to where, without a gap from `start`, this account has been collected."""
    good = select(RUN.c.since, RUN.c.until).where(
        RUN.c.account_id == account_id, RUN.c.what == "collect", RUN.c.error == ""
    )
    covered = microseconds(start)
    for since, until in connection.execute(good.order_by(RUN.c.since, RUN.c.until)):
        if since > covered:
            break
        covered = max(covered, until)
    return instant_of(covered)


def imported_until(connection: Connection, account_id: int, kind: str) -> datetime | None:
    """Up to where the latest file of a kind reaches that was brought in for this account."""
    asked = select(func.max(RUN.c.until)).where(
        RUN.c.account_id == account_id, RUN.c.what == f"import {kind}", RUN.c.error == ""
    )
    latest = connection.execute(asked).scalar_one()
    return None if latest is None else instant_of(latest)


def endpoints(connection: Connection, account_id: int) -> frozenset[str]:
    """Every raw endpoint, SKU or line item that this account's work was done with."""
    mine = select(PLACEMENT.c.facet_id).where(PLACEMENT.c.account_id == account_id)
    found = connection.execute(select(FACET.c.endpoint).where(FACET.c.id.in_(mine)).distinct())
    return frozenset(found.scalars()) - {""}


def sources_of(connection: Connection, name: str) -> set[str]:
    """The sources that facts of the account of that name have come from."""
    known = select(STREAM.c.source).join(ACCOUNT, ACCOUNT.c.id == STREAM.c.account_id).where(ACCOUNT.c.name == name)
    return set(connection.execute(known).scalars())
