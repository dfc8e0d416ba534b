"""Do whole numbers stay whole on their way into a frame?"""

import pandas as pd

from db.frames import framed

LARGE = 2**53 + 1
"""The first whole number that a fraction cannot hold; as nano-units, nine million dollars."""


def test_a_large_sum_beside_an_unknown_one_stays_exact() -> None:
    """2⁵³ + 1 is not rounded to 2⁵³ because the row below it is unknown."""
    found = framed(["team", "cost"], [("trailers", LARGE), ("social", None)], ["cost"])
    assert (int(found["cost"][0]), found["cost"][1]) == (LARGE, pd.NA)
    assert found["team"].tolist() == ["trailers", "social"]


def test_nothing_has_its_columns_too() -> None:
    """No row, and still both columns, one of words and one of whole numbers."""
    found = framed(["team", "cost"], [], ["cost"])
    assert (list(found), found.dtypes.astype(str).tolist(), len(found)) == (["team", "cost"], ["object", "Int64"], 0)
