"""Does a value hold on the days it was given, and everything else on all others?"""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from db.stretches import FOREVER, Span, Stretch, always, differing, value_on, with_value

days = st.integers(0, 9)
spans = st.tuples(days, st.integers(0, 12)).filter(lambda span: span[0] < span[1])
changes = st.lists(st.tuples(st.lists(spans, max_size=3), st.integers(0, 2)), max_size=5)
EVERY = (*range(14), FOREVER - 1)


def held(changed: list[tuple[list[Span], int]], day: int) -> int:
    """The value of a day, told one change after the other."""
    value = 0
    for some, given_value in changed:
        if any(since <= day < until for since, until in some):
            value = given_value
    return value


@given(changes)
def test_each_day_has_what_it_was_given_last(changed: list[tuple[list[Span], int]]) -> None:
    """Without gaps, without overlaps, from day 0 for ever, and in as few stretches as say it."""
    stretches = always(0)
    for some, value in changed:
        stretches = with_value(stretches, some, value)
    for day in EVERY:
        assert [one.value for one in stretches if one.since <= day < one.until] == [held(changed, day)]
    other = [day for day in EVERY if value_on(day, stretches) != 0]
    assert [day for day in EVERY if any(a <= day < b for a, b in differing(always(0), stretches))] == other
    assert (stretches[0].since, stretches[-1].until) == (0, FOREVER)
    assert all(a.until == b.since and a.value != b.value for a, b in pairwise(stretches))


def test_a_month_in_the_middle() -> None:
    """Team 1 for ever, but October is team 2's: three stretches."""
    assert with_value(always(1), [(20261001, 20261101)], 2) == [
        Stretch(0, 20261001, 1),
        Stretch(20261001, 20261101, 2),
        Stretch(20261101, FOREVER, 1),
    ]
