"""FOCUS files: every line of the bill to the last decimal, and each row that is none with its line."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from collectors.deliveries import Billed, Refusal
from db.facts import Facet, Name
from tests.collectors.files.bills import FOCUS, billed, exact_total, line, lines_of, read, write_csv

SAMPLE = Path(__file__).parent / "samples" / "focus_1.0.csv.gz"


def test_the_real_sample_adds_up_to_its_bill() -> None:
    """1,000 real lines of AWS, Microsoft and Oracle are all read and cost exactly 20.52022672899 USD."""
    lines = lines_of(SAMPLE)
    assert len(lines) == 1000
    assert exact_total(lines) == Decimal("20.52022672899")
    assert Counter(one.account for one in lines) == {
        "AWS/1234567890123": 942,
        "Microsoft//providers/Microsoft.Billing/billingAccounts/8611537": 51,
        "Oracle/20209880": 7,
    }
    assert Counter(one.charge.facet.category for one in lines) == {"usage": 997, "adjustment": 2, "credit": 1}
    assert {one.charge.facet.kind for one in lines} == {"other"}


def test_a_line_says_all_of_this(tmp_path: Path) -> None:
    """A line's amount, list amount, quantity, day, words and names are the columns' own."""
    said = billed(tmp_path)
    assert (said.account_provider, said.account_id) == ("Reelhost", "studio-1")
    assert (said.charge.amount, said.charge.list_amount, said.charge.quantity) == (125 * 10**7, 25 * 10**8, 10**10)
    assert (said.charge.day, said.charge.at) == (date(2026, 9, 2), 1_788_307_200_000_000)
    assert said.charge.facet == Facet(
        kind="other",
        model="Reelhost Models",
        endpoint="R1.std",
        unit="Seconds",
        project="p-7",
        labels=(("rush", "true"), ("team", "trailers")),
    )
    assert said.names == (
        Name(kind="account", id="studio-1", name="Studio"),
        Name(kind="project", id="p-7", name="Autumn trailers"),
    )


@pytest.mark.parametrize(
    "at",
    [
        "2026-09-02T22:30:00Z",
        "2026-09-02 22:30:00",
        "2026-09-02T22:30:00",
        "2026-09-03T00:30:00+02:00",
        "2026-09-02 22:30:00.000000000",
        "2026-09-02 22:30:00 UTC",
    ],
)
def test_a_time_in_any_of_its_forms_is_utc(tmp_path: Path, at: str) -> None:
    """With a space or a T, with or without a zone, the time is the same one and falls on its UTC day."""
    charge = billed(tmp_path, ChargePeriodStart=at).charge
    assert (charge.at, charge.day) == (1_788_388_200_000_000, date(2026, 9, 2))


@pytest.mark.parametrize(
    ("cost", "exactly"),
    [
        ("-3.5", "-3.5"),
        ("0.00000080000", "0.0000008"),
        ("0.00000000053", "0.00000000053"),
        ("8.0E-7", "0.0000008"),
        ("-1.234567890123456789", "-1.234567890123456789"),
        ("0", "0"),
    ],
)
def test_an_amount_is_kept_to_the_last_decimal(tmp_path: Path, cost: str, exactly: str) -> None:
    """Negative, tiny and scientific amounts are the amount and its rest, to 18 decimals."""
    assert exact_total([billed(tmp_path, BilledCost=cost)]) == Decimal(exactly)


@pytest.mark.parametrize("null", ["", "NULL", "null", " NULL "])
def test_a_null_is_unknown_in_all_of_its_forms(tmp_path: Path, null: str) -> None:
    """No list cost and no quantity is None and not 0; no project and no tags is no word."""
    said = billed(
        tmp_path,
        ListCost=null,
        PricingQuantity=null,
        SubAccountId=null,
        SubAccountName=null,
        Tags=null,
        SkuPriceId=null,
    )
    assert (said.charge.list_amount, said.charge.quantity) == (None, None)
    assert (said.charge.facet.project, said.charge.facet.labels, said.charge.facet.endpoint) == ("", (), "R1")
    assert said.names == (Name(kind="account", id="studio-1", name="Studio"),)


def test_where_nothing_was_priced_the_consumed_quantity_counts(tmp_path: Path) -> None:
    """Without a pricing quantity the consumed one is taken, with its own unit."""
    said = billed(tmp_path, PricingQuantity="NULL", ConsumedQuantity="7", ConsumedUnit="Clips")
    assert (said.charge.quantity, said.charge.facet.unit) == (7 * 10**9, "Clips")


def test_a_quantity_too_large_for_the_ledger_is_unknown(tmp_path: Path) -> None:
    """Ten billion requests cannot be kept, and their 4,000 USD still are."""
    charge = billed(tmp_path, BilledCost="4000", PricingQuantity="10000000000", PricingUnit="Requests").charge
    assert (charge.amount, charge.quantity) == (4000 * 10**9, None)


@pytest.mark.parametrize("category", ["Usage", "Purchase", "Tax", "Credit", "Adjustment"])
def test_every_charge_category_is_kept(tmp_path: Path, category: str) -> None:
    """Each of the five categories of FOCUS is ours in small letters."""
    assert billed(tmp_path, ChargeCategory=category).charge.facet.category == category.lower()


@pytest.mark.parametrize(
    ("words", "kind", "model"),
    [
        ({"SkuMeter": "Veo 3.1 Fast Video + Audio Generation"}, "render", "Veo 3.1 Fast Video + Audio Generation"),
        ({"ServiceName": "Sora"}, "render", "Sora"),
        ({"SkuMeter": "Input Tokens", "SkuPriceDetails": '{"ModelId": "claude-opus-5"}'}, "plan", "claude-opus-5"),
        ({"ServiceName": "OpenAI API", "SkuMeter": "gpt-5 output"}, "plan", "gpt-5 output"),
        ({"ServiceName": "Gemini Enterprise Agent Platform"}, "other", "Gemini Enterprise Agent Platform"),
        ({"ServiceName": "Amazon Braveone Storage"}, "other", "Amazon Braveone Storage"),
    ],
)
def test_only_what_names_a_model_is_ours(tmp_path: Path, words: dict[str, str], kind: str, model: str) -> None:
    """A line that names a video or a language model is rendering or planning; any other is neither."""
    facet = billed(tmp_path, **words).charge.facet
    assert (facet.kind, facet.model) == (kind, model)


def test_who_used_it_is_kept_where_the_bill_says_so(tmp_path: Path) -> None:
    """A principal is the user and a credential is the key."""
    facet = billed(tmp_path, PrincipalId="mara", CredentialId="key-1").charge.facet
    assert (facet.user, facet.api_key) == ("mara", "key-1")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"BilledCost": "1,25"}, "BilledCost: '1,25' is not a number"),
        ({"BilledCost": "NULL"}, "BilledCost is empty"),
        ({"BilledCost": "NaN"}, "BilledCost: 'NaN' is not a finite number"),
        ({"BilledCost": "1e99"}, "amount: 1E+99 is larger than the ledger can hold (9 billion)"),
        ({"ListCost": "free"}, "ListCost: 'free' is not a number"),
        ({"BillingCurrency": "usd"}, "BillingCurrency: 'usd' is not a code of three capitals, such as USD"),
        ({"BillingAccountId": ""}, "BillingAccountId is empty"),
        ({"ChargePeriodStart": ""}, "ChargePeriodStart is empty"),
        (
            {"ChargePeriodStart": "9/2/2026"},
            "ChargePeriodStart: '9/2/2026' is not a time such as 2026-01-31T00:00:00Z",
        ),
        (
            {"ChargeCategory": "Gift"},
            "ChargeCategory: 'Gift' is none of Usage, Credit, Adjustment, Tax, Purchase",
        ),
        ({"Tags": "team=trailers"}, "Tags: 'team=trailers' is not a JSON object"),
        ({"ServiceName": "x" * 501}, "model is too long to keep"),
        ({"Tags": "[" * 100_000}, f"Tags: '{'[' * 80}' is not a JSON object"),
        ({"Tags": r'{"a": "\u0000"}'}, r"""Tags: '{"a": "\\u0000"}' is not a JSON object"""),
        (
            {"ProviderName": "", "InvoiceIssuerName": ""},
            "ProviderName or ServiceProviderName or InvoiceIssuerName or HostProviderName is empty",
        ),
    ],
)
def test_a_bad_value_is_refused_with_its_line_and_reason(tmp_path: Path, words: dict[str, str], reason: str) -> None:
    """The row is line 2 of the file, and what is wrong with it is said in its column's name."""
    assert read(tmp_path, **words) == Refusal(2, reason)


def test_a_refused_row_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    """Of 1.25, a bad row and 0.75 the two good ones are kept: 2.00."""
    costs = ["1.25", "?", "0.75"]
    said = list(FOCUS.read(write_csv(tmp_path / "bill.csv", [line(BilledCost=cost) for cost in costs])))
    assert exact_total([one for one in said if isinstance(one, Billed)]) == 2
    assert [one.line for one in said if isinstance(one, Refusal)] == [3]
