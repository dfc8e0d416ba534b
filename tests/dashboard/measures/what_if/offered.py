"""Offers to compare: Veo in lengths of 4, 6 and 8 seconds, Kling up to 15, Sora that has ended."""

from typing import Any

from db.money import NANO
from db.offers import Limits, Offer, Variant

VEO = Limits("Google", "US", "premium", 8 * NANO, "4 6 8", 1, "720p 1080p 4k", True, 20251015)
KLING = Limits("Kuaishou", "China", "middle", 15 * NANO, "3-15", 6, "720p 1080p", True, 20260205)
SORA = Limits("OpenAI", "US", "commodity", 12 * NANO, "4 8 12", None, "720p", True, 20251006, 20260924)
MODELS = {"veo-3.1": VEO, "kling-3.0": KLING, "sora-2": SORA}


def offer(model: str, dollars: float | None, resolution: str = "1080p", audio: str = "on", **more: Any) -> Offer:
    """What the seller asks for a second, in dollars; None in a currency without a rate."""
    variant = Variant(more.pop("seller", "fal"), model, "", resolution, audio, "USD" if dollars else "CNY")
    nano = None if dollars is None else round(dollars * NANO)
    return Offer(variant, nano or 1, nano, "a price page", 20261101, more.pop("limits", MODELS[model]))
