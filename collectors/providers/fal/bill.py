"""Billing events as facts: the piece of work that a request was, and what the bill says of it.

A request that was billed once is its own bill line. One that was billed more than once on a day, or with a
number that is no whole price of work, has a Charge for each event.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from collectors.price_sheets import Endpoint, sheet
from collectors.providers.fal.events import EXACT, Event
from collectors.providers.fal.units import Reading, reading, together, total
from db.facts import Charge, Facet, Kind, Usage, usage
from db.window import QUARTER, Days, microseconds

SOURCE = "billing-events"
NANO = Decimal("1e-9")


def said_by(events: Iterable[Event], zone: ZoneInfo) -> Iterator[Usage | Charge]:
    """Each request as a Usage, followed by its charges where it is not its own bill line.

    An event without a cost is work, and no charge. What a request was on one day of `zone` says nothing of
    another day, so that a day is told alike whatever is asked beside it.
    """
    by_request: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_request[event.request].append(event)
    days = Days(zone)
    for its_events in by_request.values():
        for of_a_day in _by_day(its_events, days) if len(its_events) > 1 else (its_events,):
            yield from _told(of_a_day)


def _by_day(events: Iterable[Event], days: Days) -> Iterable[list[Event]]:
    by_day: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        by_day[days[microseconds(event.at) // QUARTER]].append(event)
    return by_day.values()


def _told(its_events: list[Event]) -> Sequence[Usage | Charge]:
    """What a request was on a day, and its charges unless it is its own bill line."""
    first = its_events[0]
    if len(its_events) == 1 and _in_whole_nano(first.cost):
        return (_usage(first, _reading(first), first.units, line=first.cost),)
    readings = [_reading(event) for event in its_events]
    both = zip(its_events, readings, strict=True)
    charges = [_charge(event, read, event.cost) for event, read in both if event.cost is not None]
    return [_together(its_events, readings), *charges]


def _in_whole_nano(cost: Decimal | None) -> bool:
    """Whether a cost can stand with the work: no correction, and nothing of it is lost in nano-dollars."""
    return cost is not None and cost >= 0 and cost == cost.quantize(NANO, context=EXACT)


def _together(its_events: list[Event], readings: list[Reading]) -> Usage:
    """What the events of one request add up to; a sum with an unknown part is unknown."""
    first = min(its_events, key=lambda event: (event.at, event.endpoint))
    one_unit = len({(event.endpoint, event.unit_price) for event in its_events}) == 1
    units = total(event.units for event in its_events) if one_unit else None
    cost = total(event.cost for event in its_events)
    return _usage(first, together(readings), units, stated=_not_less_than_nothing(cost))


def _usage(
    first: Event, read: Reading, units: Decimal | None, *, stated: Decimal | None = None, line: Decimal | None = None
) -> Usage:
    facet = _facet(first, read)
    return usage(
        {
            "source": SOURCE,
            "external_id": first.request,
            "at": first.at,
            "facet": facet,
            "seconds": read.seconds,
            "clips": 1 if facet.kind == "render" else None,
            "tokens": read.tokens,
            "requests": 1,
            "quantity": _not_less_than_nothing(units),
            "stated": stated,
            "line": line,
        }
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
