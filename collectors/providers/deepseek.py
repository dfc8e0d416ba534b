"""DeepSeek: how much prepaid credit is left. It has no usage API; work and bill come as a file of its console."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

import httpx

from collectors.api import Api
from collectors.base import Clock, Collector
from collectors.bearer import Bearer
from collectors.fields import Row, amount, currency, rows
from db.facts import AnyFact, Balance
from db.window import Window

WHERE = "DeepSeek's answer about the balance"
POTS = {"granted_balance": "granted", "topped_up_balance": "topped up"}
"""What DeepSeek gave, which is spent first, and what was paid in."""


class DeepSeek(Collector):
    """Any key of the account tells the balance of the whole account."""

    sources = ()
    base_url = "https://api.deepseek.com"
    keys = (frozenset({"api_key"}),)
    bills = False
    by_post = "deepseek"
    per_second = 1.0

    def auth(self, keys: Mapping[str, str], clock: Clock) -> httpx.Auth:
        """The API key itself."""
        return Bearer(lambda: keys["api_key"])

    def facts(self, ask: Api, window: Window) -> Iterator[AnyFact]:
        """Nothing: there is no usage API to ask."""
        return iter(())

    def standing(self, ask: Api, now: datetime, endpoints: Collection[str]) -> Iterator[AnyFact]:
        """The credit in each currency, pot by pot."""
        for row in rows(ask.get("/user/balance"), WHERE, "balance_infos"):
            yield from _pots(row, now)


def _pots(row: Row, now: datetime) -> Iterator[Balance]:
    code = currency(row, "currency", WHERE)
    for name, pot in POTS.items():
        yield Balance(at=now, currency=code, pot=pot, amount=amount(row, name, WHERE))
