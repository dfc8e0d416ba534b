"""Is a bill that no longer agrees with its list found, with its worth and since when?"""

from datetime import date
from decimal import Decimal

from dashboard.measures.tiers.drift import AGREED, AGREES, CHEAPER, DEARER, by_month, list_prices, state_of
from tests.dashboard.measures.tiers.work import VEO, work

ROWS = [
    work(10, 1.68, 1.68, day=20260903), work(10, 1.90, 1.68, day=20261003), work(20, 3.80, 3.36, day=20261103),
    work(10, 4, 4, VEO), work(10, 9, 4, VEO, billed=False), work(10, 9, None, VEO),
]  # fmt: skip


def test_drift_has_its_worth_by_month() -> None:
    """October 1.90 − 1.68 = 0.22, November 3.80 − 3.36 = 0.44; what is estimated or has no list is not there."""
    found = by_month(ROWS)
    assert found[["month", "model", "over_list"]].to_numpy().tolist() == [
        ["2026-11", "kling-3.0", Decimal("0.44")],
        ["2026-11", "veo-3.1", 0],
        ["2026-10", "kling-3.0", Decimal("0.22")],
        ["2026-09", "kling-3.0", 0],
    ]
    assert found["per_second"].tolist()[:2] == [Decimal("0.19"), Decimal("0.4")]
    assert found["list_per_second"].tolist()[:2] == [Decimal("0.168"), Decimal("0.4")]


def test_months_add_up_to_the_whole() -> None:
    """By month alone, or by nothing, the worth is the same 0.66."""
    assert sum(by_month(ROWS, ["month"])["over_list"]) == Decimal("0.66")
    assert by_month(ROWS, [])["over_list"].tolist() == [Decimal("0.66")]


def test_the_list_that_is_out_of_date_comes_first() -> None:
    """Kling is above its list since October, and the list says where it was seen and when; Veo agrees."""
    kling, veo = list_prices(ROWS).to_dict("records")
    assert (kling["model"], kling["state"], kling["since"], kling["month"]) == (
        "kling-3.0",
        DEARER,
        "2026-10",
        "2026-11",
    )
    assert (kling["over_list"], kling["asked"]) == (Decimal("0.44"), Decimal("0.168"))
    assert (kling["source"], kling["checked_on"]) == ("a price page", date(2026, 11, 1))
    assert (veo["state"], veo["since"]) == (AGREES, "")


def test_a_hundredth_is_a_trifle() -> None:
    """1.01 for what is listed at 1 agrees, 1.02 does not; below it is cheaper, unless a price was agreed."""
    assert state_of([work(1, 1.01, 1)]) == AGREES
    assert state_of([work(1, 1.02, 1)]) == DEARER
    assert state_of([work(1, 0.9, 1)]) == CHEAPER
    assert state_of([work(1, 0.9, 1, agreed=True)]) == AGREED
    assert state_of([work(1, 0.9, 1, agreed=True), work(1, 0.9, 1)]) == CHEAPER


def test_nothing_billed_is_no_row() -> None:
    """Estimates alone have nothing to say."""
    assert by_month([work(1, 1, 1, billed=False)]).empty
    assert list_prices([]).empty
