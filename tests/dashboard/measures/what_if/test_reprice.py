"""Do the same clips elsewhere cost what they would, clip by clip?"""

from decimal import Decimal
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures.what_if.fit import Terms
from dashboard.measures.what_if.reprice import Alternative, alternatives
from db.money import NANO
from tests.dashboard.measures.what_if.offered import KLING, offer

TODAY = Terms(20261122)
OFFERS = (
    offer("kling-3.0", 0.126, "720p"),
    offer("kling-3.0", 0.168),
    offer("kling-3.0", 0.112, audio="off"),
    offer("veo-3.1", 0.4),
)


def want(seconds: float | None, clips: int, dollars: float | None, resolution: str = "1080p", audio: str = "on") -> Any:
    """So many clips alike, and what they cost together."""
    nano = None if seconds is None else int(seconds * NANO)
    cost = None if dollars is None else round(dollars * NANO)
    return {"seconds": nano, "clips": clips, "cost": cost, "uncosted": 0 if cost is not None else clips} | {
        "resolution": resolution, "audio": audio,
    }  # fmt: skip


def repriced(*wanted: Any) -> dict[str, Alternative]:
    """The alternatives by model."""
    return {one.model: one for one in alternatives(pd.DataFrame(list(wanted)), OFFERS, TODAY)}


def test_each_clip_is_priced_at_its_own_length() -> None:
    """Ten clips of 8 s and four of 5 s: Veo makes the four as 6 s, 10 × 3.20 + 4 × 2.40; Kling just as they are."""
    found = repriced(want(8, 10, 13.44), want(5, 4, 3.36))
    veo, kling = found["veo-3.1"], found["kling-3.0"]
    assert (veo.there, veo.now, veo.over) == (41_600_000_000, 16_800_000_000, 4 * NANO)
    assert (kling.there, kling.over, kling.difference) == (16_800_000_000, 0, 0)
    assert (veo.clips, veo.made, veo.seconds) == (14, 14, 104 * NANO)


def test_of_a_models_offers_the_cheapest_that_fits_counts() -> None:
    """720p with sound is 0.126, 1080p without 0.112; what only asks for 720p may well be larger."""
    assert repriced(want(10, 1, 1, "720p", "on"))["kling-3.0"].there == 1_260_000_000
    assert repriced(want(10, 1, 1, "720p", "off"))["kling-3.0"].there == 1_120_000_000


def test_what_cannot_be_made_is_counted_with_its_reason() -> None:
    """Nobody here makes 4K; a clip of unknown length or cost is in no sum."""
    found = repriced(want(8, 3, 9, "4k"), want(None, 2, 1), want(8, 1, None), want(8, 1, 1.344))["kling-3.0"]
    assert found.reasons == {"not in 4k": 3, "length or cost not known": 3}
    assert (found.clips, found.now) == (1, 1_344_000_000)


def test_who_can_make_most_comes_first_then_the_cheapest() -> None:
    """Kling is cheaper than Veo for the same clips."""
    frame = pd.DataFrame([want(8, 1, 1)])
    assert [one.model for one in alternatives(frame, OFFERS, TODAY)] == ["kling-3.0", "veo-3.1"]


def test_what_is_kept_counts() -> None:
    """Where half is kept now and a quarter there, twice as much must be made there; unknown changes nothing."""
    one = Alternative("fal", "kling-3.0", "USD", KLING, there=100)
    assert one.kept_there(Decimal("0.5"), Decimal("0.25")) == 200
    assert one.kept_there(Decimal("0.5"), None) == one.kept_there(None, Decimal("0.25")) == 100


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(1, 9)), min_size=1, max_size=6))
def test_clips_together_cost_what_they_cost_one_by_one(said: list[tuple[int, int]]) -> None:
    """Grouping clips that need the same changes no sum."""
    together = repriced(*(want(seconds, clips, clips) for seconds, clips in said))
    single = repriced(*(want(seconds, 1, 1) for seconds, clips in said for _ in range(clips)))
    for model, one in together.items():
        alone = single[model]
        assert (one.there, one.now, one.over, one.made) == (alone.there, alone.now, alone.over, alone.made)


@given(st.lists(st.tuples(st.integers(3, 15), st.integers(1, 9)), min_size=1, max_size=6), st.integers(1, 10**9))
def test_at_the_paid_price_it_costs_what_was_paid(said: list[tuple[int, int]], price: int) -> None:
    """Clips of lengths that the model allows, priced once more at what a second of them did cost."""
    paid = [
        want(seconds, clips, clips * seconds * price / NANO) | {"cost": clips * seconds * price}
        for seconds, clips in said
    ]
    [one] = alternatives(pd.DataFrame(paid), [offer("kling-3.0", price / NANO)], TODAY)
    assert (one.there, one.difference, one.over) == (one.now, 0, 0)


RATE = st.decimals("0.01", 1, places=2)


@given(st.integers(0, 10**15), RATE, RATE, RATE)
def test_keeping_more_never_costs_more(price: int, now: Decimal, one: Decimal, other: Decimal) -> None:
    """As much kept work costs at a better keep rate at most what it costs at a worse one."""
    there = Alternative("fal", "kling-3.0", "USD", KLING, there=price)
    assert there.kept_there(now, max(one, other)) <= there.kept_there(now, min(one, other))
