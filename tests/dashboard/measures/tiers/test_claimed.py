"""Do claims stand beside what is asked and what was paid, and stay claims?"""

from decimal import Decimal
from typing import Any

from collectors.price_sheets.claims import Claim, claims
from dashboard.measures.tiers.claimed import claimed
from tests.dashboard.measures.tiers.work import work
from tests.dashboard.measures.what_if.offered import MODELS, offer

OFFERS = (offer("kling-3.0", 0.1), offer("kling-3.0", 0.4))


def row(about: str, low: str | None = None, high: str | None = None) -> dict[Any, Any]:
    """What is found of one claim of Kling, of which 10 s cost 2 dollars."""
    numbers = {name: Decimal(said) for name, said in (("low", low), ("high", high)) if said}
    claim = Claim.model_validate(
        {"model": "kling-3.0", "about": about, "claimed": "so", "verdict": "wrong", "finding": "not so", **numbers}
    )
    [found] = claimed([claim], [work(10, 2)], OFFERS, MODELS).to_dict("records")
    return found


def test_a_claim_above_the_list_says_how_often() -> None:
    """1.00 is 2.5 times the dearest 0.40, and 5 times what was paid; without an upper end just as much."""
    found = row("price", "1.00", "2.00")
    assert (found["list_low"], found["list_high"], found["paid"]) == (Decimal("0.1"), Decimal("0.4"), Decimal("0.2"))
    assert (found["times_list"], found["times_paid"]) == (Decimal("2.5"), 5)
    assert row("price", "1.00")["times_list"] == Decimal("2.5")
    assert row("price", "0.90")["times_list"] == Decimal("2.25")
    assert row("price", "0.7030")["times_list"] == Decimal("1.76")  # 1.7575, in hundredths


def test_a_claim_that_meets_the_list_is_once() -> None:
    """0.10 to 0.40 meets both; 0.05 is half of the cheapest and a quarter of what was paid."""
    assert [row("price", "0.10", "0.40")[name] for name in ("times_list", "times_paid")] == [1, 1]
    assert [row("price", "0.05", "0.05")[name] for name in ("times_list", "times_paid")] == [
        Decimal("0.5"), Decimal("0.25"),
    ]  # fmt: skip


def test_a_claim_without_a_number_is_held_against_none() -> None:
    """Also where nobody asks a price and nothing was paid."""
    assert row("price")["times_list"] is None
    priced = [one for one in claims() if one.about == "price"]
    found = claimed(priced, [], [], {})
    assert len(found) == len(priced)
    assert found[["list_low", "paid", "times_list", "times_paid"]].isna().all().all()


def test_other_claims_stand_beside_the_documented_limit() -> None:
    """Length, shots and resolution as the maker says; of plans it says nothing."""
    assert [row(about)["listed"] for about in ("length", "shots", "resolution", "plan")] == [
        "15 seconds", "6 shots", "720p 1080p", "",
    ]  # fmt: skip
