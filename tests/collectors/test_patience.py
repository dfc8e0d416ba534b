"""How long to wait: the hint in an answer in any of its forms, and dice that never go out of bounds."""

import random

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.errors import Garbled, OutOfTime, ProviderDown, TooManyRequests, WrongKey
from collectors.patience import back_off, wait_asked_for, worth_asking_again

NOON = "Sun, 22 Nov 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "3"}, 3),
        ({"Retry-After": "1.5"}, 1.5),
        ({"Retry-After": "-3"}, 0),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "inf"}, None),
        ({"Retry-After": "nan"}, None),
        ({"Retry-After": "3", "Retry-After-Ms": "1500"}, 1.5),
        ({"Retry-After": "3", "Retry-After-Ms": "soon"}, 3),
        ({"Retry-After": "Sun, 22 Nov 2026 12:01:30 GMT", "Date": NOON}, 90),
        ({"Retry-After": "Sun, 22 Nov 2026 11:00:00 GMT", "Date": NOON}, 0),
        ({"Retry-After": "Sun, 22 Nov 2026 12:01:30 GMT"}, None),
        ({"Retry-After": "Sun, 22 Nov 2026 12:01:30 -0000", "Date": NOON}, None),
    ],
)
def test_the_hint_is_read_in_every_form(headers: dict[str, str], seconds: float | None) -> None:
    """Seconds, milliseconds or a date counted from the answer's own date; nonsense is no hint."""
    assert wait_asked_for(httpx.Response(429, headers=headers)) == seconds


@given(st.text(alphabet=st.characters(codec="latin-1")))
def test_no_hint_breaks_the_reader(text: str) -> None:
    """Whatever stands in Retry-After, the wait is unknown or a number of seconds that is not negative."""
    headers = [(b"Retry-After", text.encode("latin-1")), (b"Date", NOON.encode())]
    seconds = wait_asked_for(httpx.Response(429, headers=headers))
    assert seconds is None or seconds >= 0


@given(attempt=st.integers(1, 60), seed=st.integers())
def test_the_back_off_stays_in_bounds(attempt: int, seed: int) -> None:
    """After n attempts the wait lies between nothing and 0.5 × 2ⁿ⁻¹ seconds, and never above 30."""
    assert 0 <= back_off(attempt, random.Random(seed)) <= min(30, 0.5 * 2 ** (attempt - 1))


def test_only_what_may_pass_is_worth_asking_again() -> None:
    """Transient faults are; permanent ones, the end of the time, long waits and strangers are not."""
    assert worth_asking_again(ProviderDown("ill"))
    assert worth_asking_again(Garbled("cut off"))
    assert worth_asking_again(TooManyRequests("wait", retry_after=120))
    assert not worth_asking_again(TooManyRequests("wait", retry_after=120.1))
    assert not worth_asking_again(Garbled("too large", retry_now=False))
    assert not worth_asking_again(OutOfTime("late", retry_now=False))
    assert not worth_asking_again(WrongKey("no"))
    assert not worth_asking_again(ValueError("a mistake of ours"))
