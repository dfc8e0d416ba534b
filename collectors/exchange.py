"""The European Central Bank's rates of the currencies that the ledger meets, brought in before they are needed."""

from collections.abc import Collection
from datetime import datetime

from collectors.ecb import reference_rates
from db.engine import Connection, Engine, writing
from db.exchange import Kept, currencies_met, first_day, keep_exchange, lacking
from db.rates import BANKS_LAST
from db.resettle import rates_changed
from db.settings import Settings
from db.window import day_of_number


def bring_rates(connection: Connection, into: str, days: Collection[int]) -> None:
    """Rates for converting these days (YYYYMMDD), to be called between storing and reckoning them."""
    missing = lacking(connection, into, min(days)) if days else set()
    if missing:
        keep_exchange(connection, reference_rates(missing, into, day_of_number(min(days)) - BANKS_LAST), into)


def bring_every_rate(connection: Connection, into: str) -> Kept:
    """Rates of every currency met, from the ledger's first day up to the last that is known; nothing is settled."""
    met, first = currencies_met(connection, into), first_day(connection)
    said = reference_rates(met, into, day_of_number(first) - BANKS_LAST) if met and first else ()
    return keep_exchange(connection, said, into)


def keep_rates(engine: Engine, settings: Settings, now: datetime) -> int:
    """Bring rates that have become known since, and convert open days by them; how many were news."""
    currency = settings.reporting_currency
    with writing(engine) as connection:
        kept = bring_every_rate(connection, currency)
        if kept.total:
            rates_changed(connection, kept.since, currency=currency, now=now, who="exchange rates")
    return kept.total
