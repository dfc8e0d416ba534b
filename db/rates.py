"""What a currency is worth on a day: a rate of that day or of one not long before it, or nothing.

A company's own rate counts before the European Central Bank's, and holds for a month, because companies that have
one fix it once a month. The bank's holds for a week: it tells one each working day, so a rate that is older means
that those in between are missing. What is older still is not used: an old rate would pass for a true one.
A closed month keeps the rate that it was converted at, also where none was known: `bill.rate` remembers it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, case, func, select

from db.engine import Engine, reading
from db.money import NANO
from db.prices import Rate
from db.tables import Bill, Fx
from db.upsert import in_parts, table_of, update_rows
from db.window import day_number, day_of_number

ECB: Final = "European Central Bank"
BANKS_LAST, OURS_LAST = timedelta(7), timedelta(30)
"""How many days after its own a rate of the bank's, or a company's own, still counts."""
FX, BILL = table_of(Fx), table_of(Bill)


def rates(connection: Connection, into: str) -> Rate:
    """A function from (currency, day) to nano-units of `into`; never 1:1 for lack of a rate."""

    @cache
    def rate(currency: str, day: int) -> int | None:
        if currency == into:
            return NANO
        found = connection.execute(_in_force(currency, into, day)).scalar_one_or_none()
        return None if found is None else int(found)

    return rate


def _in_force(currency: str, into: str, day: int) -> Any:
    """The rate that counts on a day: a company's own before the bank's, the latest of them."""
    of_bank, on = FX.c.source == ECB, day_of_number(day)
    first = case((of_bank, day_number(on - BANKS_LAST)), else_=day_number(on - OURS_LAST))
    known = select(FX.c.rate).where(FX.c.currency == currency, FX.c.into == into, FX.c.day <= day, FX.c.day >= first)
    return known.order_by(case((of_bank, 1), else_=0), FX.c.day.desc(), FX.c.source).limit(1)


@dataclass(frozen=True, slots=True)
class RateSource:
    """Whose rates of a currency there are, and up to which day."""

    currency: str
    source: str
    through: date


def rate_sources(engine: Engine, into: str, first: int, past: int) -> list[RateSource]:
    """Whose rates may have been used on the days (YYYYMMDD) from `first` up to and not including `past`."""
    since = day_number(max(day_of_number(first), date.min + OURS_LAST) - OURS_LAST)
    asked = select(FX.c.currency, FX.c.source, func.max(FX.c.day)).where(
        FX.c.into == into, FX.c.day >= since, FX.c.day < past
    )
    with reading(engine) as connection:
        rows = connection.execute(asked.group_by(FX.c.currency, FX.c.source).order_by(FX.c.currency, FX.c.source)).all()
    return [RateSource(currency, source, day_of_number(day)) for currency, source, day in rows]


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
