"""What stands until it changes: names, prices, models and credit, each written only when it is news."""

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from db.facts import AnyFact, Balance, Model, Name, Price
from db.tables import Balance as BalanceRow
from db.tables import Model as ModelRow
from db.tables import Name as NameRow
from db.tables import Price as PriceRow
from db.upsert import table_of, upsert
from db.window import day_number

NAME, PRICE, MODEL, BALANCE = table_of(NameRow), table_of(PriceRow), table_of(ModelRow), table_of(BalanceRow)
PRICE_WORDS = ("seller", "model", "endpoint", "mode", "resolution", "audio", "unit", "currency", "origin")
PRICE_KEY = (*PRICE_WORDS, "valid_from")
PRICE_SAYS = ("valid_to", "amount", "source", "checked_on")
MODEL_SAYS = tuple(column.name for column in MODEL.c)
LATEST = (
    select(PRICE)
    .where(*(PRICE.c[name] == bindparam(name) for name in PRICE_WORDS), PRICE.c.valid_from <= bindparam("day"))
    .order_by(PRICE.c.valid_from.desc())
    .limit(1)
)


def say_standing(connection: Connection, account_id: int, facts: Sequence[AnyFact]) -> int:
    """Store facts of one kind; how many were news. Raises KeyError for a kind that does not stand."""
    if not facts:
        return 0
    return _SAYING[type(facts[0])](connection, account_id, facts)


def _say_names(connection: Connection, account_id: int, names: Sequence[Name]) -> int:
    rows = {(account_id, name.kind, name.id): (account_id, name.kind, name.id, name.name) for name in names}
    return upsert(connection, NAME, ("account_id", "kind", "id"), ("name",), rows.values())


def _say_models(connection: Connection, _: int, models: Sequence[Model]) -> int:
    rows = {model.model: tuple(_plain(getattr(model, name)) for name in MODEL_SAYS) for model in models}
    return upsert(connection, MODEL, ("model",), MODEL_SAYS[1:], rows.values())


def _say_prices(connection: Connection, _: int, prices: Sequence[Price]) -> int:
    """In the order of their days: a price seen again, unchanged since the day it was last known for, is no news."""
    last = {(price.valid_from, _words(price)): price for price in prices}
    return sum(_say_price(connection, price) for _, price in sorted(last.items(), key=itemgetter(0)))


def forget_sheets(connection: Connection, prices: Iterable[Price]) -> int:
    """Take back what price sheets once said and, among all they say now, no longer do; how many prices."""
    said = {row_of(price)[: len(PRICE_KEY)] for price in prices}
    columns = [PRICE.c[name] for name in PRICE_KEY]
    stored = map(tuple, connection.execute(select(*columns).where(PRICE.c.origin == "sheet")))
    gone = [key for key in stored if key not in said]
    for key in gone:
        connection.execute(delete(PRICE).where(*(c == word for c, word in zip(columns, key, strict=True))))
    return len(gone)


def _words(price: Price) -> tuple[str, ...]:
    return tuple(getattr(price, name) for name in PRICE_WORDS)


def row_of(price: Price) -> tuple[Any, ...]:
    """A price as a row of its table."""
    return tuple(_plain(getattr(price, name)) for name in (*PRICE_KEY, *PRICE_SAYS))


def _say_price(connection: Connection, price: Price) -> int:
    row, day = row_of(price), day_number(price.valid_from)
    known = connection.execute(LATEST, dict(zip(PRICE_WORDS, row, strict=False)) | {"day": day}).first()
    if known and (known.valid_to, known.amount) == row[len(PRICE_KEY) :][:2]:
        return 0
    return upsert(connection, PRICE, PRICE_KEY, PRICE_SAYS, [row])


def _say_balances(connection: Connection, account_id: int, balances: Sequence[Balance]) -> int:
    last = {(balance.at, balance.currency, balance.pot): balance for balance in balances}
    return sum(_say_balance(connection, account_id, balance) for _, balance in sorted(last.items(), key=itemgetter(0)))


def _say_balance(connection: Connection, account_id: int, seen: Balance) -> int:
    key = (BALANCE.c.account_id == account_id, BALANCE.c.currency == seen.currency, BALANCE.c.pot == seen.pot)
    latest = select(BALANCE).where(*key, BALANCE.c.at <= seen.at).order_by(BALANCE.c.at.desc()).limit(1)
    known = connection.execute(latest).first()
    if known and (known.amount, known.total, known.expires) == (seen.amount, seen.total, seen.expires):
        return 0
    row = (account_id, seen.currency, seen.pot, seen.at, seen.amount, seen.total, seen.expires)
    return upsert(connection, BALANCE, ("account_id", "currency", "pot", "at"), ("amount", "total", "expires"), [row])


def _plain(value: Any) -> Any:
    return day_number(value) if hasattr(value, "toordinal") else value


_SAYING: dict[type, Callable[[Connection, int, Any], int]] = {
    Name: _say_names,
    Model: _say_models,
    Price: _say_prices,
    Balance: _say_balances,
}
