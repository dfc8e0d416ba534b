"""Is it said that another amount says something of a budget's past, and how to keep that?"""

from datetime import date

import pytest

from db.budget_rows import budget_from
from db.budgets import Budget
from db.judged_anew import judged_anew

TODAY = date(2026, 11, 22)


def budget(amount: str, **more: str) -> Budget:
    """What everything may cost in a month."""
    return budget_from({"name": "Everything", "period": "month", "amount": amount, **more}, "USD")


def test_another_amount_judges_what_is_over() -> None:
    """October had 2,400 and now has 3,000: how to keep it is said with that month's name."""
    assert judged_anew([budget("2400")], [budget("3000")], TODAY) == [
        "Everything: periods that are over are now judged by 3000 USD too, no longer by 2400; to keep one as it was,"
        " name it in amounts (2026-10=2400)"
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"amount": "2400"}, {"amount": "2400"}),
        ({"amount": "2400"}, {"amount": "3000", "amounts": "2026-10=2400"}),
        ({"amount": "2400", "since": "2026-11-01"}, {"amount": "3000", "since": "2026-11-01"}),
        ({"amount": "2400"}, {"amount": "600", "period": "week"}),
        (
            {"amount": "2400", "period": "custom", "since": "2026-11-01", "until": "2026-12-01"},
            {"amount": "3000", "period": "custom", "since": "2026-11-01", "until": "2026-12-01"},
        ),
    ],
    ids=["the same", "named", "nothing over yet", "other periods", "one period"],
)
def test_else_nothing_is_said(before: dict[str, str], after: dict[str, str]) -> None:
    """Where nothing of the past changes, where it was kept by name, and where it is another budget altogether."""
    assert judged_anew([budget(**before)], [budget(**after)], TODAY) == []


def test_a_new_budget_has_no_past_to_keep() -> None:
    """Nobody was told of another amount."""
    assert judged_anew([], [budget("3000")], TODAY) == []
