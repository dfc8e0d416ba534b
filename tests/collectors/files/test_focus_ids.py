"""The ids that FOCUS rows are given: the same for the same charge, and never shared."""

from datetime import date
from pathlib import Path

import pytest

from tests.collectors.files.bills import billed, line, lines_of, write_csv

SAMPLE = Path(__file__).parent / "samples" / "focus_1.0.csv.gz"


def test_the_same_file_gives_the_same_ids() -> None:
    """Reading the sample twice gives the same lines, and no two lines share an id."""
    first, second = lines_of(SAMPLE), lines_of(SAMPLE)
    assert first == second
    assert len({one.charge.external_id for one in first}) == 1000


def test_rows_alike_are_numbered_and_a_restated_amount_keeps_its_id(tmp_path: Path) -> None:
    """Two rows that differ in cost alone are numbers 1 and 2 of one hash, also after both costs changed."""
    ids = [
        [one.charge.external_id for one in lines_of(write_csv(tmp_path / "bill.csv", rows))]
        for rows in (
            [line(BilledCost="1", Tags=""), line(BilledCost="2")],
            [line(BilledCost="3"), line(BilledCost="4", ListCost="5", PricingQuantity="6")],
        )
    ]
    assert ids[0] == ids[1]
    assert [one.rpartition("-")[2] for one in ids[0]] == ["1", "2"]


@pytest.mark.parametrize("column", ["SkuId", "ResourceId", "SubAccountId", "ChargeDescription", "RegionId"])
def test_what_was_charged_makes_the_id(tmp_path: Path, column: str) -> None:
    """Another SKU, resource, project, description or region is another line."""
    assert billed(tmp_path, **{column: "x"}).charge.external_id != billed(tmp_path).charge.external_id


def test_a_correction_of_a_later_bill_does_not_replace_the_line(tmp_path: Path) -> None:
    """October's bill may say September's line again, and that is a line of its own, marked 2026-10."""
    late = billed(tmp_path, BillingPeriodStart="2026-10-01T00:00:00Z").charge
    assert late.external_id.startswith("2026-10-")
    assert billed(tmp_path).charge.external_id.startswith("2026-09-")
    assert late.day == date(2026, 9, 2)
