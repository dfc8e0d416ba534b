"""Are the periods of budgets the ones that people mean, by every name, also in fiscal years?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.budget_periods import Period, custom, named, period_of, periods_between

SUNDAY = date(2026, 11, 22)
KINDS = ["day", "week", "month", "quarter", "year"]


@pytest.mark.parametrize(
    ("kind", "start", "first", "past", "name"),
    [
        ("day", 1, date(2026, 11, 22), date(2026, 11, 23), "2026-11-22"),
        ("week", 1, date(2026, 11, 16), date(2026, 11, 23), "2026-W47"),
        ("month", 1, date(2026, 11, 1), date(2026, 12, 1), "2026-11"),
        ("quarter", 1, date(2026, 10, 1), date(2027, 1, 1), "2026-Q4"),
        ("quarter", 4, date(2026, 10, 1), date(2027, 1, 1), "2026/27-Q3"),
        ("quarter", 2, date(2026, 11, 1), date(2027, 2, 1), "2026/27-Q4"),
        ("quarter", 12, date(2026, 9, 1), date(2026, 12, 1), "2025/26-Q4"),
        ("year", 1, date(2026, 1, 1), date(2027, 1, 1), "2026"),
        ("year", 4, date(2026, 4, 1), date(2027, 4, 1), "2026/27"),
        ("year", 12, date(2025, 12, 1), date(2026, 12, 1), "2025/26"),
    ],
)
def test_a_day_lies_in_its_period(kind: str, start: int, first: date, past: date, name: str) -> None:
    """22 November 2026 is a Sunday, the last day of week 47, and in the third quarter of a year from April on."""
    assert period_of(kind, SUNDAY, start) == Period(first, past, name)
    assert named(kind, name, start) == Period(first, past, name)


@given(day=st.dates(date(1990, 1, 1), date(2090, 1, 1)), kind=st.sampled_from(KINDS), start=st.integers(1, 12))
def test_every_day_lies_in_one_period(day: date, kind: str, start: int) -> None:
    """A period holds its day, is found by its name, and the next one begins where it ends."""
    period = period_of(kind, day, start)
    assert period.first <= day < period.past
    assert named(kind, period.name, start) == period
    assert period_of(kind, period.past, start).first == period.past
    assert list(periods_between(kind, period.first, period.past, start)) == [period]


@pytest.mark.parametrize(
    ("kind", "text", "start", "example"),
    [
        ("month", "2026-13", 1, "month such as 2026-11"),
        ("month", "November", 1, "month such as 2026-11"),
        ("week", "2026-W60", 1, "week such as 2026-W47"),
        ("quarter", "2026-Q5", 1, "quarter such as 2026-Q4"),
        ("quarter", "2026-Q4", 4, "quarter such as 2026/27-Q3"),
        ("quarter", "", 1, "quarter such as 2026-Q4"),
        ("year", "26", 1, "year such as 2026"),
        ("year", "99999999999999999999", 1, "year such as 2026"),
        ("day", "22.11.2026", 1, "day such as 2026-11-22"),
    ],
)
def test_another_name_is_refused_with_an_example(kind: str, text: str, start: int, example: str) -> None:
    """The sentence says what such a name looks like."""
    with pytest.raises(ValueError, match=example):
        named(kind, text, start)


def test_days_of_its_own() -> None:
    """From the 10th up to and with the 30th of November are 21 days."""
    own = custom(date(2026, 11, 10), date(2026, 12, 1))
    assert (own.days, own.name) == (21, "2026-11-10 to 2026-11-30")
