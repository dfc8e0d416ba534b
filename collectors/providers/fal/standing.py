"""What stands at fal now: what keys are called, how much credit is left, what endpoints cost."""

from collections.abc import Collection, Iterator
from datetime import datetime

from collectors.api import Api, pages
from collectors.errors import NotAllowed, Refused, WrongKey
from collectors.fields import Row, amount, currency, identity, part, rows, size, word
from collectors.providers.fal.events import following
from db.facts import Balance, Name, Price

MOST_AT_ONCE = 50
SOURCE = "fal /models/pricing"


def names(ask: Api) -> Iterator[Name]:
    """What each API key is called. A key that was deleted is not listed any more."""
    for page in pages(lambda cursor: ask.get("/keys", {"cursor": cursor}), following):
        for row in rows(page, "fal's list of keys", "keys"):
            key = identity(row, "key_id", "a key of fal")
            yield Name(kind="api_key", id=key, name=word(row, "alias"))


def balance(ask: Api, now: datetime) -> Iterator[Balance]:
    """The prepaid credit; nothing where fal does not say it."""
    answer = ask.get("/account/billing", {"expand": "credits"})
    credit = part(answer, "credits") if isinstance(answer, dict) else {}
    if credit:
        left = amount(credit, "current_balance", "fal's credit")
        yield Balance(at=now, currency=_currency(credit), amount=left)


def prices(ask: Api, now: datetime, endpoints: Collection[str]) -> Iterator[Price]:
    """What fal asks now for each endpoint that it knows. Whether an ADMIN key may ask is not documented."""
    wanted = sorted(set(endpoints))
    try:
        for start in range(0, len(wanted), MOST_AT_ONCE):
            yield from _known(ask, now, wanted[start : start + MOST_AT_ONCE])
    except NotAllowed:
        return


def _known(ask: Api, now: datetime, endpoints: list[str]) -> Iterator[Price]:
    """The prices of those fal knows: one unknown endpoint spoils an answer, so it is searched for by halves."""
    try:
        found = list(_asked(ask, now, endpoints))
    except (WrongKey, NotAllowed):
        raise
    except Refused:
        half = len(endpoints) // 2
        found = [*_known(ask, now, endpoints[:half]), *_known(ask, now, endpoints[half:])] if half else []
    yield from found


def _asked(ask: Api, now: datetime, endpoints: list[str]) -> Iterator[Price]:
    """One question. A price by compute second is a stale fallback that no bill shows, and is left out."""
    where = "a price of fal"
    for page in pages(
        lambda cursor: ask.get("/models/pricing", {"endpoint_id": endpoints, "cursor": cursor}), following
    ):
        for row in rows(page, "fal's list of prices", "prices"):
            unit = word(row, "unit")
            if unit and row.get("unit_price") is not None and "compute" not in unit.lower():
                yield Price(
                    seller="fal",
                    model="",
                    endpoint=identity(row, "endpoint_id", where),
                    unit=unit,
                    amount=size(row, "unit_price", where),
                    currency=_currency(row),
                    valid_from=now.date(),
                    source=SOURCE,
                    checked_on=now.date(),
                )


def _currency(row: Row) -> str:
    """fal counts in US dollars where it does not say."""
    return currency(row, "currency", "fal") if word(row, "currency") else "USD"
