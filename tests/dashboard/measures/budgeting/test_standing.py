"""Does a budget stand where its sums say, by pace, by share, by forecast and in a word?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dashboard.measures.budgeting.chance import Ahead, chance_over
from dashboard.measures.budgeting.standing import (
    ENDED,
    FAST,
    FINE,
    LIKELY,
    OVER,
    Standing,
    foreseen,
    standings,
    worst_first,
)  # fmt: skip
from tests.dashboard.measures.budgeting.made import DOLLAR, budget

OCT, NOV = date(2026, 10, 1), date(2026, 11, 1)
TODAY, WHOLE = date(2026, 11, 22), date(2026, 11, 21)
SPENT = {date(2026, 10, 9): 2000 * DOLLAR, date(2026, 11, 3): 1500 * DOLLAR, date(2026, 11, 21): 250 * DOLLAR}
AHEAD = Ahead(1750 * DOLLAR, 2500 * DOLLAR, 2200 * DOLLAR, 2900 * DOLLAR, 2000 * DOLLAR, 3300 * DOLLAR)


def stand(**said: object) -> list[Standing]:
    """October and November of 3,000 a month, seen on 22 November, with the 21st and later not known in full."""
    return standings(budget(**said), SPENT, OCT, date(2026, 11, 23), WHOLE)


def test_a_month_under_way() -> None:
    """1,750 of 3,000 are used, 1,250 left; before the 21st 1,500 were, where the line allows 2,000: pace 0.75."""
    october, november = stand()
    assert (november.limit, november.used, november.left) == (3000 * DOLLAR, 1750 * DOLLAR, 1250 * DOLLAR)
    assert november.share == Decimal(1750) / 3000
    assert november.line(WHOLE) == 2000 * DOLLAR
    assert (november.used_whole, november.pace) == (1500 * DOLLAR, Decimal("0.75"))
    assert (november.state, october.state, october.ended) == (FINE, ENDED, True)


def test_what_was_left_in_october_may_be_spent() -> None:
    """3,000 + 1,000 left over; half of the month allows half of both."""
    _, november = stand(rollover="surplus", since=20261001)
    assert (november.carried, november.limit) == (1000 * DOLLAR, 4000 * DOLLAR)
    assert november.line(date(2026, 11, 16)) == 2000 * DOLLAR


@pytest.mark.parametrize(
    ("dollars", "chance"),
    [
        (1700, "1"),  # that much is known already
        (1900, "0.975"),  # below the lowest bound: at least this
        (2100, "0.9375"),  # halfway from 0.975 to 0.9
        (2500, "0.5"),
        (2700, "0.3"),  # halfway from 0.5 to 0.1
        (2900, "0.1"),
        (3100, "0.0625"),
        (3300, "0.025"),
        (9999, "0.025"),  # beyond the highest: at most this
    ],
)
def test_the_chance_of_more(dollars: int, chance: str) -> None:
    """Straight lines between the bounds of the two intervals; nothing is claimed beyond them."""
    assert chance_over(AHEAD, dollars * DOLLAR) == Decimal(chance)


def test_a_chance_that_nobody_knows() -> None:
    """A run-rate has no bounds and so no chance; where every day is known there is no doubt either."""
    assert chance_over(Ahead(5, 10), 7) is None
    assert chance_over(Ahead(5, 10), 4) == 1
    assert chance_over(Ahead(7, 7, 7, 7, 7, 7), 7) == 0


def test_states() -> None:
    """Likely over at a limit of 2,400; over at 1,000; a pace of 1,500 ÷ 1,333.33 is too fast; then worst first."""
    likely = foreseen(stand(amount="2400")[1], AHEAD)
    over, fast, fine = stand(amount="1000")[1], stand(amount="2000")[1], foreseen(stand()[1], AHEAD)
    assert [one.state for one in (over, likely, fast, fine)] == [OVER, LIKELY, FAST, FINE]
    assert worst_first([fine, fast, likely, over]) == [over, likely, fast, fine]
    assert likely.chance == Decimal("0.5") + Decimal("0.4") * 100 / 300


def test_thresholds() -> None:
    """1,750 of 3,500 are just 50 %; where a deficit leaves nothing to spend, anything spent has crossed every line."""
    november = stand(amount="3500")[1]
    assert november.crossed(50)
    assert not november.crossed(51)
    assert replace(november, carried=-3500 * DOLLAR).crossed(100)
    assert not replace(november, carried=-3500 * DOLLAR, used=0).crossed(100)
    assert replace(november, carried=-3501 * DOLLAR, used=0).crossed(50)
    assert replace(november, carried=-3500 * DOLLAR).share is None
