"""Is only that called rounding up which no allowed length would have saved, where the used seconds are said?"""

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures.tiers.rounding import LABEL, rounding, shortest
from dashboard.measures.what_if.cover import whole_seconds
from db.money import NANO
from db.offers import Limits
from tests.dashboard.measures.tiers.work import VEO, work
from tests.dashboard.measures.what_if.offered import MODELS

D = Decimal
NANO_DOLLAR = D(1) / NANO
NAMES = ("provider", "model", "mode", "resolution", "audio", "seconds", "upto", "clips", "cost", "used_cost")


def lengths_of(*said: tuple[float, float, int, float], model: str = "veo-3.1") -> pd.DataFrame:
    """Clips as `db.used` has them, of billed and used seconds of one, how many, and their cost together in dollars."""
    rows: list[tuple[Any, ...]] = []
    for billed, used, clips, cost in said:
        upto, nano = whole_seconds(round(used * NANO)), round(cost * NANO)
        held = int(nano * min(D(str(used)), D(upto)) / D(str(billed)))
        rows.append(("fal", model, "", "1080p", "on", round(billed * NANO), upto, clips, nano, held))
    return pd.DataFrame(rows, columns=list(NAMES))


@pytest.mark.parametrize(
    ("billed", "upto", "durations", "needed"),
    [
        (8, 5, "4 6 8", 6),
        (8, 8, "4 6 8", 8),
        (8, 3, "4 6 8", 4),
        (5, 4, "3-15", 4),
        (5, 1, "3-15", 3),
        (5, 5, "8", 5),
        (8, 9, "4 6 8", 8),
    ],
)
def test_the_shortest_clip_that_holds_what_was_used(billed: int, upto: int, durations: str, needed: int) -> None:
    """5 s of 8 fit into 6; a longer clip than was billed is never needed."""
    assert shortest(billed * NANO, upto, durations) == needed * NANO


def test_what_was_trimmed_by_choice_is_no_rounding() -> None:
    """Of 8 s at 0.40 a second 5 were used: 1 s could not be saved, 2 s were trimmed; frames over 6 s are neither."""
    [row] = rounding(lengths_of((8, 5, 1, 3.2)), [work(8, 3.2, words=VEO)], MODELS).to_dict("records")
    [frames] = rounding(lengths_of((8, 6.04, 1, 3.2)), [work(8, 3.2, words=VEO)], MODELS).to_dict("records")
    assert (row["money"], frames["money"]) == (D("0.4"), 0)


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


@given(st.integers(1, 15), st.floats(0.1, 15), st.sampled_from(["4 6 8", "3-15", "5 10", "12"]))
def test_it_is_never_more_than_what_was_trimmed(billed: int, used: float, durations: str) -> None:
    """What rounding up takes is a part of the cost of the seconds not used, but for a tenth (frames) and last digit."""
    used = min(round(used, 3), billed)
    found = rounding(
        lengths_of((billed, used, 1, 1)), [work(billed, 1, words=VEO)], {"veo-3.1": Limits(durations=durations)}
    )
    [money] = found["money"]
    assert 0 <= money <= D(1) - D(str(used)) / billed + D("0.1") / billed + NANO_DOLLAR
