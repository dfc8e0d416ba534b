"""Does a tornado lie around its answer, each bar as long as its assumption moves it?"""

from decimal import Decimal

import pandas as pd

from dashboard.ui.tornado_figure import said, tornado

D = Decimal
FOUND = pd.DataFrame(
    [("Part that is kept", D(125), D("83.33")), ("Price of a second", D(80), D(120))],
    columns=["assumption", "low", "high"],
    dtype=object,
)


def test_bars_go_to_either_side_of_the_answer() -> None:
    """Around 100: less kept goes 25 to the right and more kept 16.67 to the left, a price 20 to each side."""
    figure = tornado(FOUND, "assumption", D(100), "USD")
    lower, higher = figure["data"]
    assert (lower["base"], lower["x"], lower["text"]) == (100, [25, -20], ["$125.00", "$80.00"])
    assert (higher["base"], higher["text"]) == (100, ["$83.33", "$120.00"])
    assert higher["x"] == [float(D("83.33") - 100), 20]
    low, high = figure["layout"]["xaxis"]["range"]
    assert low < 80
    assert high > 125
    assert figure["layout"]["xaxis"]["ticktext"] == ["now $100.00"]


def test_it_is_told_in_words_too() -> None:
    """Each assumption with both ends, the widest first."""
    assert said(FOUND, "assumption", "How far", D(100), "USD") == (
        "How far, around $100.00: Part that is kept from $125.00 to $83.33, Price of a second from $80.00 to $120.00."
        " All numbers are in the table below."
    )
