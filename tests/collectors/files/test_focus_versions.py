"""FOCUS 1.0 to 1.4, as CSV, gzipped and as Parquet, all say the same bill."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from collectors.deliveries import Billed, Refusal, UntrustedFile
from tests.collectors.files.bills import FOCUS, VERSIONS, exact_total, line, lines_of, write_csv, write_parquet

START = datetime(2026, 9, 2, tzinfo=UTC)


def bill(version: str) -> list[dict[str, str]]:
    """Two takes at 1.25, tax of 0.5 and a credit of 1: 2.00 in all."""
    return [
        line(version),
        line(version),
        line(version, ChargeCategory="Tax", BilledCost="0.5", ListCost="0", SkuId="", SkuPriceId=""),
        line(version, ChargeCategory="Credit", BilledCost="-1", ListCost="0", ChargeDescription="Goodwill"),
    ]


@pytest.mark.parametrize("form", ["bill.csv", "bill.csv.gz", "bill.parquet"])
@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_in_every_form_says_the_same(tmp_path: Path, version: str, form: str) -> None:
    """1.25 + 1.25 + 0.5 − 1 is 2.00 for Reelhost/studio-1; from 1.1 on the meter names the model."""
    write = write_parquet if form.endswith("parquet") else write_csv
    said = lines_of(write(tmp_path / form, bill(version)))
    assert exact_total(said) == 2
    assert {one.account for one in said} == {"Reelhost/studio-1"}
    assert [one.charge.facet.category for one in said] == ["usage", "usage", "tax", "credit"]
    model = "Reelhost Models" if version == "1.0" else "Veo 3.1 Fast"
    assert {one.charge.facet.model for one in said} == {model}
    assert [one.charge.external_id.rpartition("-")[2] for one in said] == ["1", "2", "1", "1"]


def test_an_id_is_the_same_in_every_version_and_form(tmp_path: Path) -> None:
    """The bill of September in 1.0 as CSV and in 1.4 as Parquet is the same lines, so it is not counted twice."""
    old = lines_of(write_csv(tmp_path / "old.csv", bill("1.0")))
    new = lines_of(write_parquet(tmp_path / "new.parquet", bill("1.4")))
    assert [one.charge.external_id for one in old] == [one.charge.external_id for one in new]


@pytest.mark.parametrize(
    ("names", "provider"),
    [
        ({"ServiceProviderName": "Reelmarket"}, "Reelhost"),
        ({"ProviderName": "NULL", "ServiceProviderName": "Reelmarket"}, "Reelmarket"),
        ({"ProviderName": "", "ServiceProviderName": ""}, "Reelhost Ltd"),
        ({"ProviderName": "", "ServiceProviderName": "", "InvoiceIssuerName": ""}, "Bigcloud"),
    ],
)
def test_the_provider_is_the_first_name_that_is_there(tmp_path: Path, names: dict[str, str], provider: str) -> None:
    """Provider, then service provider, then who issues the invoice, then who hosts it."""
    (said,) = lines_of(write_csv(tmp_path / "bill.csv", [line("1.3", **names)]))
    assert said.account_provider == provider


NUMBER = pa.decimal128(38, 18)
CENT = Decimal("0.000000800000000000")


@pytest.mark.parametrize(
    "cost",
    [
        pa.array([CENT, -CENT], NUMBER),
        pa.array([0.0000008, -0.0000008], pa.float64()),
        pa.array(["0.0000008", "-8E-7"]).dictionary_encode(),
    ],
)
@pytest.mark.parametrize(
    "start",
    [
        pa.array([START, START], pa.timestamp("us", "UTC")),
        pa.array([START.replace(tzinfo=None)] * 2, pa.timestamp("ns")),
        pa.array([START, START], pa.timestamp("ms", "Asia/Tokyo")),
        pa.array([START.date()] * 2),
    ],
)
def test_typed_parquet_columns_read_as_text_does(tmp_path: Path, cost: pa.Array, start: pa.Array) -> None:
    """Decimals, floats, dictionaries, times in any unit and zone, and dates: 800 nano-units on 2 September."""
    path = write_parquet(tmp_path / "bill.parquet", [line(), line()], BilledCost=cost, ChargePeriodStart=start)
    said = [one.charge for one in lines_of(path)]
    assert [one.amount for one in said] == [800, -800]
    assert {one.at for one in said} == {1_788_307_200_000_000}


@pytest.mark.parametrize(
    "tags",
    [
        pa.array([[("team", "trailers")]], pa.map_(pa.string(), pa.string())),
        pa.array([{"team": "trailers", "rush": None}], pa.struct({"team": pa.string(), "rush": pa.string()})),
        pa.array(['{"team": "trailers"}'], pa.large_string()),
    ],
)
def test_tags_may_be_a_map_a_record_or_text(tmp_path: Path, tags: pa.Array) -> None:
    """However a Parquet file keeps its tags, they are the same labels."""
    (said,) = lines_of(write_parquet(tmp_path / "bill.parquet", [line()], Tags=tags))
    assert said.charge.facet.labels == (("team", "trailers"),)


def test_parquet_rows_are_refused_by_their_number(tmp_path: Path) -> None:
    """The second row has no cost and the third a zero byte; the first is kept."""
    rows = [line(), line(BilledCost=""), line(ServiceName="a\0b")]
    said = list(FOCUS.read(write_parquet(tmp_path / "bill.parquet", rows)))
    assert isinstance(said[0], Billed)
    assert said[1:] == [Refusal(2, "BilledCost is empty"), Refusal(3, "a zero byte in the text")]


def test_a_column_that_is_needed_is_named(tmp_path: Path) -> None:
    """Without cost and any provider's name the whole file is refused, and both are named."""
    row = {
        name: word
        for name, word in line("1.0").items()
        if name not in {"BilledCost", "ProviderName", "InvoiceIssuerName"}
    }
    for path in (write_csv(tmp_path / "bill.csv", [row]), write_parquet(tmp_path / "bill.parquet", [row])):
        with pytest.raises(UntrustedFile, match="no column BilledCost, ProviderName or ServiceProviderName or"):
            list(FOCUS.read(path))


def test_columns_that_are_not_needed_may_be_missing(tmp_path: Path) -> None:
    """Six columns are a bill; everything else is unknown."""
    few = ("BilledCost", "BillingCurrency", "BillingAccountId", "ProviderName", "ChargePeriodStart", "ChargeCategory")
    (said,) = lines_of(write_csv(tmp_path / "bill.csv", [{name: line()[name] for name in few}]))
    assert said.charge.amount == 125 * 10**7
    assert (said.charge.list_amount, said.charge.quantity, said.names) == (None, None, ())
    assert said.charge.external_id.startswith("2026-09-")
