"""Which shots are over a limit: takes, money, neither, unknown."""

from decimal import Decimal
from typing import Any

import pandas as pd

from dashboard.measures.stop_loss import COLUMNS, Limits, over


def shots(*rows: tuple[str, int, str | None]) -> pd.DataFrame:
    """Shots of the Teaser with their takes and cost."""
    made: list[dict[str, Any]] = [
        {"shot": shot, "takes": takes, "cost": None if cost is None else Decimal(cost)} for shot, takes, cost in rows
    ]
    return pd.DataFrame([dict.fromkeys(COLUMNS) | {"video": "Teaser"} | row for row in made], dtype=object)


def test_the_dearest_comes_first_with_what_is_too_much() -> None:
    """Of limits 12 takes and 50: b is 10 too dear, a has 3 takes too many; c is at both limits and not over."""
    found = over(shots(("a", 15, "20"), ("b", 4, "60"), ("c", 12, "50")), Limits(12, Decimal(50)))
    assert found["shot"].tolist() == ["b", "a"]
    assert found["takes_over"].tolist() == [None, 3]
    assert found["cost_over"].tolist() == [10, None]


def test_unknown_cost_is_over_no_limit_of_money() -> None:
    """A shot of unknown cost is over by its takes alone."""
    assert over(shots(("a", 3, None)), Limits(cost=Decimal(1))).empty
    assert over(shots(("a", 3, None)), Limits(takes=2))["takes_over"].tolist() == [1]


def test_work_without_a_shot_is_no_shot() -> None:
    """It may be of many."""
    assert over(shots(("", 99, "999")), Limits(1, Decimal(1))).empty


def test_no_limit_is_no_alarm() -> None:
    """Without limits nothing is over, and the limits say that they are none."""
    assert over(shots(("a", 99, "999")), Limits()).empty
    assert not Limits()
    assert Limits(takes=1)
