"""OpenAI: what each day cost by project, line item and key, and the tokens it was for.

Sora ended on 2026-09-24, and with it the list of its videos; what it cost stays readable.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

import httpx

from collectors.api import Api
from collectors.base import Clock, Collector, Source
from collectors.bearer import Bearer
from collectors.errors import ProviderFault
from collectors.providers.openai import costs
from collectors.providers.openai.completions import SOURCE, completions, modes_of
from collectors.providers.openai.faults import fault_of
from collectors.providers.openai.names import names
from db.facts import AnyFact
from db.window import Window


class OpenAI(Collector):
    """The only sum of Sora's cost there is. It counts UTC days, and restates them for weeks."""

    sources = (Source(SOURCE, restates=True), Source(costs.SOURCE, restates=True))
    base_url = "https://api.openai.com/v1"
    keys = (frozenset({"admin_key"}),)
    reread = 35
    longest = costs.MOST_DAYS
    own_days = True
    per_second = 5.0

    def auth(self, keys: Mapping[str, str], clock: Clock) -> httpx.Auth:
        """The admin key itself."""
        return Bearer(lambda: keys["admin_key"])

    def fault(self, answer: httpx.Response) -> ProviderFault | None:
        """By status, and by the error's own code where a status has several meanings."""
        return fault_of(answer)

    def facts(self, ask: Api, window: Window) -> Iterator[AnyFact]:
        """Every line of the bill of the days in the window, and the work it is for, told once."""
        billed = list(costs.cost_rows(ask, window))
        work = completions(ask, window)
        yield from work
        yield from costs.costs(billed, modes_of(work))

    def standing(self, ask: Api, now: datetime, endpoints: Collection[str]) -> Iterator[AnyFact]:
        """What projects and keys are called."""
        return names(ask)
