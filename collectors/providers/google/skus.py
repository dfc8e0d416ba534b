"""What a SKU's text says of the work, and whether its price proves that what it counts are seconds of video."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from collectors.price_sheets import sheet
from db.facts import Audio, Kind, Price
from db.money import to_nano

SECONDS = {"second": 1, "seconds": 1, "s": 1, "minute": 60, "minutes": 60, "hour": 3600, "hours": 3600}
"""Pricing units that are times by their own word, in seconds."""
CENTS = Decimal("0.0001")
"""How exactly a price must be met, in dollars: in other currencies a conversion lies between."""
LARGEST_PRICE = 1000
_VEO = re.compile(r"\bveo[\s_-]*(\d+(?:\.\d+)?)(?![\dk])", re.IGNORECASE)
_GEMINI = re.compile(r"\bgemini[\s_-]+(?:omni[\s_-]+)?\d+(?:\.\d+)?(?:[\s_-]+(?:flash|pro|nano|ultra))?", re.IGNORECASE)
_VARIANT = re.compile(r"\b(fast|lite)\b", re.IGNORECASE)
_RESOLUTION = re.compile(r"\b(480p|720p|1080p|4k)\b", re.IGNORECASE)
_VIDEO = re.compile(r"\b(?:veo|omni|video)\b", re.IGNORECASE)
_TEXT = re.compile(r"\b(?:input|output|tokens?|thinking)\b", re.IGNORECASE)
_NOT_TEXT = re.compile(r"\b(?:image|audio|live|embedding|tts|tuning|training)\b", re.IGNORECASE)
_SILENT = re.compile(r"\b(?:no|without|w/o)\s+audio\b|\bvideo[\s-]only\b", re.IGNORECASE)
_AUDIO = re.compile(r"\baudio\b", re.IGNORECASE)


class Sku(NamedTuple):
    """`model` is the common name where the text tells it, else the text; unknown words are ""."""

    kind: Kind
    model: str
    resolution: str
    audio: Audio


class Proof(NamedTuple):
    """Billed seconds of video where they are proved, and the words that the price alone could tell."""

    seconds: Decimal | None
    resolution: str
    audio: Audio


@lru_cache(maxsize=4096)
def sku(text: str) -> Sku:
    """What the text stands for. Nobody publishes these texts: what fits nothing is "other", and keeps its text."""
    if veo := _VEO.search(text):
        variant = _VARIANT.search(text)
        version = veo[1] if "." in veo[1] else f"{veo[1]}.0"
        name = f"veo-{version}" + (f"-{variant[0].lower()}" if variant else "")
        return Sku("render", name, _resolution(text), _audio(text))
    gemini = _GEMINI.search(text)
    name = re.sub(r"[\s_]+", "-", gemini[0].lower()) if gemini else text
    if _VIDEO.search(text):
        return Sku("render", name, _resolution(text), _audio(text))
    planning = gemini and _TEXT.search(text) and not _NOT_TEXT.search(text)
    return Sku("plan" if planning else "other", name, "", "")


def _resolution(text: str) -> str:
    found = _RESOLUTION.search(text)
    return found[0].lower() if found else ""


def _audio(text: str) -> Audio:
    """A text without the word says nothing: what Google calls its silent SKUs is not known."""
    if _SILENT.search(text):
        return "off"
    return "on" if _AUDIO.search(text) else ""


def proof(said: Sku, unit: str, units: Decimal, list_usd: Decimal | None) -> Proof:
    """The seconds, where the unit is a time or where a unit costs just what a second of the model is listed at."""
    unproved = Proof(None, said.resolution, said.audio)
    if said.kind != "render" or units <= 0:
        return unproved
    if times := SECONDS.get(unit.lower()):
        return unproved._replace(seconds=units * times)
    fitting = [] if list_usd is None else _listed(said, list_usd / units)
    if not fitting:
        return unproved
    resolutions, audios = {one.resolution for one in fitting}, {one.audio for one in fitting}
    resolution = resolutions.pop() if len(resolutions) == 1 else ""
    audio: Audio = audios.pop() if len(audios) == 1 else ""
    return Proof(units, said.resolution or resolution, said.audio or audio)


def _listed(said: Sku, price: Decimal) -> list[Price]:
    """The prices of a second that a unit's price may be, of whatever days: a price cut changes no unit."""
    nano = to_nano(price.quantize(CENTS)) if 0 < price < LARGEST_PRICE else 0
    return [
        one
        for one in sheet("google").prices
        if one.unit == "second"
        and (one.model, one.amount) == (said.model, nano)
        and _agree(one.resolution, said.resolution)
        and _agree(one.audio, said.audio)
    ]


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other
