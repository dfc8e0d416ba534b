"""Anthropic: what each workspace's use of Claude cost by the day, and the tokens of each key that it was for."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

import httpx

from collectors.api import Api
from collectors.base import Clock, Collector, Source
from collectors.errors import ProviderFault
from collectors.providers.anthropic import costs, messages
from collectors.providers.anthropic.faults import fault_of
from collectors.providers.anthropic.names import names, tags
from collectors.providers.anthropic.reports import MOST_DAYS
from collectors.providers.anthropic.signing import AdminKey
from db.facts import AnyFact
from db.window import Window


class Anthropic(Collector):
    """Claude plans videos. The bill knows no keys and the tokens no dollars, so the one is spread over the other."""

    sources = (Source(messages.SOURCE, restates=True), Source(costs.SOURCE, restates=True))
    base_url = "https://api.anthropic.com"
    keys = (frozenset({"admin_key"}),)
    longest = MOST_DAYS
    own_days = True
    per_second = 1.0

    def auth(self, keys: Mapping[str, str], clock: Clock) -> httpx.Auth:
        """The admin key itself, in a header of Anthropic's own."""
        return AdminKey(keys["admin_key"])

    def fault(self, answer: httpx.Response) -> ProviderFault | None:
        """By status, of which each has one meaning."""
        return fault_of(answer)

    def facts(self, ask: Api, window: Window) -> Iterator[AnyFact]:
        """The tokens and the bill of every UTC day that the window touches."""
        labels = tags(ask)
        yield from messages.work(ask, window, labels)
        yield from costs.charges(ask, window, labels)

    def standing(self, ask: Api, now: datetime, endpoints: Collection[str]) -> Iterator[AnyFact]:
        """What workspaces and keys are called."""
        return names(ask)
