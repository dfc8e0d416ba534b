"""The periods a reader chooses by name are the days they say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures.periods import CUSTOM, PERIODS, days_of
from dashboard.ui.periods import step_of
from dashboard.view import Narrowing

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("period", "first", "past"),
    [
        ("This month", date(2026, 11, 1), date(2026, 11, 23)),
        ("Last month", date(2026, 10, 1), date(2026, 11, 1)),
        ("Last 30 days", date(2026, 10, 24), date(2026, 11, 23)),
        ("Last 90 days", date(2026, 8, 25), date(2026, 11, 23)),
        ("This quarter", date(2026, 10, 1), date(2026, 11, 23)),
        ("Year to date", date(2026, 1, 1), date(2026, 11, 23)),
        ("Last 13 months", date(2025, 11, 1), date(2026, 11, 23)),
    ],
)
def test_a_period_is_the_days_it_says(period: str, first: date, past: date) -> None:
    """Seen from 22 November 2026; the end is the day after the last."""
    assert days_of(period, TODAY) == (first, past)


@given(today=st.dates(date(2001, 2, 1), date(2099, 12, 30)), period=st.sampled_from(PERIODS))
def test_a_period_ends_no_later_than_today(today: date, period: str) -> None:
    """Whatever day it is, every period has days and none of them lies ahead."""
    if period != CUSTOM:
        first, past = days_of(period, today)
        assert first < past
        assert past.toordinal() <= today.toordinal() + 1


def test_many_days_are_shown_by_the_week() -> None:
    """120 days have a bar each, 121 have weeks."""
    assert step_of(Narrowing(date(2026, 1, 1), date(2026, 5, 1))) == "day"
    assert step_of(Narrowing(date(2026, 1, 1), date(2026, 5, 2))) == "week"
