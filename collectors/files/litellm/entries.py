"""The entries of LiteLLM's map: which of them we can use, and what they are the prices of."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple

from collectors.deliveries import UntrustedFile
from collectors.price_sheets import sheet, sheets
from db.money import exact
from db.tokens import CACHED, INPUT, OUTPUT, WRITTEN, WRITTEN_LONG

LARGEST: Final = 64 * 1024 * 1024
LONGEST: Final = 300
DEAREST: Final = 1000
"""Bytes of a map, characters of a name, dollars for one token or one second."""
SELLERS: Final = {
    "openai": "openai",
    "anthropic": "anthropic",
    "deepseek": "deepseek",
    "gemini": "google",
    "vertex_ai-video-models": "google",
    "fal_ai": "fal",
    "runwayml": "runway",
}
"""Our word for those of LiteLLM's sellers that we know; a seller of video that is not here keeps LiteLLM's word."""
TOKENS: Final = {
    "input_cost_per_token": INPUT,
    "cache_read_input_token_cost": CACHED,
    "cache_creation_input_token_cost": WRITTEN,
    "cache_creation_input_token_cost_above_1hr": WRITTEN_LONG,
    "output_cost_per_token": OUTPUT,
}
SECOND: Final = re.compile(r"output_cost_per_(?:video_per_)?second(?:_(\d+p|\d+k))?")
TALKS: Final = ("chat", "responses")
VIDEO: Final = "video_generation"
DATED: Final = re.compile(r"-(?:\d{8}|\d{4}-\d{2}-\d{2}|latest)$|-generate-(?:preview|\d+)$")
FINER: Final = {"sora-2-pro-high-res": ("sora-2-pro", "1024p")}
"""Names that say a resolution."""


class Listed(NamedTuple):
    """One price in US dollars, for a million tokens or for a second; `until` is the day on which it ends."""

    seller: str
    model: str
    endpoint: str
    mode: str
    resolution: str
    unit: str
    amount: Decimal
    until: date | None
    source: str

    @property
    def what(self) -> tuple[str, ...]:
        """What it is the price of."""
        return self[:6]


def entries(path: Path) -> dict[str, Any]:
    """The map, plain names before longer ones, so that a model's own name counts before its dated ones."""
    try:
        if path.stat().st_size > LARGEST:
            raise UntrustedFile(f"{path} is larger than {LARGEST // 1024 // 1024} MB; {_ask()}")
        said = json.loads(path.read_bytes(), parse_float=Decimal)
    except OSError as fault:
        raise UntrustedFile(f"{path} cannot be read ({fault.strerror}); {_ask()}") from None
    except (ValueError, RecursionError):
        raise UntrustedFile(f"{path} is not whole JSON; {_ask()}") from None
    if not isinstance(said, dict) or not any(_is_entry(entry) for entry in said.values()):
        raise UntrustedFile(f"{path} has no entry with a litellm_provider; {_ask()}")
    return {name: said[name] for name in sorted(said, key=lambda name: (len(name), name)) if _is_entry(said[name])}


def _ask() -> str:
    return "give LiteLLM's model_prices_and_context_window.json"


def _is_entry(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("litellm_provider"), str)


def prices(name: str, entry: Mapping[str, Any]) -> Iterator[Listed]:
    """The prices of one entry. Raises ValueError for one that is no number or no day."""
    provider, kind = entry["litellm_provider"], entry.get("mode")
    seller = SELLERS.get(provider, provider if kind == VIDEO else "")
    if not seller or name == "sample_spec" or kind not in (*TALKS, VIDEO):
        return
    if len(name) > LONGEST or len(provider) > LONGEST:
        raise ValueError("the name is too long to keep")
    model, endpoint, resolution = _named(seller, name)
    about = (_end(seller, model, entry), f"LiteLLM price map, {entry.get('source') or name}"[:500])
    for mode, unit, finer, amount in _video(entry) if kind == VIDEO else _tokens(seller, model, entry):
        yield Listed(seller, model, endpoint, mode, finer or resolution, unit, amount, *about)


def _end(seller: str, model: str, entry: Mapping[str, Any]) -> date | None:
    """The day on which a model ends: by the map, or sooner by its maker's own sheet, of which the map may not know."""
    said = entry.get("deprecation_date")
    retired = {
        one.retired_on for found in sheets() if found.name == seller for one in found.models if one.model == model
    }
    return min(filter(None, {date.fromisoformat(str(said)) if said else None, *retired}), default=None)


def _named(seller: str, name: str) -> tuple[str, str, str]:
    """Model, endpoint and resolution: the name without the seller's before it and without the day of its making."""
    rest = name.partition("/")[2] or name
    if seller == "fal":
        found = sheet(seller).endpoint(rest)
        return (found.model if found else rest), rest, ""
    plain = DATED.sub("", rest)
    model, resolution = FINER.get(plain, (plain, ""))
    return model, "", resolution


def _video(entry: Mapping[str, Any]) -> Iterator[tuple[str, str, str, Decimal]]:
    """A price by the second for each size that has one, and one for all others."""
    for field, value in entry.items():
        if (found := SECOND.fullmatch(field)) and (amount := _number(field, value)):
            yield "", "second", found[1] or "", amount


def _tokens(seller: str, model: str, entry: Mapping[str, Any]) -> Iterator[tuple[str, str, str, Decimal]]:
    """Of each kind the usual price, that of a batch, and where hours differ those of the peak and of the rest."""
    rest = entry.get("off_peak_pricing")
    usual = "peak" if isinstance(rest, dict) or _has_hours(seller, model) else ""
    for field, unit in TOKENS.items():
        said = ((usual, entry, field), ("batch", entry, f"{field}_batches"), ("off-peak", rest, field))
        for mode, where, name in said:
            if isinstance(where, dict) and (amount := _number(name, where.get(name))):
                yield mode, unit, "", amount * 10**6


def _has_hours(seller: str, model: str) -> bool:
    """Whether our own sheet tells peak hours of such a model from others."""
    return seller == "deepseek" and any((one.model, one.mode) == (model, "peak") for one in sheet(seller).prices)


def _number(name: str, value: Any) -> Decimal | None:
    """A price; none where there is none or it is 0, which in the map stands for not known as well."""
    if value is None:
        return None
    try:
        number = exact(value)
    except ValueError:
        raise ValueError(f"{name}: {str(value)[:40]!r} is not a number") from None
    if not 0 <= number <= DEAREST:
        raise ValueError(f"{name}: {number:g} dollars are not what anybody asks")
    return number or None
