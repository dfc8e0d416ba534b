"""Is a forecast what is known plus the rest, and do its parts add up to it?"""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from dashboard.measures.outlook.line import Line, month
from dashboard.measures.outlook.reckon import fitted, lines_of, rising, stepped
from tests.dashboard.measures.outlook.teller import NANO, even, history

FIRST = date(2026, 11, 1)
NOVEMBER, DECEMBER = month(FIRST), month(date(2026, 12, 1))


def line(part: str, known: int, expected: int) -> Line:
    """A forecast of November with bounds as far apart as what is left."""
    left = expected - known
    return Line(part, NOVEMBER, known, known, expected, known, expected + left, known, expected + left, "a mean", True)


def test_a_month_is_what_is_known_and_the_rest() -> None:
    """20 days at 2 are 40; ten more at the mean of 2 make 60; the 80 % interval is a tenth of those 20 around it."""
    (found, next_month) = lines_of(history(FIRST, whole=[2] * 20), [NOVEMBER, DECEMBER], date(2026, 11, 21), even)
    assert (found.known, found.expected, found.low80, found.high95) == (40 * NANO, 60 * NANO, 58 * NANO, 64 * NANO)
    assert (next_month.known, next_month.expected) == (0, 62 * NANO)


def test_a_day_that_waits_for_bills_counts_with_what_is_known() -> None:
    """The 20th is not whole: its 30 are more than all that ten days were forecast to cost, so nothing falls below."""
    (found,) = lines_of(history(FIRST, whole=[2] * 19 + [30]), [NOVEMBER], date(2026, 11, 20), even)
    assert (found.whole, found.known) == (38 * NANO, 68 * NANO)
    assert found.expected == 68 * NANO
    assert found.low80 == 68 * NANO


def test_what_is_over_does_not_move() -> None:
    """A month whose days are all known is what it was, whatever the method says."""
    (found,) = lines_of(history(FIRST, whole=[3] * 40), [NOVEMBER], date(2026, 12, 10), even)
    assert (found.expected, found.low95, found.high95, found.left) == (90 * NANO, 90 * NANO, 90 * NANO, 0)


@given(
    some.lists(some.tuples(some.integers(0, 10**12), some.integers(0, 10**12)), min_size=1, max_size=8),
    some.integers(0, 10**13),
)
def test_parts_add_up_to_the_whole(sums: list[tuple[int, int]], left: int) -> None:
    """Whatever each part says of itself, what is left of all of them is what is left of the whole."""
    known = sum(first for first, _ in sums)
    parts = [line(f"team={n}", first, first + rest) for n, (first, rest) in enumerate(sums)]
    found = fitted([line("", known, known + left)], parts)
    assert sum(one.expected for one in found) == known + left
    assert all(one.low80 is not None and one.low80 <= one.expected for one in found)


def test_a_known_step_moves_its_part_and_its_bounds() -> None:
    """A step of 5 lifts what is expected and both bounds; one that takes away never goes below what is known."""
    (up,) = stepped([line("", 10, 20)], {("", "2026-11"): 5})
    assert (up.expected, up.low80, up.high80, up.steps) == (25, 15, 35, 5)
    (down,) = stepped([line("", 10, 20)], {("", "2026-11"): -4})
    assert (down.expected, down.low80) == (16, 10)


def test_the_bounds_of_growing_sums_grow() -> None:
    """A month up to each day: a bound above that of a later day comes down to it."""
    sums = [replace(line("", 0, 5), low80=low, high80=high) for low, high in ((2, 9), (1, 6), (3, 8))]
    assert [(one.low80, one.high80) for one in rising(sums)] == [(1, 6), (1, 6), (3, 8)]
