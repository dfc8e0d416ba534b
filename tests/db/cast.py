"""The cast of the ledger's tests: two accounts, two teams, Mara and Ivo, what they made and what it cost."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, text

from db.accounts import account_number
from db.attribution import Rule
from db.engine import reading, writing
from db.facts import AnyFact, Charge, Facet, Price, Source, Usage
from db.job_log import Kept, Logged, keep_log
from db.reckon import reckon
from db.rules import replace_rules
from db.store import Changes, say
from db.window import GREENWICH as GREENWICH

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
MARA, IVO = {"api_key": "key-mara"}, {"api_key": "key-ivo"}
KLING, SORA = {"model": "kling-3.0"}, {"model": "sora-2"}
SOURCES = (Source("tasks", moves=True), Source("billing"), Source("costs", restates=True))
RULES = (
    Rule(team="trailers", field="api_key", pattern="key-mara"),
    Rule(team="social", field="api_key", pattern="key-ivo"),
)
NANO = 10**9
_fresh = count(1)

on_a_ledger = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
"""For properties over facts: each example has a fresh account in the ledger of its test."""


@lru_cache
def facet(**words: Any) -> Facet:
    """Kling 3.0 renders in US dollars, unless said otherwise."""
    return Facet(**(KLING | words))


def clip(external_id: str, at: datetime = NOON, seconds: str | None = "5", **more: Any) -> Usage:
    """One piece of work: a clip of five seconds, unless said otherwise; words of its facet among `more`."""
    numbers = {name: more.pop(name) for name in Usage.model_fields if name in more}
    said = {"source": "tasks", "clips": 1, "seconds": None if seconds is None else Decimal(seconds)}
    return Usage(**(said | numbers), external_id=external_id, at=at, facet=facet(**more))


def line(external_id: str, amount: str, at: datetime = NOON, **more: Any) -> Charge:
    """One bill line; words of its facet among `more`."""
    numbers = {name: more.pop(name) for name in Charge.model_fields if name in more}
    said = {"source": "billing"} | numbers
    return Charge(**said, external_id=external_id, at=at, facet=facet(**more), amount=Decimal(amount))


def price(amount: str, valid_from: date = date(2026, 1, 1), **more: Any) -> Price:
    """What fal asks for a second of Kling 3.0, unless said otherwise."""
    said = {"seller": "fal", "unit": "second", "source": "a price sheet", "checked_on": date(2026, 11, 1)}
    return Price(**(KLING | said | more), valid_from=valid_from, amount=Decimal(amount))


def account(ledger: Engine, name: str = "fal-studio", provider: str = "fal", **more: Any) -> int:
    """The number of an account of the studio's."""
    with writing(ledger) as connection:
        return account_number(connection, name, provider, **more)


def fresh(ledger: Engine, **more: Any) -> tuple[str, int]:
    """The name and number of an account that nobody else has, at a seller of the same name."""
    name = f"account-{next(_fresh)}"
    return name, account(ledger, name, name, **more)


def keep(
    ledger: Engine,
    account_id: int,
    facts: Iterable[AnyFact],
    *,
    closed_before: int = 0,
    currency: str = "USD",
    zone: ZoneInfo = GREENWICH,
    answered: Collection[int] = (),
    leave: bool = True,
) -> Changes:
    """Say facts and reckon the days they touch, as a collection does; without `leave` as an import does."""
    with writing(ledger) as connection:
        changes = say(connection, account_id, facts, SOURCES, zone, answered, leave=leave)
        terms: dict[str, Any] = {"currency": currency, "closed_before": closed_before, "now": NOW}
        reckon(connection, account_id, changes.days, unwritten=changes.unwritten, **terms)
    return changes


def log(ledger: Engine, account_id: int, *said: Logged, source: str = "generations", closed_before: int = 0) -> Kept:
    """Keep what a job log says of clips and reckon the days that it touches, as an import does."""
    with writing(ledger) as connection:
        kept = keep_log(connection, account_id, source, said)
        reckon(connection, account_id, kept.days, currency="USD", closed_before=closed_before, now=NOW)
    return kept


def reckon_again(
    ledger: Engine, account_id: int, days: Collection[int], *, closed_before: int = 0, currency: str = "USD"
) -> None:
    """Reckon days that nothing was said of."""
    with writing(ledger) as connection:
        reckon(connection, account_id, days, currency=currency, closed_before=closed_before, now=NOW)


def rule(ledger: Engine, rules: Iterable[Rule] = RULES) -> int:
    """Put rules in force: Mara works for the trailers team and Ivo for the social team, unless said otherwise."""
    with writing(ledger) as connection:
        return replace_rules(connection, list(rules), now=NOW, who="mara@studio.example")


def rows(ledger: Engine, sql: str, **values: Any) -> list[tuple[Any, ...]]:
    """What the database answers, as plain tuples."""
    with reading(ledger) as connection:
        return [tuple(row) for row in connection.execute(text(sql), values)]


def everything(ledger: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the tables that are stored or reckoned, in a fixed order."""
    tables = ("usage", "charge", "price", "model", "balance", "name", "placement", "ledger", "daily", "alike", "shot")
    tables += ("shot_month", "used", "bill", "audit")
    return {table: sorted(rows(ledger, f"SELECT * FROM {table}"), key=repr) for table in tables}
