"""Do the tokens of a video tell how many seconds of it were billed?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.providers.byteplus.lengths import PIXELS, billed_seconds, pixels_of
from collectors.providers.byteplus.words import model_of

HD, FULL_HD = 1280 * 720, 1920 * 1080


@pytest.mark.parametrize(
    ("tokens", "pixels", "seconds"),
    [(87_300, HD, 4), (108_900, HD, 5), (173_700, HD, 8), (216_900, HD, 10), (245_025, FULL_HD, 5)],
)
def test_what_was_observed(tokens: int, pixels: int, seconds: int) -> None:
    """Every observed number of tokens, such as 1280 × 720 × (24 × 5 + 1) / 1024 = 108,900, is its whole seconds."""
    assert billed_seconds(None, tokens, pixels) == seconds
    assert billed_seconds(Decimal(seconds), tokens, pixels) == seconds


@given(
    size=st.sampled_from([size for sizes in PIXELS.values() for size in sizes.values()]),
    output=st.integers(4, 15),
    given_too=st.integers(0, 15),
)
def test_seconds_survive_the_way_through_tokens(size: int, output: int, given_too: int) -> None:
    """At every size, output and video that was given come back as their sum, whether the output is said or not."""
    whole = output + given_too
    tokens = round(size * (24 * whole + 1) / 1024)
    assert billed_seconds(Decimal(output), tokens, size) == whole
    assert billed_seconds(None, tokens, size) == whole


def test_tokens_that_make_no_sense_prove_nothing() -> None:
    """Fewer than were asked for: what was asked for counts. Nothing asked for and no whole length: unknown."""
    assert billed_seconds(Decimal(5), 60_000, HD) == 5
    assert billed_seconds(None, 100_000, HD) is None
    assert billed_seconds(None, 10, HD) is None
    assert billed_seconds(None, None, HD) is None
    assert billed_seconds(Decimal(5), None, None) == 5


def test_a_size_is_known_by_model_resolution_and_ratio() -> None:
    """A frame on its side has as many pixels; other models and odd ratios have sizes nobody has told."""
    assert pixels_of("seedance-2.0", "720p", "16:9") == pixels_of("seedance-2.0-fast", "720p", "9:16") == HD
    assert pixels_of("seedance-2.0", "720p", "adaptive") is None
    assert pixels_of("seedance-2.0", "2k", "16:9") is None
    assert pixels_of("seedance-1.0-lite", "720p", "16:9") is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("dreamina-seedance-2-0-260128", "seedance-2.0"),
        ("doubao-seedance-2-0-fast-260128", "seedance-2.0-fast"),
        ("doubao-seedance-2-0-mini-260615", "seedance-2.0-mini"),
        ("doubao-seedance-2-5-260628", "seedance-2.5"),
        ("seedance-1-5-pro-251215", "seedance-1.5-pro"),
        ("seedance-1-0-lite-t2v-250428", "seedance-1.0-lite"),
        ("Seedance 2.0 Fast video generation", "seedance-2.0-fast"),
        ("Doubao-Seedance-1.0-pro", "seedance-1.0-pro"),
        ("doubao-seedream-4-0-250828", ""),
        ("ep-20260915101010-abcde", ""),
        ("", ""),
    ],
)
def test_a_model_is_recognised_however_it_is_written(said: str, name: str) -> None:
    """Ids with the maker's prefix and a date, and titles for people, are one model; anything else is none."""
    assert model_of(said) == name
