"""Which days of two months compare fairly, and what made them differ."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures.months import Difference, days_before, largest_difference, month_so_far, months_before

TODAY = date(2026, 11, 22)
SOME_DAY = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def test_only_whole_days_compare() -> None:
    """Data that reach into the 21st make 1–20 November whole, which stand beside 1–20 October."""
    months = month_so_far(TODAY, date(2026, 11, 21))
    assert (months.first, months.past) == (date(2026, 11, 1), date(2026, 11, 23))
    assert (months.whole, months.before, months.before_whole) == (
        date(2026, 11, 21), date(2026, 10, 1), date(2026, 10, 21),
    )  # fmt: skip
    assert months.comparable


def test_nothing_compares_before_there_is_a_whole_day() -> None:
    """On the first of a month, and with data that end in the month before, or none, there is nothing to compare."""
    assert not month_so_far(date(2026, 11, 1), date(2026, 11, 1)).comparable
    assert not month_so_far(TODAY, date(2026, 10, 30)).comparable
    assert not month_so_far(TODAY, None).comparable


def test_a_shorter_month_before_ends_with_itself() -> None:
    """1–30 March stand beside all 28 days of February, never beside days of March."""
    months = month_so_far(date(2026, 3, 31), date(2026, 3, 31))
    assert months.before_whole == date(2026, 3, 1)


@given(today=SOME_DAY, through=SOME_DAY)
def test_the_days_are_always_in_order(today: date, through: date) -> None:
    """Whatever day it is and wherever the data end, the stretches are in order and never overlap."""
    months = month_so_far(today, through)
    assert months.before <= months.before_whole <= months.first <= months.whole <= today < months.past


def test_months_are_counted_over_the_year() -> None:
    """Twelve months before November 2026 is November 2025, and eleven before is December."""
    assert months_before(date(2026, 11, 1), 12) == date(2025, 11, 1)
    assert months_before(date(2026, 11, 1), 11) == date(2025, 12, 1)


def test_a_whole_month_stands_beside_the_month_before() -> None:
    """October beside all of September, March beside all of February; the first 22 days of November beside 22."""
    first = {month: date(2026, month, 1) for month in range(1, 13)}
    assert days_before(first[10], first[11]) == (first[9], first[10])
    assert days_before(first[3], first[4]) == (first[2], first[3])
    assert days_before(first[11], date(2026, 11, 23)) == (date(2026, 10, 10), first[11])


def test_what_moved_most_the_way_everything_moved() -> None:
    """Of 5 more, trailers' Veo brought 6 and social took 1 away; what is unknown moved nothing."""
    veo, kling, sora = ("trailers", "veo-3.1"), ("social", "kling-3.0"), ("social", "sora-2")
    now = {veo: Decimal(10), kling: Decimal(2), sora: None}
    before = {veo: Decimal(4), kling: Decimal(3)}
    assert largest_difference(now, before) == Difference(veo, Decimal(6), Decimal("1.2"))


def test_a_fall_is_explained_by_what_fell() -> None:
    """Of 5 less, kling brought 6 less: that explains it, not the model that rose."""
    veo, kling = ("trailers", "veo-3.1"), ("social", "kling-3.0")
    found = largest_difference({veo: Decimal(2), kling: Decimal(0)}, {veo: Decimal(1), kling: Decimal(6)})
    assert found == Difference(kling, Decimal(-6), Decimal("1.2"))


def test_where_nothing_moved_nothing_explains_it() -> None:
    """The same cost twice has no largest difference."""
    same = {("trailers", "veo-3.1"): Decimal(1)}
    assert largest_difference(same, same) is None
