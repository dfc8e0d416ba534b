"""The kinds of files: found by their modules, and called by their names."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from collectors.deliveries import Billed, FileKind, file_kind, file_kinds
from db.facts import Charge, Facet


def test_a_kind_is_found_by_the_name_of_its_module() -> None:
    """Bills in FOCUS and rules are among the kinds, in alphabetical order."""
    assert {"focus", "rules"} <= set(file_kinds())
    assert list(file_kinds()) == sorted(file_kinds())


def test_an_unknown_kind_is_a_key_error() -> None:
    """There are no shoes."""
    with pytest.raises(KeyError, match="shoes"):
        file_kind("shoes")


def test_a_bill_line_goes_to_the_account_of_its_provider_and_id() -> None:
    """AWS/1234567890123, as the command line's contract says."""
    charge = Charge(
        source="focus", external_id="1", at=datetime(2026, 9, 2, tzinfo=UTC), facet=Facet(), amount=Decimal(1)
    )
    assert Billed("AWS", "1234567890123", charge).account == "AWS/1234567890123"


def test_a_kind_that_reads_nothing_says_so(tmp_path: Path) -> None:
    """The bare contract refuses to read."""
    with pytest.raises(NotImplementedError, match="deliveries files cannot be read"):
        FileKind().read(tmp_path)
