"""Is a budget pro-rated by the day such that the parts of a period add up to its amount?"""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures.budgeting.planned import allowed, current, periods
from db.budgets import Budget
from tests.dashboard.measures.budgeting.made import DOLLAR, budget

NOV, DEC, JAN = date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)


def test_a_period_by_its_days() -> None:
    """3,000 for November are 100 a day; December has 31 days, so ten of it are 3,000 × 10 ÷ 31, rounded down."""
    assert allowed(budget(), NOV, DEC) == 3000 * DOLLAR
    assert allowed(budget(), NOV, date(2026, 11, 11)) == 1000 * DOLLAR
    assert allowed(budget(), DEC, date(2026, 12, 11)) == 967_741_935_483
    assert allowed(budget(), date(2026, 11, 30), date(2026, 12, 2)) == 100 * DOLLAR + 96_774_193_548


def test_periods_with_amounts_of_their_own() -> None:
    """December is allowed 6,200, which is 200 a day; the others 3,000."""
    plan = budget(amounts="2026-12=6200")
    assert allowed(plan, NOV, JAN) == 9200 * DOLLAR
    assert allowed(plan, DEC, date(2026, 12, 2)) == 200 * DOLLAR


def test_a_raise_that_ends() -> None:
    """300 more a month from 16 November up to and with 31 December: half of it in November, all in December."""
    plan = budget(raised=Decimal(300), raised_since=20261116, raised_until=20270101)
    assert allowed(plan, NOV, DEC) == 3150 * DOLLAR
    assert allowed(plan, DEC, JAN) == 3300 * DOLLAR
    assert allowed(plan, JAN, date(2027, 2, 1)) == 3000 * DOLLAR


def test_it_holds_from_its_first_day_to_before_its_last() -> None:
    """From 10 November on 21 of 30 days are left, 2,100; nothing before and nothing after."""
    plan = budget(since=20261110, until=20261201)
    assert allowed(plan, NOV, DEC) == 2100 * DOLLAR
    assert allowed(plan, date(2026, 1, 1), date(2028, 1, 1)) == 2100 * DOLLAR
    assert current(plan, date(2026, 11, 9)) is None
    assert [one.name for one in periods(plan, NOV, JAN)] == ["2026-11"]


def test_days_of_its_own_and_fiscal_years() -> None:
    """42 for three weeks are 2 a day; 365 for a fiscal year from April 2026, which has 365 days, are 1 a day."""
    own = budget("42", period="custom", since=20261102, until=20261123)
    assert allowed(own, date(2026, 11, 9), date(2026, 11, 16)) == 14 * DOLLAR
    fiscal = budget("365", period="year", year_start=4)
    assert allowed(fiscal, date(2026, 4, 1), date(2026, 5, 1)) == 30 * DOLLAR
    assert [one.name for one in periods(fiscal, date(2026, 3, 31), date(2026, 4, 2))] == ["2025/26", "2026/27"]


PLANS = [
    budget("1000.000000007"),
    budget("0.000000001", period="year", year_start=7),
    budget("999.99", period="week", raised=Decimal("0.000000011"), raised_since=20260305, raised_until=20270107),
    budget("7", period="quarter", amounts="2026-Q2=0; 2026-Q3=100.000000003", since=20260217),
    budget("13", period="custom", since=20260102, until=20270331),
    budget("0.01", period="day"),
]
DAYS = st.dates(date(2025, 12, 1), date(2027, 6, 1))


@given(plan=st.sampled_from(PLANS), cuts=st.lists(DAYS, min_size=2, max_size=6))
def test_the_parts_add_up(plan: Budget, cuts: list[date]) -> None:
    """However a stretch is cut, its parts are allowed together what the whole is, and none less than nothing."""
    cuts = sorted(cuts)
    parts = [allowed(plan, first, past) for first, past in pairwise(cuts)]
    assert sum(parts) == allowed(plan, cuts[0], cuts[-1])
    assert min(parts) >= 0


@given(plan=st.sampled_from(PLANS), day=DAYS)
def test_days_add_up_to_their_period(plan: Budget, day: date) -> None:
    """Single days of a period come to all of it, and no day differs from its fellows by more than a rounding, but for
    a raise."""
    for period in periods(plan, day, day + timedelta(days=1)):
        single = [
            allowed(plan, period.first + timedelta(days=n), period.first + timedelta(days=n + 1))
            for n in range(period.days)
        ]
        assert sum(single) == allowed(plan, period.first, period.past)
