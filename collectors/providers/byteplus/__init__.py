"""BytePlus ModelArk, and Volcengine Ark: the task list says what Seedance made, the split bill what it cost."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import ClassVar, NamedTuple

import httpx
from pydantic import BaseModel, ConfigDict

from collectors.api import Api
from collectors.base import Clock, Collector, Source
from collectors.bearer import Bearer
from collectors.errors import NotAllowed, ProviderFault
from collectors.fields import amount
from collectors.providers.byteplus.bill import Bills
from collectors.providers.byteplus.charges import SOURCE as BILL
from collectors.providers.byteplus.charges import charges, day_of
from collectors.providers.byteplus.faults import fault_of
from collectors.providers.byteplus.signing import Signature, TwoDoors
from collectors.providers.byteplus.tasks import endpoint_by_task, listed
from collectors.providers.byteplus.words import Known, endpoints_of, names_of
from collectors.providers.byteplus.work import SOURCE as TASKS
from collectors.providers.byteplus.work import endpoint_named, work_of
from db.facts import AnyFact, Balance, Usage
from db.sections import Address
from db.window import Window


class Site(NamedTuple):
    """Where a site's bills are asked for, what its region is called there, and in what it bills."""

    billing: str
    region: str
    currency: str


BYTEPLUS = Site("https://open.byteplusapi.com", "ap-singapore-1", "USD")
VOLCENGINE = Site("https://open.volcengineapi.com", "cn-north-1", "CNY")


class BytePlusOptions(BaseModel):
    """Where the bill is and what of it counts; each has a usual value for BytePlus and for Volcengine."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    billing_base_url: Address = ""
    region: str = ""
    products: tuple[str, ...] = ()


class BytePlus(Collector):
    """Work comes from a list that forgets after a week, money from a bill that a later day may still correct."""

    options: BytePlusOptions

    sources = (Source(BILL, restates=True), Source(TASKS, moves=True))
    base_url = "https://ark.ap-southeast.bytepluses.com/api/v3"
    keys = (frozenset({"api_key", "access_key", "secret_key"}), frozenset({"access_key", "secret_key"}))
    options_model = BytePlusOptions
    reread = 3
    own_days = True
    by_endpoint = True
    per_second = 4.0
    settled_on: ClassVar[int] = 5
    """The day of a month up to which the bill of the month before may change."""
    memory: ClassVar[timedelta] = timedelta(days=8)
    """How far back a bill may name the endpoint of a task that is still listed."""

    @property
    def site(self) -> Site:
        """BytePlus's or Volcengine's, by the address of the tasks."""
        host = httpx.URL(self.account.base_url or self.base_url).host
        usual = VOLCENGINE if host.endswith("volces.com") else BYTEPLUS
        said = Site(self.options.billing_base_url, self.options.region, usual.currency)
        return Site(*(own or usual[n] for n, own in enumerate(said)))

    def auth(self, keys: Mapping[str, str], clock: Clock) -> httpx.Auth:
        """The API key for tasks; a signature with the pair of keys for the bill."""
        bill = Signature(keys["access_key"], keys["secret_key"], self.site.region, clock)
        return TwoDoors(self._billing, bill, Bearer(lambda: keys["api_key"]))

    def fault(self, answer: httpx.Response) -> ProviderFault | None:
        """By the answer's code."""
        return fault_of(answer)

    def reread_from(self, today: date) -> date:
        """This month's first day; up to the fifth, last month's."""
        return (today - timedelta(self.settled_on)).replace(day=1)

    def facts(self, ask: Api, window: Window) -> Iterator[AnyFact]:
        """The bill of these days, and what the projects, keys and endpoints on it are called."""
        first, past = window.start.date(), window.end.date()
        found = [(name, row) for name, row in self._bills(ask).of(first, past) if first <= day_of(row) < past]
        for name, row in found:
            yield from charges(name, row)
        yield from names_of(row for _, row in found)

    def standing(self, ask: Api, now: datetime, endpoints: Collection[str]) -> Iterator[AnyFact]:
        """Every task that is still remembered (without an API key none), and the credit that is left."""
        if "api_key" in self.account.credentials:
            yield from self._work(ask, now, endpoints)
        try:
            told = self._bills(ask).told("QueryBalanceAcct", {})
        except NotAllowed:  # a key that may read bills need not be one that may read the balance
            return
        left = amount(told, "AvailableBalance", "BytePlus's answer to QueryBalanceAcct")
        yield Balance(at=now, currency=self.site.currency, amount=left)

    def _work(self, ask: Api, now: datetime, endpoints: Collection[str]) -> Iterator[Usage]:
        """The tasks, with what the latest bills say of the endpoints that they went through."""
        since, past = (now - self.memory).date(), now.date() + timedelta(1)
        known = endpoints_of(row for _, row in self._bills(ask).of(since, past))
        tasks = listed(ask)
        through = endpoint_by_task(ask, {*known, *(name for name in endpoints if name.startswith("ep-"))})
        for id_, task in tasks.items():
            endpoint = through.get(id_) or endpoint_named(task)
            if work := work_of(task, endpoint, known.get(endpoint, Known()), self.site.currency):
                yield work

    @property
    def _billing(self) -> str:
        return self.site.billing.rstrip("/") + "/"

    def _bills(self, ask: Api) -> Bills:
        return Bills(ask, self._billing, self.options.products)
