"""Prices that a company has agreed with its sellers: kept just as they are said, and what they move settled anew."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, delete, select

from db.audit import audit
from db.closing import OPEN, Reach
from db.facets import every_facet
from db.facts import Price
from db.money import from_nano, plain
from db.prices import PriceBook
from db.resettle import prices_changed
from db.standing import PRICE, PRICE_KEY, PRICE_SAYS, row_of
from db.tables import Account, Placement
from db.upsert import table_of, upsert

ACCOUNT, PLACEMENT = table_of(Account), table_of(Placement)
OURS: Final = "negotiated"
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """What keeping negotiated prices changed: how many are new, changed and gone, and days of accounts settled anew."""

    new: int
    changed: int
    gone: int
    days: int


def key_of(price: Price) -> Row:
    """What tells a price from every other: its words and the day from which it holds."""
    return row_of(price)[: len(PRICE_KEY)]


def agree(
    connection: Connection,
    prices: Iterable[Price],
    *,
    replace: bool,
    currency: str,
    now: datetime,
    who: str,
    reach: Reach = OPEN,
) -> Agreed:
    """Keep these negotiated prices, and settle anew the days within `reach` that they may hold for, with an audit row.

    `replace`: those that are not among them are taken back.
    """
    before = {row[: len(PRICE_KEY)]: row for row in map(tuple, connection.execute(_stored()))}
    said = {key_of(price): row_of(price) for price in prices}
    gone = [key for key in before if replace and key not in said]
    news = [key for key, row in said.items() if before.get(key) != row]
    if gone or news:
        _keep(connection, said, gone, news)
        audit(connection, now, who, "negotiated prices", _told(before, [*gone, *news]), _told(said, news))
    since = _since([*gone, *(news if reach == OPEN else said)])
    days = prices_changed(connection, since, reach, currency=currency, now=now, who=who)
    changed = sum(key in before for key in news)
    return Agreed(len(news) - changed, changed, len(gone), days)


def _keep(connection: Connection, said: Mapping[Row, Row], gone: Iterable[Row], news: Iterable[Row]) -> None:
    for key in gone:
        connection.execute(delete(PRICE).where(*(PRICE.c[n] == word for n, word in zip(PRICE_KEY, key, strict=True))))
    upsert(connection, PRICE, PRICE_KEY, PRICE_SAYS, [said[key] for key in news])


def _since(keys: Iterable[Row]) -> dict[str, int]:
    """By seller, the first day that one of these prices holds for."""
    latest_first = sorted(((key[-1], key[0]) for key in keys), reverse=True)
    return {seller: day for day, seller in latest_first}


def idle(connection: Connection, prices: Collection[Price]) -> list[Price]:
    """Those of the prices that no work known so far can be priced by."""
    keys = {key_of(price): price for price in prices}
    stored = [row for row in connection.execute(_stored()) if tuple(row)[: len(PRICE_KEY)] in keys]
    facets = {seller: _facets(connection, seller) for seller in {row.seller for row in stored}}
    books = [(row, PriceBook([row])) for row in stored]
    return [
        keys[tuple(row)[: len(PRICE_KEY)]]
        for row, book in books
        if not any(book.quote(row.seller, facet, row.valid_from) for facet in facets[row.seller])
    ]


def _stored() -> Any:
    return select(PRICE).where(PRICE.c.origin == OURS).order_by(*PRICE.primary_key)


def _facets(connection: Connection, seller: str) -> Collection[Any]:
    """The words of all work and bill lines of a seller's accounts."""
    asked = select(PLACEMENT.c.facet_id).join(ACCOUNT, ACCOUNT.c.id == PLACEMENT.c.account_id)
    return every_facet(
        connection, set(connection.execute(asked.where(ACCOUNT.c.provider == seller)).scalars())
    ).values()


def _told(rows: Mapping[Row, Row], keys: Iterable[Row]) -> str:
    """Prices as text for the audit, one a line; none for those that are not there."""
    columns = [*PRICE_KEY, *PRICE_SAYS]
    known = (dict(zip(columns, rows[key], strict=True)) for key in keys if key in rows)
    return "\n".join(
        f"{' '.join(str(row[name]) for name in PRICE_KEY if row[name] not in ('', OURS))}"
        f" to {row['valid_to'] or 'further notice'}: {plain(from_nano(row['amount']))}"
        for row in known
    )
