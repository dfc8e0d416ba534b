"""What the ledger was reckoned with, and reckoning all of it anew when that has changed.

A rebuild also prices work that no price was known for. What a closed day once cost at list price it keeps,
and a closed month its teams and its rates as well, unless it is named.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, Table, false, select, text, update

from db.audit import audit
from db.closing import OPEN, Reach, open_from
from db.engine import reading, writing
from db.placement import place_again
from db.reckon import reckon
from db.rollup import first_open_day
from db.tables import Account, Charge, Ledger, Meta, Stream, Usage
from db.telling import telling_months
from db.upsert import table_of, upsert
from db.window import day_counter

ACCOUNT, STREAM, LEDGER, META = table_of(Account), table_of(Stream), table_of(Ledger), table_of(Meta)
USAGE, CHARGE = table_of(Usage), table_of(Charge)
CURRENCY, ZONE = "reporting_currency", "reporting_timezone"
MOVE = """
UPDATE {table} SET day = :now WHERE day = :was AND stream_id = :stream AND external_id = :id
AND NOT EXISTS (SELECT 1 FROM {table} o WHERE o.day = :now AND o.stream_id = :stream AND o.external_id = :id)
"""


class ReckonedOtherwise(Exception):
    """The ledger was reckoned with another currency or time zone; one sentence says which and what to do."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild came to: days of accounts reckoned, and rows that now fall on another day."""

    days: int
    moved: int


def reckoned_with(connection: Connection) -> tuple[str, str] | None:
    """The reporting currency and time zone that the ledger was reckoned with; None before the first time."""
    said = {row.key: row.value for row in connection.execute(select(META))}
    return (said[CURRENCY], said[ZONE]) if CURRENCY in said else None


def check(connection: Connection, currency: str, zone: ZoneInfo) -> None:
    """Whether the ledger may be added to with these settings, which the first time are remembered.

    Raises ReckonedOtherwise. Needs a transaction that writes.
    """
    known = reckoned_with(connection)
    if known is None:
        _remember(connection, currency, zone)
    elif known != (currency, zone.key):
        raise ReckonedOtherwise(
            f"the ledger was reckoned in {known[0]} by days of {known[1]}, but reelspend.toml says {currency} and"
            f" {zone.key}; run `reelspend db rebuild`, or set reporting_currency and reporting_timezone back"
        )


def check_reckoned(engine: Engine, currency: str, zone: ZoneInfo) -> None:
    """Whether the ledger's money and days may be shown under these settings. Raises ReckonedOtherwise."""
    with reading(engine) as connection:
        if reckoned_with(connection):
            check(connection, currency, zone)


def rebuild(engine: Engine, *, currency: str, zone: ZoneInfo, now: datetime, reach: Reach = OPEN) -> Rebuilt:
    """Reckon every day of every account anew, an account at a time; run it again if it was cut off.

    Another currency than before moves every closed month as well, and the audit says how.
    """
    with reading(engine) as connection:
        known = reckoned_with(connection)
        accounts = connection.execute(select(ACCOUNT.c.id).order_by(ACCOUNT.c.id)).scalars().all()
    days = moved = 0
    for account_id in accounts:
        with writing(engine) as connection:
            moved += _move(connection, account_id, zone)
            another = known is not None and known[0] != currency
            with telling_months(connection, reach, now, "rebuild", account_id):
                days += _reckon(connection, account_id, currency, now, reach, another=another)
    with writing(engine) as connection:
        if known not in (None, (currency, zone.key)):
            audit(connection, now, "rebuild", "currency and days", " ".join(known or ()), f"{currency} {zone.key}")
        _remember(connection, currency, zone)
    return Rebuilt(days, moved)


def _remember(connection: Connection, currency: str, zone: ZoneInfo) -> None:
    upsert(connection, META, ("key",), ("value",), [(CURRENCY, currency), (ZONE, zone.key)])


def _move(connection: Connection, account_id: int, zone: ZoneInfo) -> int:
    """Put rows with a time of their own on the day that `zone` counts; how many moved.

    A row that would meet its like there stays where it is, so that no money is lost.
    """
    mine = (STREAM.c.account_id == account_id, STREAM.c.own_days == false())
    streams = connection.execute(select(STREAM.c.id).where(*mine)).scalars().all()
    return sum(_move_stream(connection, table, stream, zone) for stream in streams for table in (USAGE, CHARGE))


def _move_stream(connection: Connection, table: Table, stream: int, zone: ZoneInfo) -> int:
    """From the last day back and, where a row was still in another's way, once more from the first day on."""
    day_of = day_counter(zone)
    asked = select(table.c.day).where(table.c.stream_id == stream).distinct().order_by(table.c.day)
    days = connection.execute(asked).scalars().all()
    moved = 0
    for order in (days[::-1], days):
        tried = [_move_day(connection, table, stream, day, day_of) for day in order]
        moved += sum(done for done, _ in tried)
        if all(done == wanted for done, wanted in tried):
            break
    return moved


def _move_day(
    connection: Connection, table: Table, stream: int, day: int, day_of: Callable[[int], int]
) -> tuple[int, int]:
    """How many rows left a day, and how many should have."""
    mine = (table.c.day == day, table.c.stream_id == stream)
    rows = connection.execute(select(table.c.external_id, table.c.at).where(*mine))
    moving = [
        {"was": day, "now": now, "stream": stream, "id": known} for known, at in rows if (now := day_of(at)) != day
    ]
    done = connection.execute(text(MOVE.format(table=table.name)), moving).rowcount if moving else 0
    return done, len(moving)


def _reckon(
    connection: Connection, account_id: int, currency: str, now: datetime, reach: Reach, *, another: bool
) -> int:
    """Reckon all days of an account; those named, and all of them in another currency, without what they keep."""
    place_again(connection, account_id, reach)
    _forget_unknown(connection, account_id)
    closed, first_open = open_from(connection, account_id), first_open_day(connection, account_id)
    days = _days(connection, account_id)
    anew = {day for day in days if another or (day < closed and reach.names(day // 100))}
    for some, wholly in ((days - anew, False), (anew, True)):
        reckon(
            connection, account_id, some,
            currency=currency, closed_before=first_open, now=now, who="rebuild", anew=wholly,
        )  # fmt: skip
    return len(days)


def _forget_unknown(connection: Connection, account_id: int) -> None:
    """Let the list costs that are not known be asked for again, except in closed months."""
    mine = USAGE.c.stream_id.in_(select(STREAM.c.id).where(STREAM.c.account_id == account_id))
    limits = (mine, USAGE.c.list_cost.is_(None), USAGE.c.day >= open_from(connection, account_id))
    connection.execute(update(USAGE).where(*limits).values(basis=""))


def _days(connection: Connection, account_id: int) -> set[int]:
    """Every day (YYYYMMDD) on which an account has, or had, something."""
    streams = select(STREAM.c.id).where(STREAM.c.account_id == account_id)
    days: set[int] = set(connection.execute(select(LEDGER.c.day).where(LEDGER.c.account_id == account_id)).scalars())
    for table in (USAGE, CHARGE):
        asked = select(table.c.day).where(table.c.stream_id.in_(streams)).distinct()
        days.update(connection.execute(asked).scalars())
    return days
