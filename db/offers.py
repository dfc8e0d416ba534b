"""What can be bought on a day: each price by the second, and what its model can do.

Prices come from the price book by its own rule, so a negotiated price stands where a list price would.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Engine, select

from db.engine import reading
from db.facts import Facet
from db.prices import PER_SECOND, PriceBook, converted
from db.rates import rates
from db.tables import Model, Price
from db.upsert import table_of

PRICE, MODEL = table_of(Price), table_of(Model)
INPUT_BILLED: Final = "video-input"
"""The mode of work on a video that was given: no way to make a clip from words."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a model can do; None or "" is not known. Days are YYYYMMDD, `clip_seconds` is nano-seconds.

    `source` and `checked_on` say where these limits were seen.
    """

    maker: str = ""
    country: str = ""
    tier: str = ""
    clip_seconds: int | None = None
    durations: str = ""
    shots: int | None = None
    resolutions: str = ""
    audio: bool | None = None
    available_from: int | None = None
    retired_on: int | None = None
    replaced_by: str = ""
    source: str = ""
    checked_on: int | None = None


class Variant(NamedTuple):
    """One way to buy a model. An empty `audio` is with or without, at the same price."""

    seller: str
    model: str
    mode: str
    resolution: str
    audio: str
    currency: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A variant and its price: `amount` nano-units of its own currency for a second, `per_second` of the reporting
    one (None where there is no rate); `source` and `checked_on` (YYYYMMDD) say where it was seen."""

    variant: Variant
    amount: int
    per_second: int | None
    source: str
    checked_on: int
    limits: Limits


def offers(engine: Engine, day: int, currency: str, *, agreed: bool = True) -> tuple[Offer, ...]:
    """Every offer in force on a day (YYYYMMDD), also of models that have ended; in a fixed order.

    Without `agreed`, what sellers ask everybody: no negotiated price counts.
    """
    anybodys = () if agreed else (PRICE.c.origin != "negotiated",)
    with reading(engine) as connection:
        limits = _limits(connection)
        prices = connection.execute(select(PRICE).where(*anybodys).order_by(*PRICE.primary_key)).all()
        rate = rates(connection, currency)
        return tuple(_offers(prices, limits, day, lambda one: rate(one, day)))


def days_of_change(engine: Engine, after: int, until: int) -> list[int]:
    """The days (YYYYMMDD) after one and before another from which some other price holds."""
    asked = select(PRICE.c.valid_from).where(PRICE.c.valid_from > after, PRICE.c.valid_from < until).distinct()
    with reading(engine) as connection:
        return sorted(connection.execute(asked).scalars())


def every_limit(engine: Engine) -> dict[str, Limits]:
    """What each model can do that anything is known of, also those that nobody sells by the second."""
    with reading(engine) as connection:
        return _limits(connection)


def _limits(connection: Connection) -> dict[str, Limits]:
    return {
        row.model: Limits(
            row.maker, row.origin, row.tier, row.clip_seconds, row.durations, row.shots, row.resolutions,
            row.audio, row.available_from, row.retired_on, row.replaced_by, row.source, row.checked_on,
        )
        for row in connection.execute(select(MODEL).order_by(MODEL.c.model))
    }  # fmt: skip


def _offers(prices: Iterable[Any], limits: dict[str, Limits], day: int, rate: Any) -> Iterator[Offer]:
    listed = [price for price in prices if price.unit in PER_SECOND]
    book = PriceBook(listed)
    for variant in dict.fromkeys(one for price in listed for one in _variants(price, limits)):
        best = book.in_force(variant.seller, _facet(variant), day)
        if best:
            amount = converted(best.amount, rate(best.currency))
            known = limits.get(variant.model, Limits())
            yield Offer(variant, best.amount, amount, best.source, best.checked_on, known)


def _variants(price: Any, limits: dict[str, Limits]) -> Iterator[Variant]:
    """What a price is for: where it names no resolution, each that the model makes."""
    if price.model and price.mode != INPUT_BILLED:
        made = limits.get(price.model, Limits()).resolutions.split()
        for resolution in [price.resolution] if price.resolution else made or [""]:
            yield Variant(price.seller, price.model, price.mode, resolution, price.audio, price.currency)


def _facet(variant: Variant) -> Facet:
    return Facet(
        model=variant.model,
        mode=variant.mode,
        resolution=variant.resolution,
        audio=variant.audio,
        unit="second",
        currency=variant.currency,
    )
