"""Is money exact: as it is read, kept in whole nano-units, split and written?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.money import LARGEST, NANO, exact, from_nano, plain, rest_of, spread, to_nano

whole = st.integers(-LARGEST, LARGEST)
amounts = st.decimals(-9_000_000_000, 9_000_000_000, allow_nan=False, allow_infinity=False)
weights = st.lists(st.integers(0, 10**18), min_size=1, max_size=30)


@given(amounts)
def test_a_number_is_read_digit_for_digit(amount: Decimal) -> None:
    """What was written as text comes back as the same Decimal, digits and all."""
    assert exact(str(amount)).as_tuple() == amount.as_tuple()
    assert exact(f" {amount} ").as_tuple() == amount.as_tuple()


@pytest.mark.parametrize(("said", "number"), [(0.1, "0.1"), (3, "3"), ("1e-3", "0.001"), (Decimal("1.50"), "1.50")])
def test_a_number_may_come_as_any_type(said: object, number: str) -> None:
    """A float is taken as it is written, so 0.1 is a tenth and not its nearest binary fraction."""
    assert exact(said) == Decimal(number)


@pytest.mark.parametrize("said", [True, None, "", "five", "1,5", "nan", "-inf", Decimal("sNaN"), [1], "1e" + "9" * 40])
def test_what_is_no_number_is_refused(said: object) -> None:
    """Truth, nothing, words and infinities are no money."""
    with pytest.raises(ValueError, match=r"is not a (finite )?number"):
        exact(said)


@given(whole)
def test_nano_units_are_a_decimal_and_back(nano: int) -> None:
    """Every whole number of nano-units survives the way out and in."""
    assert to_nano(from_nano(nano)) == nano


@given(amounts)
def test_rounding_keeps_what_it_left_out(amount: Decimal) -> None:
    """To 18 digits nothing is lost: nano-units and rest are the amount, and the rest is half a nano-unit at most."""
    nano = to_nano(amount)
    rest = rest_of(amount, nano)
    assert abs(rest) <= NANO // 2
    assert from_nano(nano) + Decimal(rest).scaleb(-18) == amount.quantize(Decimal("1e-18"))


def test_eleven_decimals_by_hand() -> None:
    """0.00019999996 is 200 000 nano-units (199 999.96 rounded) less 0.04 of one, which is 40 million atto-units."""
    amount = Decimal("0.00019999996")
    assert to_nano(amount) == 200_000
    assert rest_of(amount, 200_000) == -40_000_000


@pytest.mark.parametrize(("amount", "nano"), [("0.0000000005", 0), ("0.0000000015", 2), ("-0.0000000025", -2)])
def test_half_a_nano_unit_goes_to_the_even_side(amount: str, nano: int) -> None:
    """So that many halves do not add up to a bias."""
    assert to_nano(Decimal(amount)) == nano


@pytest.mark.parametrize("amount", ["9000000000.000000001", "-1e30", "1e999999"])
def test_more_than_nine_billion_is_refused(amount: str) -> None:
    """A number that 64 bits could not hold is refused before it is stored."""
    with pytest.raises(ValueError, match="larger than the ledger can hold"):
        to_nano(Decimal(amount))


@given(st.integers(-(10**18), 10**18), weights)
def test_a_split_adds_up(total: int, weights: list[int]) -> None:
    """Whatever is split, also what is owed back, the parts are the whole."""
    parts = spread(total, weights)
    assert sum(parts) == total
    assert len(parts) == len(weights)


@given(st.integers(-(10**18), 10**18), weights)
def test_no_part_is_a_unit_off_its_share(total: int, weights: list[int]) -> None:
    """Each part is its exact share rounded down or up; where all weights are zero, all shares are alike."""
    each = weights if any(weights) else [1] * len(weights)
    for part, weight in zip(spread(total, weights), each, strict=True):
        assert abs(part * sum(each) - total * weight) < sum(each)


@given(st.integers(-(10**18), 10**18), weights)
def test_who_was_nearer_to_the_next_unit_gets_it(total: int, weights: list[int]) -> None:
    """Of two parts rounded apart, the one rounded up had the larger remainder, or the same and came first."""
    each = weights if any(weights) else [1] * len(weights)
    rests = [total * weight % sum(each) for weight in each]
    up = [part * sum(each) > total * weight for part, weight in zip(spread(total, weights), each, strict=True)]
    raised = [(-rest, place) for place, rest in enumerate(rests) if up[place]]
    kept = [(-rest, place) for place, rest in enumerate(rests) if not up[place]]
    assert not raised or not kept or max(raised) < min(kept)


def test_a_split_by_hand() -> None:
    """10 over 1:1:1 is 4, 3, 3; a credit of 10 is -3, -3, -4; 7 over nothing known is 4 and 3."""
    assert spread(10, [1, 1, 1]) == [4, 3, 3]
    assert spread(-10, [1, 1, 1]) == [-3, -3, -4]
    assert spread(7, [0, 0]) == [4, 3]
    assert spread(100, [0, 3, 1]) == [0, 75, 25]


@pytest.mark.parametrize("weights", [[], [3, -1]])
def test_money_needs_somebody_to_fall_on(weights: list[int]) -> None:
    """Over nothing, or over less than nothing, no money can be split."""
    with pytest.raises(ValueError, match="can only be spread"):
        spread(1, weights)


@given(amounts)
def test_plain_digits_mean_the_same_number(amount: Decimal) -> None:
    """Written plainly an amount is the same number, without exponent, plus sign or zeros at the end."""
    text = plain(amount)
    assert Decimal(text) == amount
    assert not set(text) & set("eE+")
    assert "." not in text or text[-1] not in "0."


@pytest.mark.parametrize(("amount", "text"), [("1E+3", "1000"), ("-0.00", "0"), ("0.126000", "0.126"), ("100", "100")])
def test_plain_by_hand(amount: str, text: str) -> None:
    """A thousand keeps its zeros and there is no minus zero."""
    assert plain(Decimal(amount)) == text
