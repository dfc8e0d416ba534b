"""Is a budget only ever one that makes sense, and the same after it was written as a row?"""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from db.budget_rows import budget_from, row_of
from db.budgets import Budget

FULL = {
    "name": "Trailers",
    "scope": "team=trailers",
    "period": "quarter",
    "amount": "9000.50",
    "currency": "EUR",
    "year_start": "4",
    "amounts": "2026/27-Q3=12000; 2026/27-Q2=0",
    "since": "2026-04-01",
    "until": "2027-04-01",
    "rollover": "both",
    "raised": "300",
    "raised_since": "2026-11-01",
    "raised_until": "2026-12-01",
    "thresholds": "90, 50%",
    "forecast_thresholds": "none",
    "probability": "80",
}


def budget(**said: Any) -> Budget:
    """A monthly budget of 3,000, but for what is said."""
    usual = {"name": "All", "period": "month", "amount": Decimal(3000), "currency": "USD"}
    return Budget(**(usual | said))


def test_a_row_says_all_of_it() -> None:
    """Amounts of named periods stand in their order, percents too; read again it is the same budget."""
    made = budget_from(FULL, "USD")
    assert made.amount == 9_000_500_000_000
    assert made.named_amounts == {"2026/27-Q2": 0, "2026/27-Q3": 12_000_000_000_000}
    assert (made.percents, made.forecast_percents, made.probability) == ((50, 90), (), 80)
    row = row_of(made)
    assert row["amounts"] == "2026/27-Q2=0; 2026/27-Q3=12000"
    assert (row["since"], row["raised"], row["thresholds"]) == ("2026-04-01", "300", "50,90")
    assert budget_from(row, "USD") == made


def test_little_is_enough() -> None:
    """Name, period and amount; all else is as usual, in the currency of the reports."""
    made = budget_from({"name": " All  of it ", "period": "Month", "amount": "5"}, "USD")
    assert made == budget(name="All of it", amount=Decimal(5))
    assert (made.percents, made.forecast_percents, made.probability) == ((50, 75, 90, 100), (100,), 50)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"since": 20261201, "until": 20261101}, "its last day lies before its first"),
        ({"period": "custom", "since": 20261101}, "a custom period needs its first day and its last"),
        ({"rollover": "surplus"}, "only go over from a first day on"),
        ({"period": "custom", "since": 20261101, "until": 20261201, "rollover": "both"}, "period by period"),
        ({"year_start": 4}, "only quarters and years begin with a fiscal year"),
        ({"raised": Decimal(5)}, "a raise needs its first day and its last"),
        ({"raised_since": 20261101, "raised_until": 20261201}, "it raises nothing"),
        ({"raised": Decimal(5), "raised_since": 20261201, "raised_until": 20261101}, "last day of the raise"),
        ({"amounts": "2026-Q4=5"}, "'2026-Q4' is no month such as 2026-11"),
        ({"amounts": "2026-11=5; 2026-11=6"}, "2026-11 has two amounts"),
        ({"amounts": "2026-11=-5"}, "'-5' is no amount for 2026-11"),
        ({"amounts": "2026-11"}, "needs the form PERIOD=AMOUNT"),
        ({"thresholds": "50,none"}, "'none' is no whole percent"),
        ({"probability": 99}, "less than or equal to 97"),
        ({"name": " "}, "a budget needs a name"),
    ],
)
def test_what_makes_no_sense_is_refused(said: dict[str, Any], says: str) -> None:
    """The sentence says what to do."""
    with pytest.raises(ValidationError, match=says):
        budget(**said)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"amount": "much"}, "amount is 'much', which is no number"),
        ({"name": ""}, "name is empty"),
        ({"since": "1.4."}, "since is '1.4.', which is no day; write it as 2026-11-22"),
        ({"year_start": "April"}, "year_start is 'April', which is no whole number"),
        ({"currency": "euros"}, "currency is 'euros', which is no currency"),
    ],
)
def test_words_that_are_no_values_are_refused(said: dict[str, str], says: str) -> None:
    """The column is named, with an example."""
    with pytest.raises(ValueError, match=says):
        budget_from(FULL | said, "USD")
