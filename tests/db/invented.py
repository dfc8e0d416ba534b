"""Small invented ledgers for properties: work and bill lines over three days, in three currencies."""

from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st
from sqlalchemy import Engine

from db.engine import writing
from db.facts import AnyFact, Charge, Usage
from db.rates import FX
from db.upsert import upsert
from tests.db.cast import IVO, KLING, MARA, NOON, SORA, clip, fresh, keep, line, price, rule

DAYS = (20261101, 20261102, 20261103)
PAST = 20261104
words = st.builds(
    lambda key, model, currency, status: key | model | {"currency": currency, "status": status},
    st.sampled_from([MARA, IVO, {}]),
    st.sampled_from([KLING, SORA, {"model": "", "endpoint": "sku-1"}]),
    st.sampled_from(["USD", "USD", "EUR", "CNY"]),
    st.sampled_from(["", "succeeded", "failed"]),
)
amounts = st.decimals(-9, 99, places=10)
days = st.builds(
    lambda day, hours: NOON + timedelta(day, hours=hours), st.integers(0, 2), st.sampled_from([-11, 0, 11])
)
numbers = st.none() | st.decimals(0, 60, places=3)


def _work(
    name: int, at: datetime, seconds: Decimal | None, stated: Decimal | None, own: Decimal | None, said: dict[str, str]
) -> Usage:
    return clip(f"t{name}", at, None if seconds is None else str(seconds), stated=stated, line=own, **said)


def _line(name: int, at: datetime, amount: Decimal, paid: int, category: str, said: dict[str, str]) -> Charge:
    return line(f"b{name}", str(amount), at, pays_for=f"t{paid}" if paid else "", category=category, **said)


work = st.builds(_work, st.integers(1, 8), days, numbers, numbers, st.none() | numbers, words)
lines = st.builds(
    _line,
    st.integers(1, 99),
    days,
    amounts,
    st.sampled_from([0, 0, 1, 2, 3]),
    st.sampled_from(["usage", "usage", "usage", "credit", "adjustment", "tax", "purchase"]),
    words,
)
bills = st.lists(st.one_of(work, lines), max_size=14)
closing = st.sampled_from([0, *DAYS, PAST])
"""The first day that is still open."""


def sheets(seller: str) -> list[AnyFact]:
    """Kling 3.0 is 0.126 dollars a second, Sora 2 is 0.10 euros, and what SKU 1 costs nobody knows."""
    return [price("0.126", seller=seller), price("0.10", seller=seller, currency="EUR", **SORA)]


def rated(ledger: Engine) -> None:
    """A euro is 1.10 dollars from the second of November on; for a yuan there is no rate."""
    with writing(ledger) as connection:
        known = [(20261102, "EUR", "USD", "ecb", 1_100_000_000)]
        upsert(connection, FX, ("day", "currency", "into", "source"), ("rate",), known)


def invent(ledger: Engine, *accounts: list[AnyFact], closed_before: int = 0) -> dict[str, int]:
    """Fresh accounts with these facts, reckoned: their numbers by name. Rules, rates and prices are in force."""
    rule(ledger)
    rated(ledger)
    found = {}
    for facts in accounts:
        name, number = fresh(ledger)
        found[name] = number
        keep(ledger, number, [*sheets(name), *facts], closed_before=closed_before)
    return found
