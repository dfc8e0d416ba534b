"""Is a range made of the offers for the same second, and of nobody who has ended?"""

from decimal import Decimal

from dashboard.measures.tiers.ranges import Range, Ranges, spread
from tests.dashboard.measures.tiers.work import KLING, VEO, work
from tests.dashboard.measures.what_if.offered import offer

OFFERS = (
    offer("kling-3.0", 0.168), offer("kling-3.0", 0.15, seller="kling"), offer("kling-3.0", 0.112, audio="off"),
    offer("kling-3.0", 0.42, "4k"), offer("kling-3.0", None, seller="yuan"), offer("veo-3.1", 0.4),
    offer("sora-2", 0.1),
)  # fmt: skip
RANGES = Ranges(OFFERS, 20261122)


def test_a_range_is_of_the_same_resolution_and_sound() -> None:
    """1080p with sound: 0.150 at Kling, 0.168 at fal; in yuan without a rate nobody knows."""
    assert RANGES.of_model(KLING) == Range(150_000_000, 168_000_000, "kling-3.0 at kling", "kling-3.0 at fal")
    assert RANGES.of_model(KLING._replace(resolution="720p")) is None


def test_a_word_that_is_not_known_fits_any() -> None:
    """Of unknown sound it may be 0.112, of unknown size 0.42."""
    found = RANGES.of_model(KLING._replace(resolution="", audio=""))
    assert found is not None
    assert (found.low, found.high) == (112_000_000, 420_000_000)


def test_another_kind_of_work_has_a_range_of_its_own() -> None:
    """A mode that is only a word for a size is no other kind; motion control is one, and nobody offers it here."""
    assert RANGES.of_model(KLING._replace(mode="pro")) == RANGES.of_model(KLING)
    assert RANGES.of_model(KLING._replace(mode="motion-control")) is None


def test_what_has_ended_asks_nothing() -> None:
    """Sora was commodity until September; nobody else is."""
    assert RANGES.of_tier("commodity", KLING) is None
    assert RANGES.of_tier("premium", KLING) == Range(400_000_000, 400_000_000, "veo-3.1 at fal", "veo-3.1 at fal")
    before = Ranges(OFFERS, 20260923).of_tier("commodity", KLING)
    assert before is not None
    assert before.low == 100_000_000


def test_a_spread_weighs_seconds_and_leaves_out_what_has_no_range() -> None:
    """10 s of Kling at 0.150 to 0.168 and 30 s of Veo at 0.40: (1.5 + 12) ÷ 40 to (1.68 + 12) ÷ 40."""
    unknown = work(5, 1, words=KLING._replace(resolution="360p"))
    found = spread([work(10, 1), work(30, 9, words=VEO), unknown], RANGES.of_model)
    assert found.told("model") == {"model_low": Decimal("0.3375"), "model_high": Decimal("0.342")}
    assert spread([unknown], RANGES.of_model).told("model") == {"model_low": None, "model_high": None}
