"""Is a clip possible on a model, as what, and if not, is it said why?"""

import pytest

from dashboard.measures.what_if.fit import Making, Need, Terms, fit
from db.money import NANO
from db.offers import Limits, Offer
from tests.dashboard.measures.what_if.offered import offer

TODAY = Terms(20261122)
CLIP = Need(8 * NANO, "1080p", "on")
CHEAP = frozenset({"commodity"})


@pytest.mark.parametrize(
    ("need", "by", "clips", "seconds"),
    [
        (CLIP, offer("veo-3.1", 0.4), 1, 8),
        (Need(5 * NANO), offer("veo-3.1", 0.4), 1, 6),  # rounded up to an allowed length
        (Need(20 * NANO), offer("kling-3.0", 0.168), 2, 20),  # longer than a clip can be
        (Need(8 * NANO, "720p"), offer("kling-3.0", 0.168), 1, 8),  # larger than wanted is fine
        (Need(8 * NANO, "1080p", "off"), offer("veo-3.1", 0.4), 1, 8),  # sound can be left out
        (CLIP, offer("kling-3.0", 0.42, audio=""), 1, 8),  # the same price with and without
        (Need(20 * NANO), offer("kling-3.0", 0.1, limits=Limits(clip_seconds=9 * NANO)), 3, 20),
        (Need(20 * NANO), offer("kling-3.0", 0.1, limits=Limits()), 1, 20),  # nothing known limits nothing
    ],
)
def test_how_it_would_be_made(need: Need, by: Offer, clips: int, seconds: int) -> None:
    """As so many clips with so many seconds together."""
    assert fit(need, by, TODAY) == Making(clips, seconds * NANO)


@pytest.mark.parametrize(
    ("need", "by", "terms", "why"),
    [
        (CLIP, offer("sora-2", 0.1), TODAY, "ended on 2026-09-24"),
        (CLIP, offer("kling-3.0", 0.168), Terms(20260101), "not before 2026-02-05"),
        (CLIP, offer("kling-3.0", 0.168), Terms(20261122, frozenset({"US"})), "made in China, which is not allowed"),
        (CLIP, offer("veo-3.1", 0.4), Terms(20261122, tiers=CHEAP), "of the premium tier, which is not allowed"),
        (CLIP, offer("veo-3.1", 0.4, limits=Limits()), Terms(20261122, tiers=CHEAP), "its tier is not known"),
        (CLIP, offer("veo-3.1", 0.4), Terms(20261122, sellers=CHEAP), "sold by fal, which is not allowed"),
        (CLIP, offer("kling-3.0", None), TODAY, "no rate for CNY"),
        (CLIP, offer("kling-3.0", 0.126, "720p"), TODAY, "not in 1080p"),
        (CLIP, offer("kling-3.0", 0.112, audio="off"), TODAY, "no sound"),
        (Need(8 * NANO, shots=2), offer("veo-3.1", 0.4), TODAY, "at most 1 shot in a clip"),
        (Need(20 * NANO), offer("veo-3.1", 0.4), Terms(20261122, split=False), "a clip is not long enough"),
        (Need(8 * NANO, "8k"), offer("veo-3.1", 0.4), TODAY, "not in 8k"),
    ],
)
def test_why_not(need: Need, by: Offer, terms: Terms, why: str) -> None:
    """In a few words."""
    assert fit(need, by, terms) == why
