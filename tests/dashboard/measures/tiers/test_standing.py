"""Does a second stand where it does: against its list, its model's sellers and each tier?"""

from decimal import Decimal

from dashboard.measures.tiers.ranges import Ranges
from dashboard.measures.tiers.standing import ABOVE, BELOW, WITHIN, in_each_tier, standing, verdict
from tests.dashboard.measures.tiers.work import KLING, VEO, work
from tests.dashboard.measures.what_if.offered import MODELS, offer

RANGES = Ranges([offer("kling-3.0", 0.168), offer("kling-3.0", 0.15, seller="kling"), offer("veo-3.1", 0.4)], 20261122)
ROWS = [work(10, 1.5, 1.68), work(10, 1.7), work(20, 9, 8, VEO)]


def test_a_model_is_held_against_the_seconds_that_have_a_list() -> None:
    """Kling: 3.20 ÷ 20 s = 0.16; of them 10 s have a list, 1.50 against 1.68. Veo: 9 against 8, an eighth above."""
    veo, kling = standing(ROWS, RANGES, MODELS).to_dict("records")
    assert (kling["model"], kling["per_second"], kling["unlisted"]) == ("kling-3.0", Decimal("0.16"), 10)
    assert (kling["compared_per_second"], kling["list_per_second"]) == (Decimal("0.15"), Decimal("0.168"))
    assert kling["over_list"] == Decimal("-0.18")
    assert (kling["model_low"], kling["model_high"], kling["stands"]) == (Decimal("0.15"), Decimal("0.168"), WITHIN)
    assert (kling["premium_low"], kling["commodity_low"], kling["cheapest"]) == (Decimal("0.4"), None, "kling")
    assert (veo["over_list"], veo["over_list_share"], veo["stands"]) == (1, Decimal("0.125"), ABOVE)


def test_groups_add_up() -> None:
    """By any words, seconds and cost are those of everything."""
    for by in ((), ("tier",), ("model", "seller"), ("model", "mode", "resolution", "audio")):
        found = standing(ROWS, RANGES, MODELS, by)
        assert (sum(found["seconds"]), sum(found["cost"])) == (40, Decimal("12.2"))


def test_unknown_stays_unknown() -> None:
    """Work that has neither list nor sellers has no number to be held against, and lies nowhere."""
    [row] = standing([work(5, 1, words=KLING._replace(model="mystery-1"))], RANGES, MODELS).to_dict("records")
    assert [row[name] for name in ("list_per_second", "over_list", "over_list_share", "model_low")] == [None] * 4
    assert (row["stands"], row["cheapest"]) == ("", "")


def test_a_price_lies_below_in_or_above() -> None:
    """The ends of a range are in it."""
    one, two, three = Decimal(1), Decimal(2), Decimal(3)
    assert [verdict(price, one, two) for price in (Decimal(0), one, two, three, None)] == [
        BELOW, WITHIN, WITHIN, ABOVE, "",
    ]  # fmt: skip


def test_each_tier_has_its_work_and_its_price_for_all_of_it() -> None:
    """Middle: 3.20 for 20 s of Kling, and all 40 s would be 0.150 to 0.168 there; premium 0.40; commodity nobody."""
    commodity, middle, premium = in_each_tier(ROWS, RANGES, MODELS).to_dict("records")
    assert (middle["tier"], middle["cost"], middle["could"]) == ("middle", Decimal("3.2"), 40)
    assert (middle["all_low"], middle["all_high"]) == (Decimal("0.15"), Decimal("0.168"))
    assert (premium["cost"], premium["all_low"]) == (9, Decimal("0.4"))
    assert (commodity["could"], commodity["all_low"], commodity["per_second"]) == (0, None, None)
