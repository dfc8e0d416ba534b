"""What does work cost at the price in force on its day; and is it unknown where no price is?"""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.facts import Facet
from db.prices import PriceBook, Quote, converted, list_cost, scaled
from db.tokens import CACHED, INPUT, OUTPUT, millions
from tests.db.cast import NANO, facet


@dataclass
class Sheet:
    """A stored price, 10 US cents a second of anything of kling-3.0 since 2026 unless said otherwise."""

    amount: int = 100_000_000
    seller: str = "fal"
    model: str = "kling-3.0"
    endpoint: str = ""
    mode: str = ""
    resolution: str = ""
    audio: str = ""
    unit: str = "second"
    currency: str = "USD"
    origin: str = "sheet"
    valid_from: int = 20260101
    valid_to: int | None = None


def quoted(sheets: list[Sheet], words: Facet, day: int = 20261101) -> int | None:
    """The amount in force at fal."""
    quote = PriceBook(sheets).quote("fal", words, day)
    return quote.amount if quote else None


def test_a_price_holds_from_its_day_to_its_end() -> None:
    """From the first of November up to and not including the fifth."""
    sheet = Sheet(1, valid_from=20261101, valid_to=20261105)
    days = [20261031, 20261101, 20261104, 20261105]
    assert [quoted([sheet], facet(), day) for day in days] == [None, 1, 1, None]


def test_the_latest_price_counts() -> None:
    """A new price takes nothing away from the days before it, in whatever order the prices are known."""
    old, new = Sheet(1), Sheet(2, valid_from=20261101)
    for sheets in ([old, new], [new, old]):
        assert quoted(sheets, facet(), 20261031) == 1
        assert quoted(sheets, facet(), 20261101) == 2


def test_the_price_that_says_most_counts() -> None:
    """With audio is dearer than without; what says nothing of audio is for both, also when it is newer."""
    sheets = [Sheet(1, valid_from=20261031), Sheet(2, audio="on"), Sheet(3, audio="on", resolution="1080p")]
    assert quoted(sheets, facet()) == 1
    assert quoted(sheets, facet(audio="off")) == 1
    assert quoted(sheets, facet(audio="on")) == 2
    assert quoted(sheets, facet(audio="on", resolution="1080p")) == 3


def test_an_endpoint_says_more_than_a_model() -> None:
    """Of two prices with one word each, the one for just this endpoint counts."""
    sheets = [Sheet(1), Sheet(2, model="", endpoint="fal-ai/kling")]
    assert quoted(sheets, facet(endpoint="fal-ai/kling")) == 2
    assert quoted(sheets, facet(endpoint="fal-ai/sora")) == 1


def test_a_negotiated_price_counts_before_any_list_and_a_map_after_all() -> None:
    """From its day on the contract's word counts, though a sheet says more of the work and is newer."""
    sheet = Sheet(2, model="kling-3.0", audio="on", resolution="1080p", valid_from=20261105)
    contract = Sheet(1, origin="negotiated", valid_from=20261101, valid_to=20261110)
    others = [Sheet(3, origin="map", audio="on", resolution="1080p", mode="pro"), Sheet(4, valid_from=20260101)]
    work = facet(audio="on", resolution="1080p", mode="pro")
    for sheets in ([sheet, contract, *others], [*others, contract, sheet]):
        assert [quoted(sheets, work, day) for day in (20261031, 20261101, 20261109, 20261110)] == [4, 1, 1, 2]
    assert quoted(others[:1], work) == 3


def test_who_pays_dollars_is_never_asked_a_price_in_yuan() -> None:
    """Only where the seller has no list at all in the work's currency does one in another count."""
    yuan = Sheet(46, currency="CNY", resolution="720p")
    dollars = Sheet(7, model="seedance-2.0")
    assert quoted([yuan, dollars], facet(resolution="720p")) is None
    assert quoted([yuan, dollars], facet(resolution="720p", currency="CNY")) == 46
    assert quoted([yuan], facet(resolution="720p")) == 46
    assert quoted([yuan, Sheet(7, origin="map")], facet(resolution="720p")) == 46


@pytest.mark.parametrize("sheet", [Sheet(seller="kling"), Sheet(model="sora-2"), Sheet(model=""), Sheet(mode="pro")])
def test_a_price_for_something_else_is_none(sheet: Sheet) -> None:
    """Another seller's, another model's, nobody's, and another mode's price is not this work's."""
    assert quoted([sheet], facet()) is None


@pytest.mark.parametrize(
    ("unit", "counted", "cost"),
    [
        ("second", "", 630_000_000),  # 5 s × 0.126
        ("clip", "", 252_000_000),  # 2 × 0.126
        ("million tokens", "million tokens", 189_000_000),  # 1.5 × 0.126
        ("million tokens", "credits", None),  # counted in something else
    ],
)
def test_list_cost_by_hand(unit: str, counted: str, cost: int | None) -> None:
    """A price of 0.126 for 5 seconds, for 2 clips, for a quantity of 1.5."""
    assert list_cost(Quote(unit, 126_000_000, "USD"), counted, 5 * NANO, 2, 1_500_000_000) == cost


@pytest.mark.parametrize("unit", ["second", "clip", "million tokens"])
def test_an_unknown_amount_of_work_has_no_cost(unit: str) -> None:
    """Unknown, and not nothing."""
    assert list_cost(Quote(unit, NANO, "USD"), unit, None, None, None) is None
    assert list_cost(Quote(unit, NANO, "USD"), unit, 0, 0, 0) == 0


@given(st.integers(-(10**19), 10**19), st.integers(0, 10**13))
def test_a_product_is_rounded_to_the_nearest_unit(amount: int, by: int) -> None:
    """Never more than half a nano-unit off, and exact where the product is whole."""
    assert abs(scaled(amount, by) * NANO - amount * by) * 2 <= NANO
    assert scaled(amount, 3 * NANO) == amount * 3


@pytest.mark.parametrize(("amount", "half"), [(1, 0), (3, 2), (5, 2), (-1, 0), (-3, -2)])
def test_halves_go_to_the_even_side(amount: int, half: int) -> None:
    """As a half of 1, 3 and 5 nano-units shows."""
    assert scaled(amount, NANO // 2) == half


def test_conversion_by_hand() -> None:
    """2 euros at 1.1 are 2.20; without a rate or an amount there is nothing; at one to one all is as it was."""
    assert converted(2 * NANO, 1_100_000_000) == 2_200_000_000
    assert converted(2 * NANO, None) is None
    assert converted(None, NANO) is None
    assert converted(7, NANO) == 7


def test_a_price_for_one_kind_of_token_is_not_anothers() -> None:
    """Output costs eight times the input, whichever of the two prices is newer."""
    sheets = [Sheet(1, unit=INPUT), Sheet(8, unit=OUTPUT, valid_from=20261031)]
    assert quoted(sheets, facet(kind="plan", unit=INPUT)) == 1
    assert quoted(sheets, facet(kind="plan", unit=OUTPUT)) == 8
    assert quoted(sheets, facet(kind="plan", unit=CACHED)) is None


def test_a_million_tokens_cost_what_the_sheet_says_to_the_nano_unit() -> None:
    """0.0028 dollars a million, for one token more than a million: 2,800,003 billionths, rounded from 2,800,002.8."""
    quote, quantity = Quote(INPUT, 2_800_000, "USD"), int(millions(1_000_001) * NANO)
    assert list_cost(quote, INPUT, None, None, quantity) == 2_800_003
