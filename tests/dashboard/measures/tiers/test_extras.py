"""Is each hidden multiplier the difference of two list prices of the same day?"""

from dashboard.measures.tiers.extras import AUDIO, LARGE, RESELLER, extras
from db.listed import Asked

DAY = 20261103
PRICES = {
    ("fal", "pro", "1080p", "on"): 168, ("fal", "pro", "1080p", "off"): 112, ("fal", "4k", "4k", "on"): 420,
    ("kling", "pro", "1080p", "on"): 150,
}  # fmt: skip


def second(asked: Asked, day: int) -> int | None:
    """The list of that day alone, in thousandths."""
    assert day == DAY
    assert (asked.endpoint, asked.unit) == ("", "second")
    return PRICES.get((asked.seller, asked.mode, asked.resolution, asked.audio))


def asked(mode: str, resolution: str, audio: str, seller: str = "fal") -> Asked:
    """Kling, by its endpoint at the seller, counted in something else."""
    return Asked(seller, "kling-3.0", mode, resolution, audio, "USD", "an/endpoint", "token")


def test_sound_is_the_price_with_less_that_without() -> None:
    """0.168 less 0.112; and 0.168 at fal less 0.150 at the maker."""
    assert extras(asked("pro", "1080p", "on"), DAY, second, "kling") == {AUDIO: 56, RESELLER: 18}


def test_4k_is_held_against_1080p_whatever_the_mode_is_called() -> None:
    """fal calls 1080p pro: 0.420 less 0.168. Without sound 4K is not listed, and the maker has none: not known."""
    assert extras(asked("4k", "4k", "on"), DAY, second, "kling") == {AUDIO: None, LARGE: 252, RESELLER: None}


def test_what_the_work_does_not_have_is_not_there() -> None:
    """Silent 1080p from the maker has no multiplier; neither has what nobody tells the sound of."""
    assert extras(asked("pro", "1080p", "off", "kling"), DAY, second, "kling") == {}
    assert extras(asked("pro", "1080p", "", "kling"), DAY, second, "kling") == {}


def test_an_unknown_maker_leaves_the_fee_unknown() -> None:
    """Nobody sells the model for its maker."""
    assert extras(asked("pro", "1080p", "off"), DAY, second, "") == {RESELLER: None}
