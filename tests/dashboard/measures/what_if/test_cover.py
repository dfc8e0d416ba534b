"""Are seconds covered by as little as can be, whatever lengths a model allows?"""

from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures.what_if.cover import cover, whole_seconds
from db.money import NANO

VEO = frozenset({4, 6, 8})
KLING = frozenset(range(3, 16))


@pytest.mark.parametrize(
    ("seconds", "allowed", "lengths"),
    [
        (1, VEO, (4,)),
        (5, VEO, (6,)),
        (8, VEO, (8,)),
        (9, VEO, (6, 4)),  # ten at the least, in two
        (20, VEO, (8, 8, 4)),
        (20, KLING, (15, 5)),
        (16, KLING, (13, 3)),
        (7, frozenset({4, 8, 12}), (8,)),
        (13, frozenset({4, 8, 12}), (12, 4)),
    ],
)
def test_the_least_too_much_in_the_fewest_clips(
    seconds: int, allowed: frozenset[int], lengths: tuple[int, ...]
) -> None:
    """Twenty seconds on a model of fifteen are two clips; nine on one of 4, 6 and 8 cost ten."""
    assert sum(cover(seconds, allowed)) == sum(lengths)
    assert len(cover(seconds, allowed)) == len(lengths)


@given(st.integers(1, 14), st.frozensets(st.integers(3, 9), min_size=1, max_size=3))
def test_nothing_else_covers_with_less(seconds: int, allowed: frozenset[int]) -> None:
    """Held against every combination there is."""
    ours = cover(seconds, allowed)
    every = [
        parts for count in range(1, 6) for parts in combinations_with_replacement(sorted(allowed), count)
        if seconds <= sum(parts) <= seconds + max(allowed)
    ]  # fmt: skip
    least = min(sum(parts) for parts in every)
    assert sum(ours) == least
    assert len(ours) == min(len(parts) for parts in every if sum(parts) == least)


def test_no_length_is_no_answer() -> None:
    """A model without lengths cannot be asked."""
    with pytest.raises(ValueError, match="no length"):
        cover(5, frozenset())


@pytest.mark.parametrize(("nano", "whole"), [(5 * NANO, 5), (5_041_667_000, 5), (5_200_000_000, 6), (1, 1)])
def test_a_few_frames_ask_for_no_longer_clip(nano: int, whole: int) -> None:
    """5.04 seconds are five, 5.2 are six."""
    assert whole_seconds(nano) == whole
