"""Small invented FOCUS bills, one for each version, the ways to write them to a file, and what a file says."""

import csv
import gzip
import io
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from collectors.deliveries import Billed, Refusal, file_kind
from db.money import from_nano

FOCUS = file_kind("focus")
MANDATORY = {
    "BilledCost": "1.25",
    "BillingAccountId": "studio-1",
    "BillingAccountName": "Studio",
    "BillingCurrency": "USD",
    "BillingPeriodEnd": "2026-10-01T00:00:00Z",
    "BillingPeriodStart": "2026-09-01T00:00:00Z",
    "ChargeCategory": "Usage",
    "ChargeClass": "",
    "ChargeDescription": "Video seconds",
    "ChargePeriodEnd": "2026-09-03T00:00:00Z",
    "ChargePeriodStart": "2026-09-02T00:00:00Z",
    "ContractedCost": "1.25",
    "EffectiveCost": "1.25",
    "InvoiceIssuerName": "Reelhost Ltd",
    "ListCost": "2.5",
    "PricingQuantity": "10",
    "PricingUnit": "Seconds",
    "ServiceCategory": "AI and Machine Learning",
    "ServiceName": "Reelhost Models",
    "SkuId": "R1",
    "SkuPriceId": "R1.std",
    "SubAccountId": "p-7",
    "SubAccountName": "Autumn trailers",
    "Tags": '{"team": "trailers", "rush": true}',
}
NEW_IN = {
    "1.0": {"ProviderName": "Reelhost", "PublisherName": "Reelhost"},
    "1.1": {"SkuMeter": "Veo 3.1 Fast", "SkuPriceDetails": "", "ServiceSubcategory": "Generative AI"},
    "1.2": {"InvoiceId": "INV-9", "PricingCurrency": "USD", "BillingAccountType": "Business"},
    "1.3": {"ServiceProviderName": "Reelhost", "HostProviderName": "Bigcloud", "AllocatedResourceId": ""},
    "1.4": {"InvoiceDetailId": "INV-9/1"},
}
GONE_IN = {"1.4": ("ProviderName", "PublisherName")}
VERSIONS = tuple(NEW_IN)


def line(version: str = "1.0", **words: str) -> dict[str, str]:
    """One row with the columns that `version` has, and these words in place of the usual ones."""
    row = dict(MANDATORY)
    for known in VERSIONS[: VERSIONS.index(version) + 1]:
        row |= NEW_IN[known]
        for gone in GONE_IN.get(known, ()):
            del row[gone]
    return row | words


def as_csv(rows: list[dict[str, str]], end: str = "\n") -> str:
    """The rows as CSV text, with a header."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def write_csv(path: Path, rows: list[dict[str, str]]) -> Path:
    """A CSV file of the rows; gzipped where the name ends in .gz."""
    said = as_csv(rows).encode()
    path.write_bytes(gzip.compress(said) if path.suffix == ".gz" else said)
    return path


def write_parquet(path: Path, rows: list[dict[str, str]], **columns: Any) -> Path:
    """A Parquet file of the rows as text, with these typed arrays in place of their columns."""
    table = pa.table({name: [row[name] or None for row in rows] for name in rows[0]} | columns)
    pq.write_table(table, path)
    return path


def lines_of(path: Path) -> list[Billed]:
    """Every line of a bill in which no row is refused."""
    said = list(FOCUS.read(path))
    lines = [one for one in said if isinstance(one, Billed)]
    assert lines == said
    return lines


def read(folder: Path, **words: str) -> Billed | Refusal:
    """What a bill of one row says, with these words in it."""
    (said,) = FOCUS.read(write_csv(folder / "bill.csv", [line(**words)]))
    assert isinstance(said, (Billed, Refusal))
    return said


def billed(folder: Path, **words: str) -> Billed:
    """The same, where it must be a bill line."""
    said = read(folder, **words)
    assert isinstance(said, Billed), said
    return said


def exact_total(lines: Iterable[Billed]) -> Decimal:
    """The total with what rounding to nano-units left out."""
    return sum((from_nano(one.charge.amount) + Decimal(one.charge.rest).scaleb(-18) for one in lines), Decimal(0))
