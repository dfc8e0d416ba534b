"""OpenAI: what each day cost by project, line item and key. Sora ended 2026-09-24, and its bill stays readable."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

import httpx

from collectors.api import Api
from collectors.base import Clock, Collector, Source
from collectors.bearer import Bearer
from collectors.errors import ProviderFault
from collectors.providers.openai.costs import MOST_DAYS, SOURCE, costs
from collectors.providers.openai.faults import fault_of
from collectors.providers.openai.names import names
from db.facts import AnyFact
from db.window import Window


class OpenAI(Collector):
    """The only sum of Sora's cost there is. It counts UTC days, and restates them for weeks."""

    sources = (Source(SOURCE, restates=True),)
    base_url = "https://api.openai.com/v1"
    keys = (frozenset({"admin_key"}),)
    reread = 35
    longest = MOST_DAYS
    own_days = True
    per_second = 5.0

    def auth(self, keys: Mapping[str, str], clock: Clock) -> httpx.Auth:
        """The admin key itself."""
        return Bearer(lambda: keys["admin_key"])

    def fault(self, answer: httpx.Response) -> ProviderFault | None:
        """By status, and by the error's own code where a status has several meanings."""
        return fault_of(answer)

    def facts(self, ask: Api, window: Window) -> Iterator[AnyFact]:
        """Every line of the bill of the days in the window, and the work it is for."""
        return costs(ask, window)

    def standing(self, ask: Api, now: datetime, endpoints: Collection[str]) -> Iterator[AnyFact]:
        """What projects and keys are called."""
        return names(ask)
