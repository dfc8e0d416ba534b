"""A price may prove what a unit is; it never claims what it cannot prove."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.price_sheets import Endpoint, lengths, model, sheet
from collectors.providers.fal.bill import made_by
from collectors.providers.fal.units import SIZES, Reading, reading, together
from db.facts import Price
from db.money import from_nano

PRICED = [
    (made, price)
    for made in sheet("fal").endpoints
    for price in sheet("fal").prices
    if price.model == made.model
    and price.mode in ("", made.mode)
    and (not price.resolution or price.resolution == (made.resolution or price.resolution))
]
BY_SECOND = [(made, price) for made, price in PRICED if price.unit == "second"]
BY_TOKEN = [(made, price) for made, price in PRICED if price.unit == "1000 tokens"]


def seconds_of(made: Endpoint) -> st.SearchStrategy[int]:
    """A length that the endpoint's model can make."""
    limits = model(made.model)
    return st.sampled_from(sorted(lengths(limits.durations) if limits and limits.durations else range(1, 31)))


def nothing_wrong(read: Reading, price: Price, seconds: int) -> None:
    """What the reading says is true: it may be silent, not wrong."""
    assert read.seconds in (None, seconds)
    assert read.audio in ("", price.audio)
    assert read.resolution in ("", price.resolution)


@given(st.data())
def test_a_unit_that_is_a_second_is_read_as_one(data: st.DataObject) -> None:
    """Whatever the endpoint, price and length: units at the price of a second are its seconds."""
    made, price = data.draw(st.sampled_from(BY_SECOND))
    seconds = data.draw(seconds_of(made))
    read = reading(made, from_nano(price.amount), Decimal(seconds))
    nothing_wrong(read, price, seconds)
    assert (read.seconds, read.unit) == (seconds, "second")


@given(st.data())
def test_cents_are_never_read_wrongly(data: st.DataObject) -> None:
    """Cents for a length at one of the prices are read as that length, or not at all."""
    made, price = data.draw(st.sampled_from(BY_SECOND))
    seconds = data.draw(seconds_of(made))
    nothing_wrong(reading(made, Decimal("0.01"), from_nano(price.amount) * seconds * 100), price, seconds)


@given(st.data())
def test_tokens_are_never_read_wrongly(data: st.DataObject) -> None:
    """Tokens for a size and length, with or without the extra frame, are read as that length, or not at all."""
    made, price = data.draw(st.sampled_from(BY_TOKEN))
    limits = model(made.model)
    assert limits is not None
    resolution = data.draw(st.sampled_from(limits.resolutions.split()))
    width, height = data.draw(st.sampled_from(SIZES[resolution]))
    seconds, extra = data.draw(seconds_of(made)), data.draw(st.sampled_from((0, 1)))
    tokens = round(Decimal(width * height * (24 * seconds + extra)) / 1024)
    read = reading(made, from_nano(price.amount), Decimal(tokens) / 1000)
    assert (read.tokens, read.unit) == (tokens, "1000 tokens")
    assert read.seconds in (None, seconds)
    assert read.resolution in ("", resolution)
    assert not (made.input_billed and read.seconds)


@given(st.sampled_from(sheet("fal").endpoints), st.decimals(0, 10, places=4), st.decimals(0, 10_000, places=3))
def test_any_number_is_read_or_left_alone(made: Endpoint, unit_price: Decimal, units: Decimal) -> None:
    """No price and no number of units is an error, and no reading is negative."""
    read = reading(made, unit_price, units)
    assert read.seconds is None or read.seconds >= 0
    assert read.tokens is None or read.tokens >= 0


@pytest.mark.parametrize(
    ("units", "seconds", "audio"),
    [("160", None, ""), ("320", 8, ""), ("80", 4, "off"), ("360", 6, "on"), ("120", 6, "off"), ("333", None, "")],
)
def test_cents_of_veo(units: str, seconds: int | None, audio: str) -> None:
    """$1.60 is 4 s at $0.40 or 8 s at $0.20; $3.20 only 8 s at $0.40, with sound or in 4K without.

    $3.60 is 6 s at $0.60; $1.20 is 6 s at $0.20, since 3 s and 2 s are no clips; $3.33 fits nothing.
    """
    read = reading(made_by("fal-ai/veo3.1"), Decimal("0.01"), Decimal(units))
    assert (read.seconds, read.audio) == (seconds, audio)


@pytest.mark.parametrize(
    ("tokens", "seconds", "resolution"),
    [("108", 5, "720p"), ("108.9", 5, "720p"), ("245.025", 5, "1080p"), ("48.0375", 5, "480p"), ("86.4", None, "")],
)
def test_tokens_of_seedance(tokens: str, seconds: int | None, resolution: str) -> None:
    """1280 × 720 × 24 × 5 ÷ 1024 = 108,000, with one frame more 108,900.

    86,400 is 4 s of 1280 × 720 or 9 s of 640 × 640.
    """
    read = reading(made_by("bytedance/seedance-2.0/text-to-video"), Decimal("0.014"), Decimal(tokens))
    assert (read.seconds, read.resolution) == (seconds, resolution)


@pytest.mark.parametrize(
    ("endpoint", "model_name", "mode"),
    [
        ("fal-ai/kling-video/v3/standard/text-to-video", "kling-3.0", "standard"),
        ("fal-ai/kling-video/v3/pro/image-to-video", "kling-3.0", "pro"),
        ("fal-ai/kling-video/v3/pro/motion-control", "kling-3.0", "motion-control"),
        ("fal-ai/kling-video/v3/turbo/pro/text-to-video", "kling-3.0-turbo", "pro"),
        ("fal-ai/kling-video/o3/4k/text-to-video", "kling-3.0-omni", "4k"),
        ("fal-ai/kling-video/v2.6/pro/image-to-video", "kling-2.6", "pro"),
        ("kling/v4/reference-to-video", "kling-4.0", ""),
        ("kling/v4/video-to-video/edit", "kling-4.0", "video-input"),
        ("fal-ai/sora-2/image-to-video", "sora-2", ""),
        ("fal-ai/sora-2/text-to-video/pro", "sora-2-pro", ""),
        ("fal-ai/veo3.1/reference-to-video", "veo-3.1", ""),
        ("fal-ai/veo3.1/fast/image-to-video", "veo-3.1-fast", ""),
        ("fal-ai/veo3.1/lite", "veo-3.1-lite", ""),
        ("bytedance/seedance-2.0/image-to-video", "seedance-2.0", ""),
        ("bytedance/seedance-2.0/fast/text-to-video", "seedance-2.0-fast", ""),
        ("bytedance/seedance-2.5/text-to-video", "seedance-2.5", ""),
        ("fal-ai/bytedance/seedance/v1.5/pro/text-to-video", "seedance-1.5-pro", ""),
        ("someone/something", "someone/something", ""),
    ],
)
def test_an_endpoint_is_a_model_and_a_mode(endpoint: str, model_name: str, mode: str) -> None:
    """The sheet knows every endpoint whose price was seen; any other is its own model."""
    made = made_by(endpoint)
    assert (made.model, made.mode) == (model_name, mode)


def test_a_sum_with_an_unknown_part_is_unknown() -> None:
    """5 and 5 seconds are 10; 5 and unknown ones are not 5."""
    five = Reading(Decimal(5), None, "second", "720p", "on")
    assert together([five, five]) == Reading(Decimal(10), None, "second", "720p", "on")
    assert together([five, Reading()]) == Reading()
