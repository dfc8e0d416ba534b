"""Reading one field of an answer: what is there comes out exact, what is not is a fault that names it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from collectors import fields
from collectors.errors import Garbled

WHERE = "a row of Mara's bill"


def test_words_are_lenient() -> None:
    """A missing word and null are empty, a number is its text, blanks are cut, and nothing grows without end."""
    row = {"null": None, "number": 7, "padded": " Ivo ", "long": "x" * 900}
    assert [fields.word(row, name) for name in ("gone", "null", "number", "padded")] == ["", "", "7", "Ivo"]
    assert len(fields.word(row, "long")) == 500


@pytest.mark.parametrize(("said", "exact"), [(0.1, "0.1"), ("2.40", "2.40"), (12, "12"), (Decimal("1e-11"), "1e-11")])
def test_numbers_are_exact(said: object, exact: str) -> None:
    """A number is what was written, digit for digit, as number or as text."""
    assert fields.number({"value": said}, "value", WHERE) == Decimal(exact)


def test_a_time_in_milliseconds_is_no_money() -> None:
    """Milliseconds since 1970 are more than the ledger holds as money, and are a time all the same."""
    row = {"at": "1795249391220"}
    assert fields.instant(row, "at", WHERE) == datetime(2026, 11, 21, 8, 23, 11, 220_000, tzinfo=UTC)
    seconds = fields.instant({"at": 1789948800}, "at", WHERE, timedelta(seconds=1))
    assert seconds == datetime(2026, 9, 21, tzinfo=UTC)


def test_lists_are_lenient_only_about_null() -> None:
    """Null is an empty list; a missing list is a fault, for it may hide money."""
    assert fields.rows({"data": {"rows": None}}, WHERE, "data", "rows") == []
    assert fields.rows({"data": {"rows": [{"a": 1}]}}, WHERE, "data", "rows") == [{"a": 1}]


def test_objects_inside_are_lenient() -> None:
    """Of what is only nice to have, whatever is no object is passed over."""
    row = {"one": {"a": 1}, "some": [{"a": 1}, 7, None], "text": "x"}
    assert [fields.part(row, name) for name in ("one", "text", "gone")] == [{"a": 1}, {}, {}]
    assert [fields.parts(row, name) for name in ("some", "text", "gone")] == [[{"a": 1}], [], []]


def test_an_amount_that_is_left_out_is_unknown() -> None:
    """Where a number may be missing, missing, null and empty are None, and zero is zero."""
    row = {"null": None, "empty": "", "zero": 0}
    assert [fields.amount_if_said(row, name, WHERE) for name in ("gone", "null", "empty", "zero")] == [None] * 3 + [0]


def test_a_currency_is_three_capitals() -> None:
    """Currencies come in any case."""
    assert fields.currency({"in": "usd"}, "in", WHERE) == "USD"


Reader = Callable[[dict[str, Any], str, str], object]


@pytest.mark.parametrize(
    ("read", "said", "complaint"),
    [
        (fields.identity, None, "has no value"),
        (fields.identity, "9" * 200, f"has '{'9' * 40}' and 160 characters more as value, which is no id"),
        (fields.cursor, None, "has more to come but no value"),
        (fields.cursor, 7, "has more to come but no value"),
        (fields.number, None, "has no value"),
        (fields.number, "", "has no value"),
        (fields.number, "three", "has 'three' as value, which is not a number"),
        (fields.number, True, "has 'True' as value, which is not a number"),
        (fields.number, "NaN", "has 'NaN' as value, which is not a number"),
        (fields.amount, 10**10, "has 1e+10 as value, which is more than the ledger can hold"),
        (fields.size, -1, "has -1 as value, which cannot be negative"),
        (fields.instant, 10**20, "has 100000000000000000000 as value, which is not a time"),
        (fields.instant, "soon", "has 'soon' as value, which is not a number"),
        (fields.currency, "KLING-UNIT", "has 'KLING-UNIT' as value, which is not a currency"),
        (lambda row, name, where: fields.rows(row, where, name), {"a": 1}, "has no list of rows as value"),
        (lambda row, name, where: fields.rows(row, where, name), [1], "has no list of rows as value"),
        (lambda row, name, where: fields.rows(row, where, name, "rows"), [], "has no list of rows as value.rows"),
        (lambda row, name, where: fields.inside(row, where, name, "code"), {}, "has no value.code"),
    ],
)
def test_what_makes_no_sense_is_named(read: Reader, said: object, complaint: str) -> None:
    """The fault says whose field it is, which one, and what to do; it is not worth asking again at once."""
    with pytest.raises(Garbled) as caught:
        read({"value": said}, "value", WHERE)
    assert str(caught.value).startswith(f"{WHERE} {complaint}; the next collection asks again")
    assert not caught.value.retry_now
