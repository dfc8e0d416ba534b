"""Reckon the touched days of an account anew: price, settle, place, roll up; all in the caller's transaction."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, select

from db.audit import audit
from db.facets import every_facet
from db.money import from_nano, plain
from db.outcome import BillLine, Piece, Terms, reckoned
from db.placement import place_new
from db.prices import PriceBook
from db.rates import rates
from db.rollup import BY_TEAM, CLOSED, first_open_day, roll_up, unbilled_days
from db.tables import Account, Charge, Price, Stream, Usage
from db.upsert import table_of, update_rows

ACCOUNT, PRICE, STREAM = table_of(Account), table_of(Price), table_of(Stream)
USAGE, CHARGE = table_of(Usage), table_of(Charge)
KEYS = ("day", "stream_id", "external_id")
RECKONED = ("list_cost", "billed", "cost", "worth", "basis")
LINE_RECKONED = ("alone", "cost", "list_cost")


def reckon(
    connection: Connection,
    account_id: int,
    days: Collection[int],
    *,
    currency: str,
    closed_before: int,
    now: datetime,
    book: PriceBook | None = None,
    who: str = "collection",
) -> None:
    """Settle these days (YYYYMMDD) of an account into `currency` and roll them up.

    A day before `closed_before` is closed: its work keeps the list cost it once had, work without a bill
    line was never billed, and if a later truth moves its cost, the audit says so of `who` brought it.
    """
    if not days:
        return
    account = connection.execute(select(ACCOUNT).where(ACCOUNT.c.id == account_id)).one()
    before = _closed_sums(connection, account_id, days)
    first_open = closed_before if account.bills else 0
    terms = Terms(account_id, account.provider, book or price_book(connection), rates(connection, currency), first_open)
    for day in sorted(days):
        _reckon_day(connection, terms, day)
    roll_up(connection, account_id, days, first_open)
    for day, said in before.items():
        _tell(connection, account, day, said, now, who)


def reckon_open(connection: Connection, *, currency: str, now: datetime) -> None:
    """Reckon what no bill has settled yet, of every account: a new price may hold for it. Closed days stay."""
    for account_id in connection.execute(select(ACCOUNT.c.id).order_by(ACCOUNT.c.id)).scalars().all():
        first = first_open_day(connection, account_id)
        days = unbilled_days(connection, account_id, first)
        reckon(connection, account_id, days, currency=currency, closed_before=first, now=now, who="price sheets")


def price_book(connection: Connection) -> PriceBook:
    """Every price the ledger knows, in an order that does not depend on chance."""
    return PriceBook(connection.execute(select(PRICE).order_by(*PRICE.primary_key)).all())


def _reckon_day(connection: Connection, terms: Terms, day: int) -> None:
    work = [Piece._make(row) for row in _rows(connection, terms, USAGE, day, Piece._fields)]
    lines = [BillLine._make(row) for row in _rows(connection, terms, CHARGE, day, BillLine._fields)]
    _meet(connection, terms, {row.facet_id for row in work} | {row.facet_id for row in lines})
    outcomes, values = reckoned(terms, day, work, lines)
    update_rows(connection, USAGE, RECKONED, KEYS, _changed(day, work, outcomes))
    update_rows(connection, CHARGE, LINE_RECKONED, KEYS, _changed(day, lines, values))


def _changed(day: int, rows: Sequence[tuple[Any, ...]], now: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """What to write of the rows, which begin with their keys, that do not yet end as they should now."""
    return [(*said, day, row[0], row[1]) for row, said in zip(rows, now, strict=True) if row[-len(said) :] != said]


def _rows(connection: Connection, terms: Terms, table: Table, day: int, columns: Iterable[str]) -> Sequence[Any]:
    """A day's rows in the order of their keys, so that what falls on whom never depends on chance."""
    streams = select(STREAM.c.id).where(STREAM.c.account_id == terms.account_id)
    asked = select(*(table.c[name] for name in columns)).where(table.c.day == day, table.c.stream_id.in_(streams))
    return connection.execute(asked.order_by(table.c.stream_id, table.c.external_id)).all()


def _meet(connection: Connection, terms: Terms, facets: set[int]) -> None:
    """Facets that this reckoning has not met: their words, and a team for those that have none."""
    strange = facets - set(terms.facets)
    if strange:
        terms.facets |= every_facet(connection, strange)
        place_new(connection, terms.account_id, strange)


def _closed_sums(connection: Connection, account_id: int, days: Iterable[int]) -> dict[int, str]:
    """What each team has of those days that were already closed, as text for the audit."""
    closed = connection.execute(CLOSED, {"account": account_id}).scalars().all()
    return {day: _sums(connection, account_id, day) for day in sorted(set(days) & set(closed))}


def _tell(connection: Connection, account: Any, day: int, before: str, now: datetime, who: str) -> None:
    after = _sums(connection, account.id, day)
    if after != before:
        audit(connection, now, who, f"closed day {day} of {account.name} settled anew", before, after)


def _sums(connection: Connection, account_id: int, day: int) -> str:
    return ", ".join(
        f"{team} {_told(cost)}" + ("" if unconverted is None else f" and {_told(unconverted)} not converted")
        for team, cost, unconverted in connection.execute(BY_TEAM, {"account": account_id, "day": day})
    )


def _told(nano: int | None) -> str:
    return plain(from_nano(int(nano or 0)))
