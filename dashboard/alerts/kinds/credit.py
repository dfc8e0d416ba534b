"""Prepaid credit that will not last, or that expires with something left in it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from dashboard.alerts.watch import Watch, about
from dashboard.measures import amounts
from dashboard.measures.credit import Credit, Pot, until
from db.alerts import Crossing, Told
from db.money import to_nano

AGAIN: Final = timedelta(days=7)
PART: Final = "Credit"
ADDRESS: Final = f"/collection?part={PART}"
RUNS_OUT: Final = "runs out"


def crossings(watch: Watch) -> Iterator[Crossing]:
    """Each account's credit that lasts for less than the configuration asks for, and each pot that expires by then."""
    for one in watch.view.credit(watch.now):
        if one.account not in watch.accounts:
            continue
        if one.lasts is not None and one.lasts < watch.alerts.credit_days:
            yield _runs_out(watch, one, one.lasts)
        for pot in one.pots:
            if pot.unused and pot.expires and pot.expires <= watch.now + timedelta(watch.alerts.credit_days):
                yield _expires(watch, one, pot, pot.unused, pot.expires.astimezone(watch.zone))


def ended(watch: Watch, told: Told) -> bool:
    """The account is no longer in the configuration, or the pot has expired."""
    gone = not watch.accounts.intersection(told.where.get("account", ()))
    return gone or (told.threshold != RUNS_OUT and date.fromisoformat(told.period) <= watch.today)


def _rule(one: Credit) -> str:
    return f"credit of {one.account} in {one.currency}"


def _runs_out(watch: Watch, one: Credit, lasts: Decimal) -> Crossing:
    last = until(one, watch.today)
    said = (
        f"{one.account} has {amounts.number(one.left, 2)} {one.currency} left, enough for"
        f" {amounts.how_long(lasts)}{f', until {amounts.day(last)}' if last else ''}, at"
        f" {amounts.number(one.pace, 2)} a day."
    )
    todo = f"Buy more credit for {one.account} before then, or let its work wait: without credit nothing is made there."
    period = watch.since(_rule(one), RUNS_OUT, AGAIN)
    return Crossing(_rule(one), RUNS_OUT, period, "credit", said, todo, ADDRESS, about(account=[one.account]))


def _expires(watch: Watch, one: Credit, pot: Pot, unused: Decimal, last: datetime) -> Crossing:
    said = (
        f"{amounts.number(unused, 2)} of the {amounts.number(pot.left, 2)} {one.currency} in {pot.name or 'credit'}"
        f" of {one.account} will expire unused on {amounts.instant(last, watch.zone)} at the present pace."
    )
    todo = f"Move work to {one.account} until then, or ask its provider to prolong the credit."
    impact = to_nano(unused) if one.currency == watch.view.currency else None
    return Crossing(
        _rule(one), f"{pot.name or 'credit'} expires", f"{last.date()}", "credit", said, todo, ADDRESS,
        about(account=[one.account]), impact,
    )  # fmt: skip
