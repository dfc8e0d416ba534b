"""What new prices or new rates move: days that are open, and closed months only where they are named."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, select, text

from db.closing import OPEN, Reach
from db.prices import Rate
from db.rates import rates
from db.reckon import reckon
from db.rollup import first_open_day
from db.tables import Account
from db.telling import telling_months
from db.upsert import table_of

ACCOUNT: Final = table_of(Account)
BILLED: Final = text("SELECT day, currency, rate FROM bill WHERE account_id = :account")
LISTED: Final = text("SELECT DISTINCT currency FROM price WHERE seller = :seller")
Since = Mapping[str, int]


def prices_changed(
    connection: Connection, since: Since, reach: Reach = OPEN, *, currency: str, now: datetime, who: str
) -> int:
    """Settle anew what new prices may move, once they are stored; how many days of accounts that were.

    `since` has, by seller, the first day (YYYYMMDD) that a price may hold for. Closed days keep their list
    cost, and closed months whatever they cost, except those that `reach` names: these are settled wholly
    anew, at the prices and rates that are in force now, and the audit says what they came to before and after.
    """
    with telling_months(connection, reach, now, who):
        return sum(
            _settle(connection, account, _days(connection, account, since[account.provider]), reach, currency, now, who)
            for account in _accounts(connection)
            if account.provider in since
        )


def rates_changed(
    connection: Connection, since: Since, reach: Reach = OPEN, *, currency: str, now: datetime, who: str
) -> int:
    """Settle anew what new rates may move, once they are stored; how many days of accounts that were.

    `since` has, by currency, the first day (YYYYMMDD) that a rate may hold for. Days in open months are
    converted anew where they were converted at another rate or at none, closed months only where `reach` names
    them, as `prices_changed` says.
    """
    rate = rates(connection, currency)
    with telling_months(connection, reach, now, who):
        return sum(
            _settle(connection, account, _in_currency(connection, account, since, rate), reach, currency, now, who)
            for account in _accounts(connection)
        )


def _accounts(connection: Connection) -> list[Any]:
    return list(connection.execute(select(ACCOUNT).order_by(ACCOUNT.c.id)))


def _days(connection: Connection, account: Any, since: int) -> set[int]:
    """The account's days from one on."""
    return {day for day, _, _ in connection.execute(BILLED, {"account": account.id}) if day >= since}


def _in_currency(connection: Connection, account: Any, since: Since, rate: Rate) -> set[int]:
    """The account's days with money that another rate holds for now, or all since then where its prices are in one
    of these currencies."""
    listed = set(connection.execute(LISTED, {"seller": account.provider}).scalars()) & set(since)
    found = {
        day
        for day, currency, used in connection.execute(BILLED, {"account": account.id})
        if currency in since and day >= since[currency] and used != rate(currency, day)
    }
    return found.union(*(_days(connection, account, since[one]) for one in listed))


def _settle(
    connection: Connection, account: Any, days: set[int], reach: Reach, currency: str, now: datetime, who: str
) -> int:
    named = {day for day in days if reach.names(day // 100)}
    still_open = {day for day in days if day >= account.open_from} - named
    first_open = first_open_day(connection, account.id)
    for some, anew in ((named, True), (still_open, False)):
        reckon(
            connection, account.id, some,
            currency=currency, closed_before=first_open, now=now, who=who, anew=anew,
        )  # fmt: skip
    return len(named) + len(still_open)
