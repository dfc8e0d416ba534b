"""Exchange rates: which the ledger needs, and keeping them as they are said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, func, select

from db.facts import Exchange
from db.rates import ECB, FX
from db.tables import Account, Bill, Facet, Price
from db.upsert import table_of, upsert
from db.window import day_number

ACCOUNT, BILL, FACET, PRICE = table_of(Account), table_of(Bill), table_of(Facet), table_of(Price)
KEYS: Final = ("day", "currency", "into", "source")
Key = tuple[int, str, str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping rates changed: how many are new, changed and gone; and the first day (YYYYMMDD) by currency."""

    new: int
    changed: int
    gone: int
    since: Mapping[str, int]

    @property
    def total(self) -> int:
        """Rates that are not as they were."""
        return self.new + self.changed + self.gone


def currencies_met(connection: Connection, into: str) -> set[str]:
    """The currencies, apart from `into`, of all work and bills, and of what the accounts' sellers ask."""
    asked = select(PRICE.c.currency).where(PRICE.c.seller.in_(select(ACCOUNT.c.provider)))
    met = {*connection.execute(select(FACET.c.currency).distinct()).scalars()}
    return {*met, *connection.execute(asked.distinct()).scalars()} - {into}


def first_day(connection: Connection) -> int | None:
    """The first day (YYYYMMDD) of which the ledger knows anything; None while it is empty."""
    day: int | None = connection.execute(select(func.min(BILL.c.day))).scalar_one()
    return day


def lacking(connection: Connection, into: str, first: int) -> set[str]:
    """The currencies met of which the bank's rates do not reach back to a day (YYYYMMDD)."""
    asked = select(FX.c.currency, func.min(FX.c.day)).where(FX.c.into == into, FX.c.source == ECB)
    known = {row[0]: row[1] for row in connection.execute(asked.group_by(FX.c.currency))}
    return {currency for currency in currencies_met(connection, into) if known.get(currency, first + 1) > first}


def keep_exchange(connection: Connection, said: Iterable[Exchange], into: str, *, replace: bool = False) -> Kept:
    """Keep rates as they are said; `since` tells of those into `into`. Nothing is settled by this.

    `replace`: of a company's own rates, those that are not said are taken back.
    """
    rows = {key_of(one): one.rate for one in said}
    stored: dict[Key, int] = {row[:4]: row[4] for row in map(tuple, connection.execute(select(FX)))}
    news = [key for key, rate in rows.items() if stored.get(key) != rate]
    gone = [key for key in stored if replace and key not in rows and key[3] != ECB]
    for key in gone:
        connection.execute(delete(FX).where(*(FX.c[name] == word for name, word in zip(KEYS, key, strict=True))))
    upsert(connection, FX, KEYS, ("rate",), [(*key, rows[key]) for key in news])
    changed = sum(key in stored for key in news)
    return Kept(len(news) - changed, changed, len(gone), since_of([*news, *gone], into))


def key_of(said: Exchange) -> Key:
    """What tells a rate from every other."""
    return day_number(said.day), said.currency, said.into, said.source


def since_of(keys: Iterable[Key], into: str) -> dict[str, int]:
    """The first day (YYYYMMDD) of which these tell a rate into `into`, by currency."""
    mine = sorted((day, currency) for day, currency, other, _ in keys if other == into)
    return {currency: day for day, currency in reversed(mine)}
