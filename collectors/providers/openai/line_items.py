"""What a line item of OpenAI's bill is for: video, text that plans one, or something else."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from collectors.fields import BILLIONS
from db.facts import Kind
from db.tokens import CACHED, INPUT, OUTPUT

RESOLUTIONS = {
    ("sora-2", Decimal("0.10")): "720p",
    ("sora-2-pro", Decimal("0.30")): "720p",
    ("sora-2-pro", Decimal("0.50")): "1024p",
}
"""What a second of Sora cost in US dollars, as listed until 2026-09-24, and the resolution that this tells."""
VIDEO_PRICES = {price for _, price in RESOLUTIONS}
SECONDS = {"duration_minutes": 60, "duration_hours": 3600}
TOKENS = {"tokens": 1, "1000_tokens": 1000}
TOKEN_KINDS = {"input": INPUT, "cached input": CACHED, "output": OUTPUT}
TIERS = ("batch", "flex", "priority", "scale")
_SORA = re.compile(r"\bsora-2(?:-pro)?\b", re.IGNORECASE)
_TEXT_MODEL = re.compile(r"^(?:chatgpt|claude|gpt-\d|gpt-oss|o\d)", re.IGNORECASE)
_DATED = re.compile(r"-\d{4}-\d{2}-\d{2}$")
_NOT_TEXT = re.compile(r"\b(?:audio|image|transcribe|tts|realtime)\b", re.IGNORECASE)


class LineItem(NamedTuple):
    """`model` is the common name where known, else the raw text; `mode` is what follows the model."""

    kind: Kind
    model: str
    mode: str


@lru_cache(maxsize=4096)
def line_item(text: str) -> LineItem:
    """What the text stands for. There is no published list: what fits nothing is "other", and keeps its text."""
    if found := _SORA.search(text):
        return LineItem("render", found[0].lower(), "")
    name, _, mode = text.rpartition("|")[2].partition(",")
    if _TEXT_MODEL.match(name.strip()) and not _NOT_TEXT.search(text):
        return LineItem("plan", _DATED.sub("", name.strip().lower()), mode.strip())
    return LineItem("other", text, "")


class Planned(NamedTuple):
    """What a bill line and the work that it pays for have in common: model, unit of tokens, project, key."""

    model: str
    unit: str
    project: str
    api_key: str


@lru_cache(maxsize=4096)
def token_unit(text: str) -> str:
    """The unit of the kind of token that a text model's line item bills ("…, cached input, long context"), else ""."""
    what = line_item(text)
    kind = what.mode.partition(",")[0].strip().lower().replace("_", " ").removesuffix(" tokens")
    return TOKEN_KINDS.get(kind, "") if what.kind == "plan" else ""


def tier(text: str) -> str:
    """The service tier in front of a line item; "" where none is said, and the line may be for any."""
    said = text.partition("|")[0].strip().lower()
    return said if said in TIERS else ""


class Video(NamedTuple):
    """What the price of a second proves: billed seconds, and the resolution where the model agrees."""

    seconds: Decimal
    resolution: str


def video(model: str, total: Decimal, quantity: Decimal, unit: str) -> Video | None:
    """The video that a line bills, where its quantity comes to a known price a second; else None."""
    seconds = quantity * SECONDS.get(unit, 1)
    price = round(total / seconds, 6) if 0 < seconds <= BILLIONS else None
    if price is None or price not in VIDEO_PRICES:
        return None
    return Video(seconds, RESOLUTIONS.get((model, price), ""))


def tokens(quantity: Decimal, unit: str) -> int | None:
    """The tokens a line bills, where its unit says that it counts them."""
    each = TOKENS.get(unit)
    return None if each is None else int(quantity * each)
