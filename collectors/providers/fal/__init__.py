"""fal: many makers' models behind one key, with what every request cost.

Money and work both come from the billing events; the usage report describes the same money a second time
and is only held against it (`cross_check`). Attribution is by API key or by who was logged in.
"""

from collections.abc import Collection, Generator, Iterator, Mapping
from datetime import datetime

import httpx

from collectors.api import Api
from collectors.base import Clock, Collector, Source
from collectors.difference import Difference
from collectors.errors import ProviderFault
from collectors.providers.fal.bill import SOURCE, said_by
from collectors.providers.fal.cross_check import differences, usage_totals
from collectors.providers.fal.events import events
from collectors.providers.fal.faults import fault_of
from collectors.providers.fal.standing import balance, names, prices
from db.facts import AnyFact
from db.window import Window


class FalKey(httpx.Auth):
    """Signs with the word `Key`, which is fal's own."""

    def __init__(self, key: str) -> None:
        self._key = key

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the header."""
        request.headers["Authorization"] = f"Key {self._key}"
        yield request


class Fal(Collector):
    """One fal account, asked with an ADMIN key."""

    sources = (Source(SOURCE),)
    base_url = "https://api.fal.ai/v1"
    keys = (frozenset({"key"}),)
    reread = 7
    by_endpoint = True
    longest = 89
    """fal refuses more than 90 days of 24 hours, and 90 days with an autumn's clock change are more."""

    def auth(self, keys: Mapping[str, str], clock: Clock) -> httpx.Auth:
        """`Authorization: Key …`."""
        return FalKey(keys["key"])

    def fault(self, answer: httpx.Response) -> ProviderFault | None:
        """What a status and fal's words for it mean."""
        return fault_of(answer)

    def facts(self, ask: Api, window: Window) -> Iterator[AnyFact]:
        """A Usage for each request, which is its own bill line, or a Charge for each of its billing events."""
        return said_by(events(ask, window), window.zone)

    def standing(self, ask: Api, now: datetime, endpoints: Collection[str]) -> Iterator[AnyFact]:
        """The names of keys, the credit left, and what fal asks now for the endpoints given."""
        yield from names(ask)
        yield from balance(ask, now)
        yield from prices(ask, now, endpoints)

    def cross_check(self, ask: Api, window: Window) -> Iterator[Difference]:
        """Where the usage report and the billing events of the window tell different money."""
        return differences(usage_totals(ask, window), events(ask, window))
