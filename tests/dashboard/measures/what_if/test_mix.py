"""What does it come to when only a part moves, or when drafts are cheap?"""

from decimal import Decimal

from dashboard.measures.what_if.mix import laddered, moved
from dashboard.measures.what_if.reprice import Alternative
from tests.dashboard.measures.what_if.offered import KLING, VEO

CHEAPER = Alternative("fal", "kling-3.0", "USD", KLING, now=1000, there=400)
DEARER = Alternative("fal", "veo-3.1", "USD", VEO, now=500, there=900)


def test_a_part_that_moves_saves_its_part() -> None:
    """60 % of what could cost 600 less saves 360; a quarter of what costs 400 more takes 100 back."""
    assert moved(2000, [(Decimal("0.6"), CHEAPER)]).after == 1640
    both = moved(2000, [(Decimal("0.6"), CHEAPER), (Decimal("0.25"), DEARER)])
    assert (both.after, both.difference) == (1740, -260)
    assert moved(2000, []).difference == 0


def test_drafts_are_paid_for_all_and_finals_for_what_is_kept() -> None:
    """400 for every draft, and 30 % of 900 for the finals: 670 instead of 1000."""
    outcome = laddered(1000, CHEAPER, DEARER, Decimal("0.3"))
    assert (outcome.after, outcome.difference) == (670, -330)


def test_fewer_drafts_kept_want_more_of_them() -> None:
    """Where 45 % are kept now and 30 % of the drafts would be, as much kept work takes half as much again: 1005."""
    outcome = laddered(1000, CHEAPER, DEARER, Decimal("0.3"))
    assert outcome.as_much_kept(Decimal("0.45"), Decimal("0.3")) == 1005
    assert outcome.as_much_kept(None, Decimal("0.3")) is None
