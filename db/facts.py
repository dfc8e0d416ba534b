"""The words collectors speak, checked at the door: Usage, Charge, Price, Model, Balance, Name, Exchange.

A fact is what a provider says. Numbers go in as finite Decimals and times as aware datetimes; behind
the door they are whole nano-units (10⁻⁹) and whole microseconds since 1970, exact and cheap to sum.
Unknown is None (a number) or "" (a word), never 0 and never a guess. Nothing here knows a table.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from db.door import Amount, Count, Currency, Instant, Labels, Number
from db.door import Id as Id
from db.door import Word as Word
from db.money import rest_of, to_nano

Kind = Literal["render", "plan", "other"]
Category = Literal["usage", "credit", "adjustment", "tax", "purchase"]
Audio = Literal["", "on", "off", "voice"]
Status = Literal["", "succeeded", "failed"]
Origin = Literal["negotiated", "seller", "sheet", "map"]


@dataclass(frozen=True, slots=True)
class Source:
    """One stream of facts. `restates`: an answer for a day replaces all that was known of that day.

    `moves`: the time of work may change later, so work seen on a new day must leave its old one.
    """

    name: str
    restates: bool = False
    moves: bool = False


class Fact(BaseModel):
    """Frozen, and closed: a field that we do not know is a mistake of the collector that made it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Facet(Fact):
    """The words of a piece of work or of a bill line: everything about it that is not a number.

    Few different ones exist, so a collector keeps them (`functools.lru_cache`) and the ledger stores
    each once. `endpoint` is the provider's raw word (endpoint, SKU or line item); `model` is the model's
    common name where known, else the raw word. `team` is said by a company's own job log alone.
    """

    kind: Kind = "render"
    category: Category = "usage"
    model: Word = ""
    endpoint: Word = ""
    mode: Word = ""
    resolution: Word = ""
    audio: Audio = ""
    status: Status = ""
    unit: Word = ""
    currency: Currency = "USD"
    project: Word = ""
    workspace: Word = ""
    user: Word = ""
    api_key: Word = ""
    team: Word = ""
    labels: Labels = ()


class Usage(Fact):
    """One piece of work. `seconds` are billed seconds of video; `quantity` counts the facet's `unit`.

    `stated` is the provider's own price for just this work, in the facet's currency. `line` is what an
    itemised bill bills for just this work: the work is its own bill line, and no Charge repeats it. `day`
    is set only by providers that count days themselves; work with a time of its own falls on the reporting
    time zone's day. `reference` is the id that the customer gave the work.
    """

    source: Id
    external_id: Id
    at: Instant
    facet: Facet
    day: date | None = None
    seconds: Amount | None = None
    clips: Count | None = None
    tokens: Count | None = None
    requests: Count | None = None
    quantity: Amount | None = None
    stated: Amount | None = None
    line: Amount | None = None
    reference: Word = ""


usage: Final = TypeAdapter(Usage).validate_python
"""A Usage of a mapping: the quickest way through the door, for providers that tell of millions."""


class Charge(Fact):
    """One line of a bill, in the facet's currency; negative for credits and corrections.

    `at` is the start of the charge period. `pays_for` is the `external_id` of the one piece of work
    that the line itself names. `rest` is what rounding the amount to nano-units left out, in atto-units
    (10⁻¹⁸), so that the exact total of a bill with eleven decimals can still be told.
    """

    source: Id
    external_id: Id
    at: Instant
    facet: Facet
    amount: Number
    rest: int = 0
    day: date | None = None
    list_amount: Number | None = None
    quantity: Number | None = None
    pays_for: Word = ""

    @model_validator(mode="before")
    @classmethod
    def _keep_the_rest(cls, said: dict[str, Any]) -> dict[str, Any]:
        amount = said.get("amount")
        if isinstance(amount, Decimal) and amount.is_finite() and amount.as_tuple().exponent < -9:  # type: ignore[operator]
            return said | {"rest": rest_of(amount, to_nano(amount))}
        return said


class Price(Fact):
    """What a seller asks for one `unit` from `valid_from` on, up to and not including `valid_to`.

    `unit` is `second`, `clip`, or the provider's own word. An empty word means "any". `seller` is a
    provider's name. `source` says where it was seen, `checked_on` when. `origin` is who says so: a contract,
    the seller itself, a price sheet, or a map of many sellers' prices that somebody else keeps.
    """

    seller: Id
    model: Word
    unit: Id
    amount: Amount
    valid_from: date
    source: Word
    checked_on: date
    currency: Currency = "USD"
    origin: Origin = "seller"
    valid_to: date | None = None
    endpoint: Word = ""
    mode: Word = ""
    resolution: Word = ""
    audio: Audio = ""


class Model(Fact):
    """A model's limits and life, as its maker documents them."""

    model: Id
    maker: Word
    origin: Word
    tier: Literal["commodity", "middle", "premium"]
    clip_seconds: Amount | None = None
    durations: Word = ""
    shots: Count | None = None
    resolutions: Word = ""
    audio: bool | None = None
    available_from: date | None = None
    retired_on: date | None = None
    replaced_by: Word = ""
    source: Word
    checked_on: date


class Balance(Fact):
    """Prepaid credit seen at an instant; `currency` may be a unit of the provider's, such as `KLING-UNIT`."""

    at: Instant
    currency: Annotated[str, Field(min_length=3, max_length=20)]
    amount: Number
    pot: Word = ""
    total: Number | None = None
    expires: Instant | None = None


class Name(Fact):
    """What an id is called: a key's alias, a project's or a workspace's name."""

    kind: Literal["api_key", "project", "workspace", "user", "account"]
    id: Id
    name: Word


class Exchange(Fact):
    """What one unit of `currency` is worth in another on a day, and who says so."""

    day: date
    currency: Currency
    into: Currency
    rate: Annotated[Amount, Field(gt=0)]
    source: Id


AnyFact = Usage | Charge | Price | Model | Balance | Name
