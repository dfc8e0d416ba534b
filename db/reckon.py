"""Reckon the touched days of an account anew: price, settle, place, roll up; all in the caller's transaction."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from db.audit import audit
from db.facets import every_facet
from db.facts import Facet
from db.money import from_nano, plain
from db.placement import place_new
from db.prices import PriceBook, Quote, Rate, converted, list_cost
from db.rates import rates
from db.rollup import BILL_OF, BY_TEAM, roll_up
from db.settle import Line, Settled, Share, Work, pays_for, settle
from db.tables import Account, Charge, Price, Stream, Usage
from db.upsert import table_of, update_rows

ACCOUNT, PRICE, STREAM = table_of(Account), table_of(Price), table_of(Stream)
USAGE, CHARGE = table_of(Usage), table_of(Charge)
KEYS = ("day", "stream_id", "external_id")
RECKONED = ("list_cost", "billed", "cost", "worth", "basis")
LINE_RECKONED = ("alone", "cost", "list_cost")
Outcome = tuple[int | None, int | None, int | None, int | None, str]


@dataclass(slots=True)
class Terms:
    """What a reckoning goes by. `closed_before` is the first open day (YYYYMMDD); `facets` those met so far."""

    account_id: int
    seller: str
    book: PriceBook
    rate: Rate
    closed_before: int
    facets: dict[int, Facet]


def reckon(
    connection: Connection,
    account_id: int,
    days: Collection[int],
    *,
    currency: str,
    closed_before: int,
    now: datetime,
    book: PriceBook | None = None,
) -> None:
    """Settle these days (YYYYMMDD) of an account into `currency` and roll them up.

    A day before `closed_before` is closed: its work keeps the price it once had, work without a bill line
    was never billed, and if a later truth moves its cost, the audit says so.
    """
    if not days:
        return
    account = connection.execute(select(ACCOUNT).where(ACCOUNT.c.id == account_id)).one()
    terms = Terms(
        account_id,
        account.provider,
        book or price_book(connection),
        rates(connection, currency),
        closed_before if account.bills else 0,
        {},
    )
    before = _closed_sums(connection, account_id, days)
    for day in sorted(days):
        _reckon_day(connection, terms, day)
    roll_up(connection, account_id, days, terms.closed_before)
    for day, said in before.items():
        after = _sums(connection, account_id, day)
        if after != said:
            audit(connection, now, "collection", f"closed day {day} of {account.name} settled anew", said, after)


def price_book(connection: Connection) -> PriceBook:
    """Every price the ledger knows."""
    return PriceBook(connection.execute(select(PRICE)).all())


def _reckon_day(connection: Connection, terms: Terms, day: int) -> None:
    streams = select(STREAM.c.id).where(STREAM.c.account_id == terms.account_id)
    work = _rows(connection, USAGE, day, streams, ("facet_id", "seconds", "clips", "quantity", "stated", *RECKONED))
    lines = _rows(connection, CHARGE, day, streams, ("facet_id", "amount", "list_amount", "pays_for", *LINE_RECKONED))
    _meet(connection, terms, {row.facet_id for row in (*work, *lines)})
    listed = _listed(terms, day, work)
    settled = _settled(terms, day, work, listed, lines)
    outcomes = _outcomes(terms, day, work, listed, settled)
    changed = [
        (*outcome, day, row.stream_id, row.external_id)
        for row, outcome in zip(work, outcomes, strict=True)
        if outcome != (row.list_cost, row.billed, row.cost, row.worth, row.basis)
    ]
    update_rows(connection, USAGE, RECKONED, KEYS, changed)
    update_rows(connection, CHARGE, LINE_RECKONED, KEYS, _changed_lines(terms, day, lines, settled))


def _rows(connection: Connection, table: Any, day: int, streams: Any, columns: Iterable[str]) -> Sequence[Any]:
    """A day's rows in the order of their keys, so that what falls on whom never depends on chance."""
    asked = select(table.c.stream_id, table.c.external_id, *(table.c[name] for name in columns))
    mine = asked.where(table.c.day == day, table.c.stream_id.in_(streams))
    return connection.execute(mine.order_by(table.c.stream_id, table.c.external_id)).all()


def _meet(connection: Connection, terms: Terms, facets: set[int]) -> None:
    """Facets that this reckoning has not met: their words, and a team for those that have none."""
    strange = facets - set(terms.facets)
    if strange:
        terms.facets |= every_facet(connection, strange)
        place_new(connection, terms.account_id, strange)


def _listed(terms: Terms, day: int, work: Sequence[Any]) -> list[int | None]:
    """List cost of each piece of work in the reporting currency; on a closed day what it once was stays."""
    closed = day < terms.closed_before
    quotes = {
        number: terms.book.quote(terms.seller, terms.facets[number], day) for number in {r.facet_id for r in work}
    }
    return [
        row.list_cost if closed and row.list_cost is not None else _list_cost(terms, day, row, quotes[row.facet_id])
        for row in work
    ]


def _list_cost(terms: Terms, day: int, row: Any, quote: Quote | None) -> int | None:
    if quote is None:
        return None
    asked = list_cost(quote, terms.facets[row.facet_id].unit, row.seconds, row.clips, row.quantity)
    return converted(asked, quote.currency, day, terms.rate)


def _settled(terms: Terms, day: int, work: Sequence[Any], listed: list[int | None], lines: Sequence[Any]) -> Settled:
    facets, rate = terms.facets, terms.rate
    known: dict[tuple[int, int], bool] = {}

    def pays(line: int, piece: int) -> bool:
        if (line, piece) not in known:
            known[line, piece] = pays_for(facets[line], facets[piece])
        return known[line, piece]

    pieces = [
        Work(row.external_id, row.facet_id, row.seconds, price)
        for row, price in zip(work, _prices(terms, day, work, listed), strict=True)
    ]
    bill = [
        Line(
            row.facet_id,
            row.amount,
            converted(row.amount, facets[row.facet_id].currency, day, rate),
            row.pays_for,
            facets[row.facet_id].category == "usage",
        )
        for row in lines
    ]
    return settle(pieces, bill, pays)


def _prices(terms: Terms, day: int, work: Sequence[Any], listed: list[int | None]) -> list[int | None]:
    """What each piece is worth in the reporting currency: as the provider states it, else its list cost."""
    return [
        price if row.stated is None else converted(row.stated, terms.facets[row.facet_id].currency, day, terms.rate)
        for row, price in zip(work, listed, strict=True)
    ]


def _outcomes(terms: Terms, day: int, work: Sequence[Any], listed: list[int | None], settled: Settled) -> list[Outcome]:
    closed, shares = day < terms.closed_before, settled.shares
    return [
        _billed(price, shares[position]) if position in shares else _without_line(terms, day, row, price, closed)
        for position, (row, price) in enumerate(zip(work, listed, strict=True))
    ]


def _billed(price: int | None, share: Share) -> Outcome:
    return price, share.billed, share.cost, None, "billed"


def _without_line(terms: Terms, day: int, row: Any, price: int | None, closed: bool) -> Outcome:
    """Work that no line pays for: as stated or estimated while the day is open; once closed, never billed."""
    if row.stated is None and price is None:
        return None, None, None, None, "unpriced"
    currency = terms.facets[row.facet_id].currency
    cost = price if row.stated is None else converted(row.stated, currency, day, terms.rate)
    if closed:
        return price, 0, 0, cost, "billed"
    if row.stated is not None:
        return price, row.stated, cost, None, "stated"
    return price, price if terms.rate(currency, day) == 10**9 else None, cost, None, "estimated"


def _changed_lines(terms: Terms, day: int, lines: Sequence[Any], settled: Settled) -> list[tuple[Any, ...]]:
    rows = []
    for number, row in enumerate(lines):
        facet = terms.facets[row.facet_id]
        cost = converted(row.amount, facet.currency, day, terms.rate)
        now = (int(number in settled.alone), cost, converted(row.list_amount, facet.currency, day, terms.rate))
        if now != (row.alone, row.cost, row.list_cost):
            rows.append((*now, day, row.stream_id, row.external_id))
    return rows


def _closed_sums(connection: Connection, account_id: int, days: Iterable[int]) -> dict[int, str]:
    """What each team has of those days that were already closed, as text for the audit."""
    closed = connection.execute(BILL_OF, {"account": account_id}).scalars().all()
    return {day: _sums(connection, account_id, day) for day in sorted(set(days) & set(closed))}


def _sums(connection: Connection, account_id: int, day: int) -> str:
    rows = connection.execute(BY_TEAM, {"account": account_id, "day": day})
    return ", ".join(
        f"{team} {'not converted' if cost is None else plain(from_nano(int(cost)))}" for team, cost in rows
    )
