"""The survey's claims are kept as claims: each with what the sheets find of it, and never among the prices."""

import pytest

from collectors.price_sheets import model, sheets
from collectors.price_sheets.claims import claims, survey
from db.money import NANO, from_nano, plain

SAID = {
    ("kling-3.0", "price"): ("0.1", "0.4", "about right"),
    ("kling-3.0", "length"): ("15", "15", "right"),
    ("kling-3.0", "shots"): ("6", "6", "right"),
    ("kling-3.0", "resolution"): (None, None, "right"),
    ("sora-2", "price"): ("1", "1", "wrong"),
    ("sora-2", "length"): ("25", "25", "misleading"),
    ("sora-2", "resolution"): (None, None, "misleading"),
    ("sora-2", "plan"): ("20", "20", "obsolete"),
    ("veo-3.1", "price"): ("4.15", "4.15", "wrong"),
    ("veo-3.1", "length"): ("60", None, "wrong"),
    ("veo-3.1", "resolution"): (None, None, "right"),
    ("veo-3.1", "plan"): ("249", "249", "obsolete"),
    ("seedance-2.0", "price"): (None, None, "wrong"),
    ("seedance-2.0", "length"): ("60", None, "wrong"),
    ("seedance-2.0", "resolution"): (None, None, "wrong"),
}


def digits(amount: int | None) -> str | None:
    """A claimed number as it was written."""
    return None if amount is None else plain(from_nano(amount))


def test_what_was_claimed() -> None:
    """Every claim of the table, its numbers and what was found."""
    found = {(one.model, one.about): (digits(one.low), digits(one.high), one.verdict) for one in claims()}
    assert found == SAID
    assert survey().said_in == "2026-02"


@pytest.mark.parametrize("claim", claims(), ids=lambda one: f"{one.model}/{one.about}")
def test_every_claim_is_about_a_model_that_we_know(claim) -> None:
    """It says what was claimed and what was found, and only a length may be open at its end."""
    assert model(claim.model) is not None
    assert claim.claimed
    assert claim.finding
    assert claim.open_ended == (claim.low is not None and claim.high is None)


def test_no_claim_is_a_price() -> None:
    """Nobody asks 1.00 for a second of Sora 2 or 4.15 for one of Veo 3.1."""
    asked = {(price.model, price.amount) for sheet in sheets() for price in sheet.prices if price.unit == "second"}
    assert {("sora-2", NANO), ("veo-3.1", 4_150_000_000)} & asked == set()
    assert "claims" not in {sheet.name for sheet in sheets()}
