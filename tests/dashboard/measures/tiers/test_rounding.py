"""Is only that called rounding up which no allowed length would have saved, where the used seconds are said?"""

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures.tiers.rounding import LABEL, rounding, unavoidable
from db.money import NANO
from tests.dashboard.measures.tiers.work import VEO, work
from tests.dashboard.measures.what_if.offered import MODELS

D = Decimal
NAMES = ("provider", "model", "mode", "resolution", "audio", "seconds", "used", "clips", "cost")


def lengths_of(*said: tuple[float, float, int, float], model: str = "veo-3.1") -> pd.DataFrame:
    """Clips as `db.used` has them: billed and used seconds of one, how many, and what they cost together in dollars."""
    rows: list[tuple[Any, ...]] = [
        ("fal", model, "", "1080p", "on", round(billed * NANO), round(used * NANO), clips, round(cost * NANO))
        for billed, used, clips, cost in said
    ]
    return pd.DataFrame(rows, columns=list(NAMES))


@pytest.mark.parametrize(
    ("billed", "used", "durations", "beyond"),
    [
        (8, 5, "4 6 8", 1),
        (8, 8, "4 6 8", 0),
        (8, 3, "4 6 8", 1),
        (6, 6.04, "4 6 8", 0),
        (5, 3.5, "3-15", 0.5),
        (5, 1, "3-15", 2),
        (5, 4.5, "8", 0.5),
        (8, 9, "4 6 8", 0),
    ],
)
def test_the_shortest_clip_that_holds_what_was_used(billed: float, used: float, durations: str, beyond: float) -> None:
    """5 s of 8 fit into 6, so 1 s could not be saved and 2 s were trimmed by choice; frames over 6 s ask for no 8."""
    assert unavoidable(round(billed * NANO), round(used * NANO), durations) == round(beyond * NANO)


def test_money_is_the_clips_own() -> None:
    """Two clips of 8 s at 3.20 with 5 s used: 1 ÷ 8 of 6.40 is 0.80. Of 30 s on Veo 16 are known; Kling has none."""
    [row] = rounding(lengths_of((8, 5, 2, 6.4)), [work(30, 12, words=VEO)], MODELS).to_dict("records")
    assert (row["multiplier"], row["money"], row["seconds"], row["unknown"]) == (LABEL, D("0.8"), 16, 14)
    assert (row["cost"], row["share"], row["clips"]) == (D("6.4"), D("0.125"), 2)


def test_without_used_seconds_it_is_not_known() -> None:
    """Nobody said what was used: no money, and every second is counted as unknown; a model of any length has no row."""
    [row] = rounding(lengths_of(), [work(30, 12, words=VEO)], MODELS).to_dict("records")
    assert (row["money"], row["unknown"], row["clips"]) == (None, 30, 0)
    anything = VEO._replace(model="hailuo")
    assert rounding(lengths_of((8, 5, 2, 6.4), model="hailuo"), [work(30, 12, words=anything)], MODELS).empty


@given(st.integers(1, 15 * NANO), st.integers(1, 15 * NANO), st.sampled_from(["4 6 8", "3-15", "5 10", "12"]))
def test_it_is_never_more_than_what_was_trimmed(billed: int, used: int, durations: str) -> None:
    """What rounding up takes is a part of the seconds that were not used."""
    assert 0 <= unavoidable(billed, used, durations) <= max(0, billed - used)
