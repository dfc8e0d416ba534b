"""What a unit of fal's stands for, as far as its price proves it: seconds, cents, or tokens.

A billing event says how many units it took and what a unit costs, never what a unit is. Each price on the
sheet that the unit's price fits is one reading of the event; what all readings agree on is taken as true
and the rest stays unknown. Nothing is guessed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from collectors.price_sheets import Endpoint, lengths, model, sheet
from db.facts import Audio, Price
from db.money import NANO, to_nano

CENT = NANO // 100
SLACK = Decimal("0.05")
"""Seconds by which a file may differ from a length that was asked for: sound runs a little over."""
TOKEN_SLACK = 10_000
"""Tokens among which one may be missing or too many: fal rounds the units it counts them in."""
LONGEST = 60
SIZES = {
    "480p": ((854, 480), (864, 496), (752, 560), (640, 640), (992, 432)),
    "720p": ((1280, 720), (1112, 834), (960, 960), (1470, 630)),
    "1080p": ((1920, 1080), (1664, 1248), (1440, 1440), (2206, 946)),
    "4k": ((3840, 2160), (3328, 2496), (2880, 2880), (4416, 1892)),
}
"""Width and height in pixels of the video that Seedance makes, at 24 frames a second."""
T = TypeVar("T")
N = TypeVar("N", int, Decimal)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of an event's work: billed seconds, video tokens, and what `unit` it was counted in."""

    seconds: Decimal | None = None
    tokens: int | None = None
    unit: str = ""
    resolution: str = ""
    audio: Audio = ""


def reading(made: Endpoint, unit_price: Decimal, units: Decimal) -> Reading:
    """What all readings of so many units at that price agree on."""
    nano = to_nano(unit_price)
    asked = [price for price in sheet("fal").prices if _may_be(price, made)]
    found = list(_as_seconds(asked, nano, units) or _as_cents(asked, made, nano, units))
    return _common(found or list(_as_tokens(asked, made, nano, units)))


def together(readings: Sequence[Reading]) -> Reading:
    """What several events of one request add up to; a part that is unknown leaves the sum unknown."""
    seconds, tokens = total(one.seconds for one in readings), total(one.tokens for one in readings)
    return replace(_common(readings), seconds=seconds, tokens=tokens)


def total(parts: Iterable[N | None]) -> N | None:
    """The sum, None where a part is unknown or there is none."""
    asked = list(parts)
    known = [part for part in asked if part is not None]
    return sum(known[1:], known[0]) if known and len(known) == len(asked) else None


def agreed(said: Iterable[T], otherwise: T) -> T:
    """The one thing that all say, or `otherwise`."""
    different = set(said)
    return different.pop() if len(different) == 1 else otherwise


def _common(found: Sequence[Reading]) -> Reading:
    return Reading(
        seconds=agreed((one.seconds for one in found), None),
        tokens=agreed((one.tokens for one in found), None),
        unit=agreed((one.unit for one in found), ""),
        resolution=agreed((one.resolution for one in found), ""),
        audio=agreed((one.audio for one in found), ""),
    )


def _may_be(price: Price, made: Endpoint) -> bool:
    """A price of this model and mode, on whatever days: what a unit was does not change when its price does."""
    fits = price.resolution == made.resolution or not (price.resolution and made.resolution)
    return price.model == made.model and price.mode in ("", made.mode) and fits


def _as_seconds(asked: list[Price], nano: int, units: Decimal) -> list[Reading]:
    """A unit that costs just what a second does is a second."""
    return [
        Reading(units, None, "second", price.resolution, price.audio)
        for price in asked
        if price.unit == "second" and price.amount == nano
    ]


def _as_cents(asked: list[Price], made: Endpoint, nano: int, units: Decimal) -> list[Reading]:
    """A unit of one cent: seconds by each price that gives a length which the model can make."""
    if nano != CENT:
        return []
    prices = [price for price in asked if price.unit == "second"]
    lengths_by_price = [(price, units * CENT / price.amount) for price in prices]
    return [
        Reading(seconds, None, "cent", price.resolution, price.audio)
        for price, seconds in lengths_by_price
        if abs(seconds - round(seconds)) <= SLACK and round(seconds) in _lengths(made)
    ]


def _as_tokens(asked: list[Price], made: Endpoint, nano: int, units: Decimal) -> Iterator[Reading]:
    """Units of one, a thousand or a million tokens, at a price by tokens."""
    for price in asked:
        counted = re.fullmatch(r"(\d+) tokens", price.unit)
        for size in (1, 1000, 1_000_000) if counted else ():
            if counted and nano * int(counted[1]) == price.amount * size:
                yield from _sized(made, round(units * size), f"{size} tokens", price)


def _sized(made: Endpoint, tokens: int, unit: str, price: Price) -> list[Reading]:
    """The lengths and sizes of video that take just so many tokens."""
    fitting = (
        []
        if made.input_billed
        else [
            Reading(Decimal(seconds), tokens, unit, resolution, price.audio)
            for resolution, sizes in _sizes(made)
            for width, height in sizes
            for seconds in _lengths(made)
            if _takes(width * height, seconds, tokens)
        ]
    )
    return fitting or [Reading(None, tokens, unit, "", price.audio)]


def _sizes(made: Endpoint) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    """The sizes of the resolutions that the model makes; all where it does not say."""
    limits = model(made.model)
    able = limits.resolutions.split() if limits and limits.resolutions else SIZES
    return [(resolution, sizes) for resolution, sizes in SIZES.items() if resolution in able]


def _takes(pixels: int, seconds: int, tokens: int) -> bool:
    """Whether so long a video is billed so many tokens: pixels × frames ÷ 1024, perhaps with one frame more."""
    return any(
        abs(pixels * frames - tokens * 1024) * TOKEN_SLACK <= tokens * 1024
        for frames in (24 * seconds, 24 * seconds + 1)
    )


@lru_cache(maxsize=256)
def _lengths(made: Endpoint) -> frozenset[int]:
    """The whole seconds a clip can have; any up to the longest clip where the model does not say."""
    limits = model(made.model)
    if limits and limits.durations:
        return lengths(limits.durations)
    longest = limits.clip_seconds // NANO if limits and limits.clip_seconds else LONGEST
    return frozenset(range(1, longest + 1))
