"""Which assumption moves the answer most?"""

from decimal import Decimal

import pytest

from dashboard.measures.what_if.tornado import Bar, bars

D = Decimal


def test_the_widest_bar_comes_first() -> None:
    """100 usable seconds at 0.10 with half kept cost 20; kept 25 to 100 % they cost 40 to 10, and so on."""
    bent = {"price": (D("0.08"), D("0.12")), "volume": (D(50), D(150)), "kept": (D("0.25"), D(1))}
    found = bars(D("0.10"), D(100), D("0.5"), bent)
    assert found == [Bar("kept", D(40), D(10)), Bar("volume", D(10), D(30)), Bar("price", D(16), D(24))]
    assert [bar.width for bar in found] == [30, 20, 8]


@pytest.mark.parametrize("kept", ["0", "1.1", "-0.5"])
def test_a_part_kept_is_a_part(kept: str) -> None:
    """Nothing kept costs without end, and more than all cannot be."""
    with pytest.raises(ValueError, match="above 0 and at most 1"):
        bars(D(1), D(1), D("0.5"), {"kept": (D(kept), D(1))})
