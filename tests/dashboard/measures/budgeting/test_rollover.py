"""Does what is left over from a period come to the next one, without a cent lost or made?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures.budgeting.planned import allowed, periods
from dashboard.measures.budgeting.rollover import carried, used
from tests.dashboard.measures.budgeting.made import DOLLAR, budget

JAN, MAY = date(2026, 1, 1), date(2026, 5, 1)
SPENT = {date(2026, 1, 5): 2500 * DOLLAR, date(2026, 2, 28): 8000 * DOLLAR, date(2026, 3, 1): 1000 * DOLLAR}
"""Of 3,000 a month: 500 left in January, far too much in February, 2,000 left in March, all left in April."""


@pytest.mark.parametrize(
    ("rollover", "over"),
    [
        ("none", [0, 0, 0, 0]),
        ("surplus", [0, 500, 0, 2000]),
        ("both", [0, 500, -4500, -2500]),
    ],
)
def test_what_goes_over(rollover: str, over: list[int]) -> None:
    """Both: 0 + 3000 − 2500 = 500; 500 + 3000 − 8000 = −4500; −4500 + 3000 − 1000 = −2500, still remembered."""
    plan = budget(rollover=rollover, since=20260101)
    found = carried(plan, periods(plan, JAN, MAY), SPENT)
    assert list(found.values()) == [dollars * DOLLAR for dollars in over]


def test_a_first_day_within_a_month() -> None:
    """From 17 January 15 of 31 days hold: 3,100 × 15 ÷ 31 = 1,500; the 2,500 of the 5th are not its business."""
    plan = budget("3100", rollover="both", since=20260117)
    found = carried(plan, periods(plan, JAN, date(2026, 3, 1)), SPENT)
    assert list(found.values()) == [0, 1500 * DOLLAR]


COSTS = st.dictionaries(st.integers(0, 700), st.integers(-(10**12), 10**13), max_size=30)


@given(costs=COSTS, kind=st.sampled_from(["day", "week", "month", "quarter", "year"]))
def test_no_cent_is_lost(costs: dict[int, int], kind: str) -> None:
    """With both, what went over at last is all that was allowed less all that was used; a surplus never owes."""
    days = {JAN + timedelta(days=n): cost for n, cost in costs.items()}
    end = JAN + timedelta(days=701)
    both, surplus = (budget(period=kind, since=20260101, rollover=how) for how in ("both", "surplus"))
    every = periods(both, JAN, end)
    last = every[-1]
    whole = allowed(both, JAN, last.first) - used(days, JAN, last.first)
    assert carried(both, every, days)[last] == whole
    assert all(over >= max(0, under) for over, under in zip(
        carried(surplus, every, days).values(), carried(both, every, days).values(), strict=True
    ))  # fmt: skip
