"""Are facts checked at the door: nothing guessed, nothing lost, nothing that no database could keep?"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from db.facts import Balance, Charge, Facet, Model, Name, Usage
from db.money import from_nano
from tests.db.cast import NOON, clip, facet, line, price

WORK: dict[str, Any] = {"source": "tasks", "external_id": "t1", "at": NOON, "facet": Facet()}
BILLED: dict[str, Any] = {"source": "billing", "external_id": "b1", "at": NOON, "facet": Facet(), "amount": Decimal(1)}
NAIVE = datetime(2026, 11, 1)  # noqa: DTZ001  # the mistake that must be caught


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("at", NAIVE, "not a time with a time zone"),
        ("at", "2026-11-01T00:00:00Z", "not a time with a time zone"),
        ("at", date(2026, 11, 1), "not a time with a time zone"),
        ("seconds", Decimal("NaN"), "not a finite Decimal"),
        ("seconds", Decimal("sNaN"), "not a finite Decimal"),
        ("seconds", Decimal("Infinity"), "not a finite Decimal"),
        ("seconds", 5, "not a finite Decimal"),
        ("seconds", 5.0, "not a finite Decimal"),
        ("seconds", [], "not a finite Decimal"),
        ("seconds", Decimal(-5), "greater than or equal to 0"),
        ("stated", Decimal("-0.01"), "greater than or equal to 0"),
        ("stated", Decimal("1e10"), "larger than the ledger can hold"),
        ("clips", -1, "greater than or equal to 0"),
        ("external_id", "", "at least 1 character"),
        ("external_id", "x" * 501, "at most 500 characters"),
        ("second", Decimal(5), "Extra inputs are not permitted"),
    ],
)
def test_work_that_makes_no_sense_is_refused(field: str, value: object, reason: str) -> None:
    """Times without a zone, numbers of the wrong kind, negative amounts and unknown fields do not come in."""
    with pytest.raises(ValidationError, match=reason):
        Usage(**(WORK | {field: value}))


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("amount", 1, "not a finite Decimal"),
        ("amount", Decimal("NaN"), "not a finite Decimal"),
        ("amount", None, "valid integer"),
        ("list_amount", 1.5, "not a finite Decimal"),
        ("at", NAIVE, "not a time with a time zone"),
        ("price", Decimal(1), "Extra inputs are not permitted"),
    ],
)
def test_a_bill_line_that_makes_no_sense_is_refused(field: str, value: object, reason: str) -> None:
    """A line's amount is there, and is a finite Decimal."""
    with pytest.raises(ValidationError, match=reason):
        Charge(**(BILLED | {field: value}))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"kind": "video"}, "'render', 'plan' or 'other'"),
        ({"category": "Usage"}, "'usage', 'credit'"),
        ({"currency": "usd"}, "pattern"),
        ({"model": "k" * 501}, "at most 500 characters"),
        ({"seed": "1"}, "Extra inputs are not permitted"),
        ({"model": 3}, "valid string"),
    ],
)
def test_words_that_nobody_knows_are_refused(words: dict[str, str], reason: str) -> None:
    """A facet has known fields, and where few words are right, only those."""
    with pytest.raises(ValidationError, match=reason):
        Facet(**words)


def test_numbers_and_times_become_whole() -> None:
    """Five and a half seconds are 5 500 000 000 nano-seconds, and noon is a number of microseconds."""
    work = clip("t1", seconds="5.5", stated=Decimal("0.63"))
    assert (work.seconds, work.stated) == (5_500_000_000, 630_000_000)
    assert work.at == int(NOON.timestamp()) * 1_000_000
    assert clip("t1", seconds=None).seconds is None


def test_what_is_unknown_is_none_and_not_zero() -> None:
    """Work of which only the time is known has no numbers at all."""
    work = Usage(**WORK)
    assert {work.seconds, work.clips, work.tokens, work.requests, work.quantity, work.stated} == {None}


def test_a_fact_cannot_be_changed() -> None:
    """What was said was said."""
    with pytest.raises(ValidationError, match="frozen"):
        clip("t1").facet = facet()


@given(st.decimals(-1000, 1000, places=11))
def test_the_exact_total_of_eleven_decimals_can_be_told(amount: Decimal) -> None:
    """The whole nano-units of a line and its rest are its amount."""
    charge = line("b1", str(amount))
    assert from_nano(charge.amount) + Decimal(charge.rest).scaleb(-18) == amount


def test_the_rest_by_hand() -> None:
    """Of 0.00019999996, 200 000 nano-units are kept, and minus 40 million atto-units are the rest; of 0.63 none is."""
    assert (line("b1", "0.00019999996").amount, line("b1", "0.00019999996").rest) == (200_000, -40_000_000)
    assert line("b1", "0.63").rest == 0


def test_saying_a_line_leaves_what_was_said_alone() -> None:
    """A collector's own dictionary is not written into."""
    said = BILLED | {"amount": Decimal("0.00000000001")}
    assert Charge.model_validate(said).rest == 10_000_000
    assert "rest" not in said


def test_the_same_labels_are_the_same_facet() -> None:
    """In whatever order a provider lists them; of a label said twice the last word counts."""
    one = Facet(labels=(("film", "a"), ("act", "1")))
    assert one == Facet(labels=(("act", "1"), ("film", "a")))
    assert Facet(labels=(("film", "a"), ("film", "b"))).labels == (("film", "b"),)


def test_no_word_holds_what_a_database_cannot() -> None:
    """Zero bytes and halves of letters are left out rather than stopping a collection."""
    assert Facet(model="kl\ud83ding", mode="pro é").model_dump(include={"model", "mode"}) == {
        "model": "kling",
        "mode": "pro é",
    }
    assert Facet(model="kling\0-3.0", labels=(("film\0", "a\0"),)) == Facet(model="kling-3.0", labels=(("film", "a"),))
    assert clip("t\0001").external_id == "t1"


def test_every_kind_of_fact_can_be_said() -> None:
    """Prices, models, credit and names as a collector would say them."""
    assert price("0.126").amount == 126_000_000
    seen = {"source": "a page", "checked_on": date(2026, 11, 1)}
    assert Model(model="kling-3.0", maker="Kuaishou", origin="CN", tier="middle", **seen).clip_seconds is None
    assert Balance(at=datetime(2026, 11, 1, tzinfo=UTC), currency="KLING-UNIT", amount=Decimal(-3)).amount == -3 * 10**9
    assert Name(kind="api_key", id="key-mara", name="Mara's key").name == "Mara's key"
