"""Changes that might move closed months: other rules, prices and rates; and a rebuild, which moves nothing."""

from datetime import date

from sqlalchemy import Connection, Engine

from db.attribution import Rule
from db.closing import Reach
from db.rates import FX
from db.rebuild import rebuild
from db.resettle import prices_changed, rates_changed
from db.rules import replace_rules
from db.standing import say_standing
from db.upsert import upsert
from tests.db.cast import GREENWICH, NANO, NOW, SORA, everything, price

SEPTEMBER, OCTOBER, NOVEMBER = 202609, 202610, 202611


def new_rules(connection: Connection, said: list[Rule], reach: Reach) -> None:
    """Put other rules in force."""
    replace_rules(connection, said, now=NOW, who="import rules", reach=reach)


def new_prices(connection: Connection, seller: str, number: int, reach: Reach) -> None:
    """Kling is dearer since January, Sora cheaper since October, and what SKU 1 costs is known at last."""
    news = [
        price("0.90", seller=seller), price("0.01", date(2026, 10, 1), seller=seller, **SORA),
        price("0.33", seller=seller, model="", endpoint="sku-1"),
    ]  # fmt: skip
    say_standing(connection, number, news)
    prices_changed(connection, {seller: 20260101}, reach, currency="USD", now=NOW, who="import prices")


def new_rates(connection: Connection, reach: Reach) -> None:
    """The euro falls, also in retrospect, and the yuan has a rate at last: each from the first of every month."""
    firsts = (20260901, 20261001, 20261101)
    known = [(day, "EUR", "USD", "own", NANO) for day in firsts]
    known += [(day, "CNY", "USD", "own", 140_000_000) for day in firsts]
    upsert(connection, FX, ("day", "currency", "into", "source"), ("rate",), known)
    since = {"EUR": firsts[0], "CNY": firsts[0]}
    rates_changed(connection, since, reach, currency="USD", now=NOW, who="import fx")


def unchanged_by_a_rebuild(ledger: Engine) -> None:
    """Each row of the ledger is what it was, and the audit says nothing more."""
    before = everything(ledger)
    rebuild(ledger, currency="USD", zone=GREENWICH, now=NOW)
    assert everything(ledger) == before
