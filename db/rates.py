"""What a currency is worth on a day: the last rate known on or before it, or nothing.

A closed month keeps the rate that it was converted at, also where none was known: `bill.rate` remembers it.
"""

from collections.abc import Collection
from functools import cache

from sqlalchemy import Connection, select

from db.money import NANO
from db.prices import Rate
from db.tables import Bill, Fx
from db.upsert import in_parts, table_of, update_rows

FX, BILL = table_of(Fx), table_of(Bill)


def rates(connection: Connection, into: str) -> Rate:
    """A function from (currency, day) to nano-units of `into`; never 1:1 for lack of a rate."""

    @cache
    def rate(currency: str, day: int) -> int | None:
        if currency == into:
            return NANO
        known = select(FX.c.rate).where(FX.c.currency == currency, FX.c.into == into, FX.c.day <= day)
        found = connection.execute(known.order_by(FX.c.day.desc(), FX.c.source).limit(1)).scalar_one_or_none()
        return None if found is None else int(found)

    return rate


def kept_rates(connection: Connection, account_id: int, days: Collection[int], into: str) -> Rate:
    """The rates that the bills of these days (YYYYMMDD) of an account were converted at, else those known now."""
    mine = (BILL.c.account_id == account_id, BILL.c.currency != into)
    asked = (select(BILL.c.currency, BILL.c.day, BILL.c.rate).where(*mine, BILL.c.day.in_(s)) for s in in_parts(days))
    kept = {(currency, day): rate for some in asked for currency, day, rate in connection.execute(some)}
    known = rates(connection, into)
    return lambda currency, day: kept[currency, day] if (currency, day) in kept else known(currency, day)


def keep_rates(connection: Connection, account_id: int, days: Collection[int], into: str, rate: Rate) -> None:
    """Remember what the bills of these days in other currencies have been converted at."""
    mine = (BILL.c.account_id == account_id, BILL.c.currency != into)
    for some in in_parts(days):
        rows = connection.execute(select(BILL.c.day, BILL.c.currency).where(*mine, BILL.c.day.in_(some)))
        said = [(rate(currency, day), day, account_id, currency) for day, currency in rows]
        update_rows(connection, BILL, ("rate",), ("day", "account_id", "currency"), said)
