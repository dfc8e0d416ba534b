"""How sure is a keep rate? Held against intervals that are published for Wilson's method."""

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures.keeping import wilson, with_intervals

FIGURES = ["model", "clips", "judged", "kept", "keep_rate"]


@pytest.mark.parametrize(
    ("kept", "judged", "low", "high"),
    [
        (81, 263, "0.2553", "0.3662"),  # R. Newcombe 1998, Statistics in Medicine 17, table I
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0.0000", "0.1611"),
        (1, 29, "0.0061", "0.1718"),
    ],
)
def test_published_intervals(kept: int, judged: int, low: str, high: str) -> None:
    """To four digits, the intervals that Newcombe printed for the score method without correction."""
    assert [str(end.quantize(Decimal("0.0001"))) for end in wilson(kept, judged)] == [low, high]


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_rate(pair: tuple[int, int]) -> None:
    """It lies within 0 and 1, around the rate that was seen, and is the mirror of that of what was not kept."""
    kept, judged = pair
    low, high = wilson(kept, judged)
    assert 0 <= low <= Decimal(kept) / judged + Decimal("1e-12")
    assert Decimal(kept) / judged - Decimal("1e-12") <= high <= 1
    assert abs(low - (1 - wilson(judged - kept, judged)[1])) <= Decimal("2e-12")


def test_too_few_labels_have_a_range_and_no_rate() -> None:
    """29 judged clips are too few, 30 are enough; a model nobody judged has no row."""
    rows = [
        ("veo", 90, Decimal(29), Decimal(10), Decimal("0.344827586207")),
        ("kling", 90, Decimal(30), None, Decimal(0)),
        ("sora", 90, None, None, None),
    ]
    found = with_intervals(pd.DataFrame(rows, columns=FIGURES, dtype=object)).set_index("model")
    assert found["keep_rate"].to_dict() == {"kling": 0, "veo": None}
    assert found["note"].to_dict() == {"kling": "", "veo": "too few labels (below 30)"}
    assert found["low"]["kling"] == 0
    assert found["high"]["kling"] == wilson(0, 30)[1]
