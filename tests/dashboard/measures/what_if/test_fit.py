"""Is a clip possible on a model, as what, and if not, is it said why?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.price_sheets import lengths
from dashboard.measures.what_if.fit import SIZES, Making, Need, Terms, fit
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
        (CLIP, offer("kling-3.0", 0.1, limits=Limits()), TODAY, "how long its clips may be is not known"),
        (CLIP, offer("veo-3.1", 0.4), Terms(20261122, models=frozenset({"kling-3.0"})), "not among the chosen models"),
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


WORDS = st.sampled_from(["", "480p", "720p", "1080p", "4k", "odd"])
NEEDS = st.builds(
    Need, st.integers(1, 40 * NANO), WORDS, st.sampled_from(["", "on", "off", "voice"]), st.integers(1, 8)
)
OFFERED = st.builds(
    offer, st.sampled_from(["kling-3.0", "veo-3.1", "sora-2"]), st.just(0.1), WORDS, st.sampled_from(["", "on", "off"])
)
ALLOWED = st.builds(
    Terms, st.sampled_from([20251101, 20260601, 20261122]), st.sampled_from([None, frozenset({"US"})]), st.booleans(),
    st.sampled_from([None, CHEAP]), st.sampled_from([None, frozenset({"fal"}), CHEAP]),
    st.sampled_from([None, frozenset({"veo-3.1"})]),
)  # fmt: skip


@given(NEEDS, OFFERED, ALLOWED)
def test_nothing_that_breaks_a_limit_is_offered(need: Need, by: Offer, terms: Terms) -> None:
    """Whatever is wanted, sold and allowed: what is offered was for sale that day, is allowed, and is large, loud and
    long enough in clips of allowed lengths."""
    made, limits = fit(need, by, terms), by.limits
    if isinstance(made, Making):
        assert (limits.available_from or 0) <= terms.day < (limits.retired_on or 10**9)
        assert terms.countries is None or limits.country in terms.countries
        assert terms.tiers is None or limits.tier in terms.tiers
        assert terms.sellers is None or "fal" in terms.sellers
        assert terms.models is None or by.variant.model in terms.models
        wanted, got = need.resolution, by.variant.resolution
        assert wanted in ("", got) or SIZES[got] >= SIZES[wanted]
        assert not (need.audio in ("on", "voice") and by.variant.audio == "off")
        assert need.shots <= (limits.shots or need.shots)
        assert made.clips == 1 or terms.split
        assert made.seconds + NANO // 10 >= need.seconds
        spans = lengths(limits.durations)
        assert made.clips * min(spans) * NANO <= made.seconds <= made.clips * max(spans) * NANO
