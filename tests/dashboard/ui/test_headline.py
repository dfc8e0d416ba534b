"""The sentence on top of the overview is true in every case, also where little is known."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dashboard.measures.months import Difference, month_so_far
from dashboard.ui.headline import Story, sentence

MONTHS = month_so_far(date(2026, 11, 22), date(2026, 11, 22))
TRAILERS, NOBODY = ("trailers", "veo-3.1"), ("unattributed", "")
STORY = Story(
    MONTHS, "USD", so_far=Decimal(12345), now=Decimal(12000), before=Decimal(10000), last_month=Decimal(15000),
    driver=Difference(TRAILERS, Decimal(1200), Decimal("0.6")),
)  # fmt: skip
SPENT = "Spend this month is $12,345"
ABOVE = f"{SPENT}, 20% above last month to the same day"


def test_more_than_last_month_and_why() -> None:
    """12,000 in the whole days against 10,000, of which one team on one model made 60 %."""
    assert sentence(STORY) == f"{ABOVE}; trailers on veo-3.1 explains most of it."


@pytest.mark.parametrize(
    ("words", "share", "said"),
    [
        (TRAILERS, "1.05", "trailers on veo-3.1 explains all of it"),
        (TRAILERS, "0.3", "trailers on veo-3.1 explains the largest part of that difference"),
        (TRAILERS, "0.1", "no single team and model explains it"),
        (NOBODY, "0.6", "unattributed work on model unknown explains most of it"),
    ],
)
def test_nothing_is_said_to_explain_more_than_it_does(words: tuple[str, str], share: str, said: str) -> None:
    """What explains all, most, a part or too little of the difference is said to do just that."""
    driver = Difference(words, Decimal(1), Decimal(share))
    assert sentence(replace(STORY, driver=driver)) == f"{ABOVE}; {said}."


def test_less_than_last_month() -> None:
    """8,000 against 10,000 is 20 % below."""
    assert "20% below last month" in sentence(replace(STORY, now=Decimal(8000)))


def test_about_as_much_needs_no_explanation() -> None:
    """Half a percent is level."""
    assert sentence(replace(STORY, now=Decimal(10050))) == f"{SPENT}, level with last month to the same day."


def test_nothing_to_compare_with() -> None:
    """Where last month is unknown, or no day of this month is whole yet, nothing is compared."""
    assert sentence(replace(STORY, before=None)).startswith(f"{SPENT}; in the same days of last month nothing")
    first_day = replace(STORY, months=month_so_far(date(2026, 11, 1), None))
    assert sentence(first_day).startswith(f"{SPENT} so far; no day of it is whole yet")


def test_nothing_spent_yet() -> None:
    """An unknown cost is not called zero; what last month came to is said."""
    said = "Nothing is known to be spent this month yet; last month came to $15,000."
    assert sentence(replace(STORY, so_far=None)) == said
