"""Reckon the touched days of an account anew: price, settle, place, roll up; all in the caller's transaction."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, select, update

from db.facets import every_facet
from db.job_log import add_log, has_log
from db.outcome import BillLine, Piece, Terms, reckoned
from db.placement import place_like, place_new
from db.prices import PriceBook
from db.rates import keep_rates, kept_rates
from db.rollup import first_open_day, roll_up, unbilled_days
from db.store import USAGE as WORK
from db.store import Unwritten
from db.tables import Account, Charge, Price, Stream, Usage
from db.telling import telling_days
from db.upsert import in_parts, table_of, update_rows, upsert

ACCOUNT, PRICE, STREAM = table_of(Account), table_of(Price), table_of(Stream)
USAGE, CHARGE = table_of(Usage), table_of(Charge)
KEYS = ("day", "stream_id", "external_id")
RECKONED = ("list_cost", "billed", "cost", "worth", "basis")
LINE_RECKONED = ("alone", "cost", "list_cost")
SAID = (*KEYS, *WORK.said)
OF_PIECE = itemgetter(*(SAID.index(name) for name in Piece._fields if name in SAID))
UNRECKONED = (None, None, None, None, "")
Row = tuple[Any, ...]


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
    anew: bool = False,
    unwritten: Unwritten | None = None,
) -> None:
    """Settle these days (YYYYMMDD) of an account into `currency` and roll them up; `unwritten` of them is written.

    A day before `closed_before` is closed: its work keeps the list cost it once had, work without a bill
    line was never billed, and if a later truth moves its cost, the audit says so of `who` brought it. Days
    of a closed month keep their rates as well. What is kept is asked for again only when told to (`anew`).
    """
    days = sorted({*days, *(unwritten or ())})
    if not days:
        return
    account = connection.execute(select(ACCOUNT).where(ACCOUNT.c.id == account_id)).one()
    terms = _terms(connection, account, () if anew else days, currency, closed_before if account.bills else 0, book)
    with telling_days(connection, account, days, now, who):
        if anew:
            forget_list_costs(connection, account_id, days)
        _reckon_days(connection, terms, days, unwritten or {})
        roll_up(connection, account_id, days, terms.closed_before)
        keep_rates(connection, account_id, days, currency, terms.rate)


def _terms(
    connection: Connection, account: Any, keeping: Iterable[int], currency: str, first_open: int, book: PriceBook | None
) -> Terms:
    """What an account is reckoned by; of the days `keeping`, those of closed months have the rates they had."""
    rate = kept_rates(connection, account.id, [day for day in keeping if day < account.open_from], currency)
    book = book or price_book(connection)
    return Terms(account.id, account.provider, book, rate, first_open, kept_before=account.open_from)


def _reckon_days(connection: Connection, terms: Terms, days: Sequence[int], unwritten: Unwritten) -> None:
    """Settle each day, and add what job logs say of it."""
    logged = has_log(connection, terms.account_id)
    for day in days:
        _reckon_day(connection, terms, day, chain.from_iterable(rows() for rows in unwritten.get(day, ())))
        if logged:
            _meet_logged(connection, terms, day)


def reckon_open(connection: Connection, *, currency: str, now: datetime, who: str = "price sheets") -> int:
    """Reckon what no bill has settled yet, of every account: a new price may hold for it. Closed days stay.

    How many days of accounts that were.
    """
    reckoned = 0
    for account_id in connection.execute(select(ACCOUNT.c.id).order_by(ACCOUNT.c.id)).scalars().all():
        first = first_open_day(connection, account_id)
        days = unbilled_days(connection, account_id, first)
        reckon(connection, account_id, days, currency=currency, closed_before=first, now=now, who=who)
        reckoned += len(days)
    return reckoned


def forget_list_costs(connection: Connection, account_id: int, days: Collection[int]) -> None:
    """Let the list costs of these days be asked for again."""
    mine = USAGE.c.stream_id.in_(select(STREAM.c.id).where(STREAM.c.account_id == account_id))
    for some in in_parts(days):
        connection.execute(update(USAGE).where(mine, USAGE.c.day.in_(some)).values(basis=""))


def price_book(connection: Connection) -> PriceBook:
    """Every price the ledger knows, in an order that does not depend on chance."""
    return PriceBook(connection.execute(select(PRICE).order_by(*PRICE.primary_key)).all())


def _reckon_day(connection: Connection, terms: Terms, day: int, unwritten: Iterable[Row]) -> None:
    """What stands in the ledger is held against what it should be now; what is unwritten goes in as it should be.

    Both in the order of their keys, so that what falls on whom depends neither on chance nor on the database.
    """
    stored: list[tuple[Piece, Row]] = [
        (Piece._make(row), ()) for row in _rows(connection, terms, USAGE, day, Piece._fields)
    ]
    pairs = sorted(chain(stored, ((Piece._make((*OF_PIECE(row), *UNRECKONED)), row) for row in unwritten)))
    work = [piece for piece, _ in pairs]
    lines = sorted(BillLine._make(row) for row in _rows(connection, terms, CHARGE, day, BillLine._fields))
    _meet(connection, terms, {row.facet_id for row in work} | {row.facet_id for row in lines})
    outcomes, values = reckoned(terms, day, work, lines)
    news = [(*row, *outcome) for (_, row), outcome in zip(pairs, outcomes, strict=True) if row]
    upsert(connection, USAGE, KEYS, WORK.said, news, once=RECKONED)
    update_rows(connection, USAGE, RECKONED, KEYS, _changed(day, work, outcomes) if stored else ())
    update_rows(connection, CHARGE, LINE_RECKONED, KEYS, _changed(day, lines, values))


def _changed(day: int, rows: Sequence[Row], now: Sequence[Row]) -> list[Row]:
    """What to write of the rows, which begin with their keys, that do not yet end as they should now."""
    return [(*said, day, row[0], row[1]) for row, said in zip(rows, now, strict=True) if row[-len(said) :] != said]


def _rows(connection: Connection, terms: Terms, table: Table, day: int, columns: Iterable[str]) -> Sequence[Any]:
    streams = select(STREAM.c.id).where(STREAM.c.account_id == terms.account_id)
    asked = select(*(table.c[name] for name in columns)).where(table.c.day == day, table.c.stream_id.in_(streams))
    return connection.execute(asked).all()


def _meet_logged(connection: Connection, terms: Terms, day: int) -> None:
    """Add what job logs say of a day's work; what is known otherwise by that has a team as well."""
    like = add_log(connection, terms.account_id, day, terms.facets)
    strange = {facet: other for facet, other in like.items() if facet not in terms.facets}
    if kept := {facet: other for facet, other in strange.items() if other is not None}:
        place_like(connection, terms.account_id, kept)
    _meet(connection, terms, set(strange))


def _meet(connection: Connection, terms: Terms, facets: set[int]) -> None:
    """Facets that this reckoning has not met: their words, and a team for those that have none."""
    strange = facets - set(terms.facets)
    if strange:
        terms.facets |= every_facet(connection, strange)
        place_new(connection, terms.account_id, strange)
