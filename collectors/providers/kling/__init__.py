"""Kling: prepaid units and cash from the two ledgers, joined to the tasks they paid for."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, ClassVar

import httpx
from pydantic import BaseModel, ConfigDict, Field

from collectors.api import Api
from collectors.base import Clock, Collector, Source
from collectors.bearer import Bearer
from collectors.errors import ProviderFault
from collectors.fields import Row, amount, amount_if_said, identity, instant, rows, word
from collectors.providers.kling.faults import fault_of
from collectors.providers.kling.ledgers import LIST_PRICE, charge_of, deductions
from collectors.providers.kling.signing import token
from collectors.providers.kling.tasks import tasks
from collectors.providers.kling.work import SOURCE, work
from db.facts import AnyFact, Balance, Name
from db.window import Window, microseconds

Price = Annotated[Decimal, Field(ge=0, allow_inf_nan=False)]


class KlingOptions(BaseModel):
    """What a unit cost, in US dollars: no answer of Kling's tells what a pack was bought for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unit_price: Price = LIST_PRICE
    packs: dict[str, Price] = {}

    def price_of(self, pack: str) -> Decimal:
        """What was paid for a unit of the pack."""
        return self.packs.get(pack, self.unit_price)


class Kling(Collector):
    """Lists are filtered by when a task was created, and it is charged when it ends: hence days read again."""

    options: KlingOptions

    sources = (Source("package"), Source("balance"), Source(SOURCE, moves=True))
    base_url = "https://api-singapore.klingai.com"
    keys = (frozenset({"api_key"}), frozenset({"access_key", "secret_key"}))
    options_model = KlingOptions
    reread = 3
    longest = 30
    per_second = 1.0
    packs_back: ClassVar[timedelta] = timedelta(days=400)
    """Packs are found by when they were bought, not by how long they last."""

    def auth(self, keys: Mapping[str, str], clock: Clock) -> httpx.Auth:
        """The API key itself, or a token signed for each request with the older pair of keys."""
        if "api_key" in keys:
            return Bearer(lambda: keys["api_key"])
        return Bearer(lambda: token(keys["access_key"], keys["secret_key"], clock()))

    def fault(self, answer: httpx.Response) -> ProviderFault | None:
        """By the answer's code."""
        return fault_of(answer)

    def facts(self, ask: Api, window: Window) -> Iterator[AnyFact]:
        """The lines of both ledgers as charges, the tasks they pay for as work, and the keys they name."""
        lines = deductions(ask, window, self.options.price_of)
        yield from map(charge_of, lines)
        yield from work(lines, tasks(ask, window), self.options.price_of)
        for key in sorted({word(line.row, "api_key_name") for line in lines} - {""}):
            yield Name(kind="api_key", id=key, name=key)

    def standing(self, ask: Api, now: datetime, endpoints: Collection[str]) -> Iterator[AnyFact]:
        """Units left in each pack, as Kling counted them up to twelve hours ago; none where they cannot be spent."""
        ends = {"start_time": now - self.packs_back, "end_time": now}
        answer = ask.get("/account/costs", {name: microseconds(at) // 1000 for name, at in ends.items()})
        packs = rows(answer, "Kling's answer about packs", "data", "resource_pack_subscribe_infos")
        return (_balance(pack, now) for pack in packs)


def _balance(pack: Row, now: datetime) -> Balance:
    """A pack that is used up, has expired or has not begun is said to hold nothing, or it would stay as last seen."""
    where, spendable = "a pack of Kling's", word(pack, "status") == "online"
    return Balance(
        at=now,
        currency="KLING-UNIT",
        amount=amount(pack, "remaining_quantity", where) if spendable else Decimal(0),
        pot=identity(pack, "resource_pack_id", where),
        total=amount_if_said(pack, "total_quantity", where),
        expires=instant(pack, "invalid_time", where) if word(pack, "invalid_time") else None,
    )
