"""Could this offer have made that clip; as how many clips and seconds, or why not?"""

from dataclasses import dataclass
from typing import Final, NamedTuple

from collectors.price_sheets import lengths
from dashboard.measures.what_if.cover import cover, whole_seconds
from db.money import NANO
from db.offers import Limits, Offer
from db.window import day_of_number

SIZES: Final = {"360p": 0, "480p": 1, "540p": 2, "720p": 3, "768p": 4, "1024p": 5, "1080p": 6, "1440p": 7, "4k": 8}
"""Resolutions from the smallest to the largest; what is not among them fits only itself."""


class Need(NamedTuple):
    """What one clip must be: nano-seconds, at least this resolution, with sound ("on", "voice") or not. "" is any."""

    seconds: int
    resolution: str = ""
    audio: str = ""
    shots: int = 1


class Making(NamedTuple):
    """How an offer would make it: so many clips with so many nano-seconds together."""

    clips: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What is allowed, on which day (YYYYMMDD): `countries` of makers, `tiers`, `sellers`, `models`; None is any.

    `split`: a take that is too long for one clip may be several.
    """

    day: int
    countries: frozenset[str] | None = None
    split: bool = True
    tiers: frozenset[str] | None = None
    sellers: frozenset[str] | None = None
    models: frozenset[str] | None = None


def fit(need: Need, offer: Offer, terms: Terms) -> Making | str:
    """The making, or in a few words why there is none."""
    return _not_allowed(offer, terms) or _why_not(need, offer) or _making(need, offer.limits, terms)


def _not_allowed(offer: Offer, terms: Terms) -> str:
    """Why nobody may buy it on that day, "" where they may."""
    limits, variant = offer.limits, offer.variant
    if limits.retired_on and terms.day >= limits.retired_on:
        return f"ended on {day_of_number(limits.retired_on)}"
    if limits.available_from and terms.day < limits.available_from:
        return f"not before {day_of_number(limits.available_from)}"
    if terms.countries is not None and limits.country not in terms.countries:
        return (
            f"made in {limits.country}, which is not allowed" if limits.country else "its maker's country is not known"
        )
    if terms.tiers is not None and limits.tier not in terms.tiers:
        return f"of the {limits.tier} tier, which is not allowed" if limits.tier else "its tier is not known"
    if terms.sellers is not None and variant.seller not in terms.sellers:
        return f"sold by {variant.seller}, which is not allowed"
    if terms.models is not None and variant.model not in terms.models:
        return "not among the chosen models"
    return ""


def _why_not(need: Need, offer: Offer) -> str:
    """The first thing about the clip that it cannot do, "" where there is none."""
    limits, variant = offer.limits, offer.variant
    if offer.per_second is None:
        return f"no rate for {variant.currency}"
    if not _large_enough(need.resolution, variant.resolution):
        return f"not in {need.resolution}"
    if need.audio in ("on", "voice") and (limits.audio is False or variant.audio == "off"):
        return "no sound"
    if limits.shots is not None and need.shots > limits.shots:
        return f"at most {limits.shots} {'shot' if limits.shots == 1 else 'shots'} in a clip"
    return ""


def _large_enough(wanted: str, made: str) -> bool:
    if not wanted or wanted == made:
        return True
    return wanted in SIZES and made in SIZES and SIZES[made] >= SIZES[wanted]


def _making(need: Need, limits: Limits, terms: Terms) -> Making | str:
    """By the lengths that are allowed, else by the longest one; where neither is known, nobody can say."""
    if limits.durations:
        parts = cover(whole_seconds(need.seconds), lengths(limits.durations))
        made = Making(len(parts), sum(parts) * NANO)
    elif limits.clip_seconds:
        made = Making(-(-need.seconds // limits.clip_seconds), need.seconds)
    else:
        return "how long its clips may be is not known"
    return made if terms.split or made.clips == 1 else "a clip is not long enough"
