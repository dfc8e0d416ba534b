"""What a currency is worth on a day: the last rate known on or before it, or nothing."""

from functools import cache

from sqlalchemy import Connection, select

from db.money import NANO
from db.prices import Rate
from db.tables import Fx
from db.upsert import table_of

FX = table_of(Fx)


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
