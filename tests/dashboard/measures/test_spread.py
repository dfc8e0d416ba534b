"""Are the quantiles those of single clips, and do the right ones stand out?"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures.measure import LAST_PLACE
from dashboard.measures.spread import FAR, enough, spread, standing_out
from db.spread import COLUMNS

NANO = 10**9


def values(*rows: tuple[str, int | None, int | None, int, int]) -> pd.DataFrame:
    """Values from word, seconds (whole), cost (cents), clips of a piece, and times."""
    said = [
        (word, 1, 2, 0, 0, None if s is None else s * NANO, None if c is None else c * NANO // 100, clips, times)
        for word, s, c, clips, times in rows
    ]
    return pd.DataFrame(said, columns=["model", *COLUMNS], dtype=object).astype(dict.fromkeys(COLUMNS, "Int64"))


def row(found: pd.DataFrame, word: str) -> dict[str, Any]:
    """One word's row, unknown as None."""
    (one,) = found[found["model"] == word].to_dict("records")
    return {str(name): value for name, value in one.items()}


def test_quantiles_by_hand() -> None:
    """Eight clips of 5 s at 0.50, one at 1.00 and one at 4.00: by rank, 1 is the cheapest tenth, 5 the median, 9 is
    the ninth: 0.10, 0.10, 0.20 and 0.80 a second. A tenth has no length and counts for clips only."""
    found = row(spread(values(("veo", 5, 50, 1, 8), ("veo", 5, 100, 1, 1), ("veo", 5, 400, 1, 1)), "model"), "veo")
    assert [found[f"{name}_second"] for name in ("p10", "median", "p90", "max")] == [
        Decimal(text) for text in ("0.1", "0.1", "0.2", "0.8")
    ]
    assert [found[f"{name}_clip"] for name in ("p10", "median", "p90", "max")] == [
        Decimal(text) for text in ("0.5", "0.5", "1", "4")
    ]


def test_what_is_unknown_is_left_out() -> None:
    """A clip without a cost counts nowhere, one without a length has no cost a second, but one a clip."""
    found = spread(values(("kling", None, 90, 1, 1), ("veo", 5, None, 1, 7)), "model")
    assert found["model"].tolist() == ["kling"]
    assert (row(found, "kling")["clips"], row(found, "kling")["median_clip"]) == (1, Decimal("0.9"))
    assert row(found, "kling")["median_second"] is None


def test_clips_that_are_counted_together_count_at_their_average() -> None:
    """Three clips reported as one of 3.00 are three clips of 1.00 each."""
    found = row(spread(values(("sora", 12, 300, 3, 1), ("sora", 4, 200, 1, 1)), "model"), "sora")
    assert (found["clips"], found["median_clip"], found["max_clip"]) == (4, 1, 2)


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 9999), st.integers(1, 5)), min_size=1, max_size=20))
def test_every_quantile_is_that_of_the_clips_one_by_one(clips: list[tuple[int, int, int]]) -> None:
    """Grouped or not, the value at a rank is the same; ranks are ceilings of the part of the number of clips."""
    found = row(spread(values(*(("veo", s, c, 1, n) for s, c, n in clips)), "model"), "veo")
    single = sorted(Fraction(c, 100 * s) for s, c, n in clips for _ in range(n))
    for name, percent in (("p10", 10), ("median", 50), ("p90", 90), ("max", 100)):
        at = single[max(1, -(-len(single) * percent // 100)) - 1]
        assert abs(Fraction(found[f"{name}_second"]) - at) <= Fraction(LAST_PLACE)


def test_what_stands_out_by_hand() -> None:
    """The median is 0.10 a second; 1.50 for 5 s is just three times that and stays, 2.00 is four times, 1.50 above."""
    every = values(("veo", 5, 50, 1, 9), ("veo", 5, 150, 1, 1), ("veo", 5, 200, 1, 2))
    out = standing_out(every, "model", spread(every, "model"))
    assert FAR == 3
    assert out[["multiple", "excess", "weight"]].to_numpy().tolist() == [[4, Decimal("1.5"), 2]]


def test_a_group_that_is_free_has_nothing_that_stands_out() -> None:
    """Of a median of 0 nothing is a multiple."""
    every = values(("veo", 5, 0, 1, 9), ("veo", 5, 50, 1, 1))
    assert standing_out(every, "model", spread(every, "model")).empty


def test_the_worst_are_enough() -> None:
    """Of values with 2, 3 and 4 clips the first two are needed for three clips, and all for six."""
    out = pd.DataFrame({"weight": [2, 3, 4]})
    assert [len(enough(out, most)) for most in (1, 3, 6, 99)] == [1, 2, 3, 3]
