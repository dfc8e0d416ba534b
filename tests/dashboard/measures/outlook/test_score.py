"""Are forecasts held against what came, and only once that is known?"""

from datetime import date
from decimal import Decimal

import pytest

from dashboard.measures.outlook.score import asked_of, card, scored
from db.forecasts import Kept
from tests.dashboard.measures.outlook.teller import NANO, history

FIRST = date(2026, 9, 1)
PAST = date(2026, 11, 1)
WORK = history(FIRST, whole=[2] * 30 + [3] * 31 + [9] * 5)


def said(made_on: int, expected: int, horizon: str = "2026-10", width: int = 5, through: int = 0) -> Kept:
    """What a month was said to come to, in whole units, give or take `width` and twice that."""
    return Kept(
        scope="", part="", made_on=made_on, horizon=horizon, replayed=made_on < 20261010,
        through=through or made_on - 1, method="a mean", known=0, steps=0, expected=expected * NANO,
        low80=(expected - width) * NANO, high80=(expected + width) * NANO,
        low95=(expected - 2 * width) * NANO, high95=(expected + 2 * width) * NANO,
    )  # fmt: skip


def test_the_card_says_how_wrong_it_was() -> None:
    """October came to 93. Said were 99 and 90: misses of 6 and 3 on 186, the naive one (September, 60) missed by 33."""
    (row,) = card(scored([said(20261002, 99), said(20261003, 90)], WORK, PAST)).to_dict("records")
    assert (row["part"], row["asked"], row["forecasts"]) == ("", "month-end, days 1–10", 2)
    assert row["wape"] == Decimal("0.048387")
    assert row["bias"] == Decimal("0.016129")
    assert row["mase"] == Decimal("0.14")
    assert (row["cover80"], row["cover95"], row["replayed"]) == (Decimal("0.5"), 1, 2)


def test_what_is_not_known_in_full_is_not_judged() -> None:
    """November is not over, and what was said of October after its end was no forecast."""
    assert scored([said(20261105, 9, "2026-11"), said(20261101, 93, through=20261031)], WORK, PAST) == []


def test_a_single_day_is_held_against_its_own() -> None:
    """The 5th of October cost 3, the same day a week before 2."""
    (one,) = scored([said(20261003, 4, "2026-10-05")], WORK, PAST)
    assert (one.actual, one.naive, one.asked) == (3 * NANO, 2 * NANO, "a single day")


@pytest.mark.parametrize(
    ("made_on", "horizon", "asked"),
    [
        (20261011, "2026-10", "month-end, days 11–20"),
        (20261031, "2026-10", "month-end, days 21 on"),
        (20261231, "2027-01", "next month"),
        (20261101, "2027-02", "3 months ahead"),
    ],
)
def test_distances_have_names(made_on: int, horizon: str, asked: str) -> None:
    """How far ahead a forecast looked, by the day it was made."""
    assert asked_of(said(made_on, 1, horizon)) == asked
