"""Billing events as facts: the charge that each is, and the one piece of work that each request was."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from collectors.price_sheets import Endpoint, sheet
from collectors.providers.fal.events import Event
from collectors.providers.fal.units import Reading, reading, together, total
from db.facts import Charge, Facet, Kind, Usage

SOURCE = "billing-events"


def said_by(events: Iterable[Event]) -> Iterator[Usage | Charge]:
    """Each request as a Usage, followed by its charges. An event without a cost is work, and no charge."""
    by_request: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_request[event.request].append(event)
    for its_events in by_request.values():
        readings = [_reading(event) for event in its_events]
        yield _work(its_events, readings)
        for event, read in zip(its_events, readings, strict=True):
            if event.cost is not None:
                yield _charge(event, read, event.cost)


def _work(its_events: list[Event], readings: list[Reading]) -> Usage:
    """What the events of one request add up to; a sum with an unknown part is unknown."""
    first, read = its_events[0], readings[0]
    units, cost = first.units, first.cost
    if len(its_events) > 1:
        first = min(its_events, key=lambda event: (event.at, event.endpoint))
        one_unit = len({(event.endpoint, event.unit_price) for event in its_events}) == 1
        read = together(readings)
        units = total(event.units for event in its_events) if one_unit else None
        cost = total(event.cost for event in its_events)
    facet = _facet(first, read)
    return Usage(
        source=SOURCE,
        external_id=first.request,
        at=first.at,
        facet=facet,
        seconds=read.seconds,
        clips=1 if facet.kind == "render" else None,
        tokens=read.tokens,
        requests=1,
        quantity=_not_less_than_nothing(units),
        stated=_not_less_than_nothing(cost),
    )


def _charge(event: Event, read: Reading, cost: Decimal) -> Charge:
    return Charge(
        source=SOURCE,
        external_id=event.id,
        at=event.at,
        facet=_facet(event, read),
        amount=cost,
        list_amount=event.before_discount,
        quantity=event.units,
        pays_for=event.request,
    )


def _not_less_than_nothing(number: Decimal | None) -> Decimal | None:
    """A correction is no price and no amount of work."""
    return None if number is None or number < 0 else number


def _reading(event: Event) -> Reading:
    if event.unit_price is None or event.units is None or event.units < 0:
        return Reading()
    return _read(event.endpoint, event.unit_price, event.units)


@lru_cache(maxsize=16384)
def _read(endpoint: str, unit_price: Decimal, units: Decimal) -> Reading:
    return reading(made_by(endpoint), unit_price, units)


@lru_cache(maxsize=4096)
def made_by(endpoint: str) -> Endpoint:
    """What the price sheet knows of an endpoint; one that it does not know is its own model."""
    return sheet("fal").endpoint(endpoint) or Endpoint(prefix=endpoint, model=endpoint)


def _kind(endpoint: str) -> Kind:
    """fal makes images, speech and text too: what nobody knows is video only where its name says so."""
    return "render" if "video" in endpoint or made_by(endpoint).model != endpoint else "other"


def _facet(event: Event, read: Reading) -> Facet:
    return _words(event.endpoint, read.resolution, read.audio, read.unit, event.key, event.user, event.label)


@lru_cache(maxsize=8192)
def _words(endpoint: str, resolution: str, audio: str, unit: str, key: str, user: str, label: str) -> Facet:
    """The facet, made once. What the endpoint alone tells comes before what the price proves."""
    made = made_by(endpoint)
    return Facet.model_validate(
        {
            "kind": _kind(endpoint),
            "model": made.model,
            "endpoint": endpoint,
            "mode": made.mode,
            "resolution": made.resolution or resolution,
            "audio": made.audio or audio,
            "unit": unit,
            "api_key": key,
            "user": user,
            "labels": (("auth", label),) if label else (),
        }
    )
