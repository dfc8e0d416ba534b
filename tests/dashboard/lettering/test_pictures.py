"""Can the lines of a chart in a letter be told apart?"""

import pytest

from dashboard.lettering.colours import DAY
from dashboard.lettering.pictures import amounts_on


@pytest.mark.parametrize("currency", ["USD", ""])
@pytest.mark.parametrize("most", [0.024, 0.9, 7, 480, 1_200_000])
def test_no_two_lines_of_an_axis_read_alike(currency: str, most: float) -> None:
    """However small the numbers are: nothing at the left, and something else at every line after it."""
    from matplotlib.figure import Figure

    axes = Figure().add_subplot()
    axes.set_xlim(0, most)
    amounts_on(axes.xaxis, currency, DAY)
    shown = [axes.xaxis.get_major_formatter()(at) for at in axes.xaxis.get_major_locator()()]
    assert shown[0] == ("$0" if currency else "0")
    assert len(shown) == len(set(shown)) >= 2
