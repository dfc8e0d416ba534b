"""FOCUS bills, versions 1.0 to 1.4, as CSV, gzipped CSV or Parquet.

Contract: the FinOps Open Cost and Usage Specification, dataset Cost and Usage (focus.finops.org). What the
versions differ in and we read: 1.1 adds SkuMeter and SkuPriceDetails; 1.3 sets ServiceProviderName and
HostProviderName beside ProviderName, which 1.4 takes away; later drafts add PrincipalId and CredentialId.

A FOCUS row has no id of its own, so it is given one, `2024-09-<hash>-<n>`: the month of the billing period;
a hash of the words that say what was charged, and of no cost and no quantity; and a number, in the file's
order, for rows that are alike in all of these. The same file read twice gives the same ids, an amount that
is restated keeps its id, and a late correction, which comes with a later billing period, has one of its own.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from hashlib import blake2b
from pathlib import Path
from typing import Final

from collectors.bill_import import import_focus
from collectors.cells import instant, needed, number
from collectors.deliveries import Billed, Delivery, FileKind, Imported, Refusal, reason_of
from collectors.focus_words import WORDS, facet_of, names_of
from collectors.layout import Layout
from collectors.rows import Row, rows_of
from db.facts import Charge
from db.money import LARGEST, NANO

PROVIDERS: Final = ("ProviderName", "ServiceProviderName", "InvoiceIssuerName", "HostProviderName")
PERIODS: Final = ("BillingPeriodStart", "ChargePeriodStart", "ChargePeriodEnd")
IDENTITY: Final = (
    *("BillingAccountId", "SubAccountId", "BillingCurrency", "ChargeCategory", "ChargeClass", "ChargeDescription"),
    *("ServiceName", "SkuId", "SkuPriceId", "ResourceId", "RegionId", "AvailabilityZone", "PricingCategory"),
    *("PricingUnit", "CommitmentDiscountId", "CommitmentDiscountStatus", "AllocatedResourceId"),
    *("PrincipalId", "CredentialId"),
)
LAYOUT: Final = Layout(
    what="a FOCUS cost and usage file",
    required=(
        *(("BilledCost",), ("BillingCurrency",), ("BillingAccountId",), PROVIDERS),
        *(("ChargePeriodStart",), ("ChargeCategory",)),
    ),
    optional=(*PERIODS, *IDENTITY, *WORDS, "ListCost", "PricingQuantity", "ConsumedQuantity"),
    nulls=frozenset({"NULL", "Null", "null"}),
)


class Focus(FileKind[Billed]):
    """A bill in the FinOps Foundation's common form."""

    bills = True
    takes = frozenset({"account", "replace"})

    def read(self, path: Path) -> Iterator[Billed | Refusal]:
        """Every line of the bill, and each row that is none. Raises UntrustedFile, perhaps after some rows.

        Of a large file only a number for each row is kept in memory: about 100 MB for a million rows.
        """
        seen: Counter[int] = Counter()
        for row in rows_of(path, LAYOUT):
            yield row if isinstance(row, Refusal) else _billed(row, seen)

    def bring(self, delivery: Delivery) -> Imported:
        """Keep the bill, for one account or for each that it names."""
        return import_focus(delivery)


def _billed(row: Row, seen: Counter[int]) -> Billed | Refusal:
    try:
        provider, account = needed(row.words, *PROVIDERS), needed(row.words, "BillingAccountId")
        charged = _identity(row.words)
        alike = int(charged[-15:], 16)  # a small number to remember the row by
        charge = _charge(row.words, f"{charged}-{seen[alike] + 1}")
        billed = Billed(provider, account, charge, names_of(row.words))
    except ValueError as fault:
        return Refusal(row.line, reason_of(fault))
    seen[alike] += 1
    return billed


def _identity(words: Mapping[str, str]) -> str:
    """The month of the billing period, and a hash of what was charged without how much."""
    periods = [instant(name, words[name]).isoformat() if words[name] else "" for name in PERIODS]
    said = "\x1f".join((*periods, *(words[name] for name in IDENTITY)))
    return f"{(periods[0] or periods[1])[:7]}-{blake2b(said.encode(), digest_size=12).hexdigest()}"


def _charge(words: Mapping[str, str], external_id: str) -> Charge:
    at = instant("ChargePeriodStart", needed(words, "ChargePeriodStart"))
    counted = ("PricingQuantity", "PricingUnit") if words["PricingQuantity"] else ("ConsumedQuantity", "ConsumedUnit")
    return Charge(
        source="focus",
        external_id=external_id,
        at=at,
        day=at.date(),
        facet=facet_of(words, words[counted[1]]),
        amount=number("BilledCost", needed(words, "BilledCost")),
        list_amount=number("ListCost", words["ListCost"]) if words["ListCost"] else None,
        quantity=_quantity(counted[0], words[counted[0]]),
    )


def _quantity(name: str, text: str) -> Decimal | None:
    """A quantity, unknown where there is none or where the ledger cannot hold it: the money still counts."""
    found = number(name, text) if text else None
    return None if found is None or found.copy_abs() > LARGEST // NANO else found
