"""Does an export of DeepSeek's console become the work and the bill that it tells of, in both of its forms?"""

from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from collectors.deliveries import Refusal, UntrustedFile, file_kind
from collectors.files.deepseek.facts import Export
from collectors.files.deepseek.rows import Paid, Used
from db.facts import Charge, Usage
from db.window import instant_of
from tests.collectors.files.bills import as_csv
from tests.collectors.files.exports import DAY, HIT, MISS, OUT, PAID, USED, Lines, paid, used, zipped

KIND = file_kind("deepseek")


def facts(folder: Path, amounts: Lines = USED, costs: Lines = PAID) -> tuple[list[Usage], list[Charge]]:
    """What an export comes to."""
    path = zipped(folder / "export.zip", {"a.csv": as_csv(amounts), "c.csv": as_csv(costs)})
    rows = list(KIND.read(path))
    export = Export([row for row in rows if isinstance(row, Used)], [row for row in rows if isinstance(row, Paid)])
    said = list(export.facts())
    return [one for one in said if isinstance(one, Usage)], [one for one in said if isinstance(one, Charge)]


def refused(folder: Path, row: dict[str, str]) -> str:
    """Why a row is not kept."""
    path = folder / "row.csv"
    path.write_text(as_csv([row]), encoding="utf-8")
    (said,) = KIND.read(path)
    assert isinstance(said, Refusal), said
    assert said.line == 2
    return said.reason


def test_every_row_of_use_is_work_with_its_own_price(tmp_path: Path) -> None:
    """Tokens, millions of them, and price × amount: 4.2 M cached at 0.003 a million are 0.0126 dollars."""
    work, _ = facts(tmp_path)
    told = [(one.facet.unit, one.tokens, one.quantity, one.stated, one.facet.mode) for one in work[:4]]
    assert told == [
        ("M cached input tokens", 4_200_000, 4_200_000_000, 12_600_000, "off-peak"),
        ("M input tokens", 900_000, 900_000_000, 135_000_000, "off-peak"),
        ("M output tokens", 310_000, 310_000_000, 186_000_000, "off-peak"),
        ("M output tokens", 120_000, 120_000_000, 144_000_000, "peak"),
    ]
    assert {(one.facet.kind, one.facet.api_key, one.facet.currency) for one in work[:4]} == {
        ("plan", "trailers-plan", "USD")
    }
    assert len({one.external_id for one in work}) == 6


def test_requests_are_counted_and_cost_nothing_by_themselves(tmp_path: Path) -> None:
    """The row has no price: 1,187 requests, no tokens, and nothing of the bill falls on it."""
    work, _ = facts(tmp_path)
    assert (work[4].requests, work[4].tokens, work[4].stated) == (1187, None, 0)


def test_a_cost_row_is_a_bill_line_of_its_wallet(tmp_path: Path) -> None:
    """Granted credit and money are two lines; the label keeps them apart, in whatever case they are written."""
    _, lines = facts(tmp_path, costs=[paid(DAY, "0.5"), paid(DAY, "0.0376", "Granted")])
    assert [(one.amount, one.facet.labels, one.facet.category) for one in lines] == [
        (500_000_000, (("wallet", "paid"),), "usage"),
        (37_600_000, (("wallet", "granted"),), "usage"),
    ]


def test_a_day_is_the_accounts_own(tmp_path: Path) -> None:
    """The 14th in Shanghai begins on the 13th at 16:00 UTC, and is the 14th all the same."""
    work, lines = facts(tmp_path)
    assert {one.day for one in (*work, *lines)} == {date(2026, 9, 14)}
    assert {instant_of(one.at).isoformat() for one in (*work, *lines)} == {"2026-09-13T16:00:00+00:00"}


@pytest.mark.parametrize("day", ["20260701", "2026-07-01"])
def test_the_older_form_counts_utc_days(tmp_path: Path, day: str) -> None:
    """Told apart by its header; its days are written with and without hyphens."""
    amounts = [used(day, "trailers-plan", MISS, "1.4E-7", 1000, zone="", model="deepseek-v4-flash")]
    work, lines = facts(tmp_path, amounts, [paid(day, "0.00014", zone="", model="deepseek-v4-flash")])
    assert [instant_of(one.at).isoformat() for one in (*work, *lines)] == ["2026-07-01T00:00:00+00:00"] * 2
    assert (work[0].stated, lines[0].amount) == (140_000, 140_000)


@pytest.mark.parametrize(
    ("day", "said", "means"),
    [
        ("2026-03-01", "deepseek-chat", "deepseek-v3.2"),
        ("2026-05-01", "deepseek-chat", "deepseek-v4-flash"),
        ("2026-09-14", "deepseek-v4-flash", "deepseek-flash"),
        ("2026-09-14", "deepseek-v9", "deepseek-v9"),
    ],
)
def test_an_old_name_is_the_model_of_its_day(tmp_path: Path, day: str, said: str, means: str) -> None:
    """The raw word stays as the endpoint; the bill line means the same model as the work."""
    work, lines = facts(tmp_path, [used(day, "k", OUT, "1e-6", 1, model=said)], [paid(day, "0.000001", model=said)])
    assert [(one.facet.model, one.facet.endpoint) for one in (*work, *lines)] == [(means, said)] * 2


def test_what_nobody_knows_yet_is_counted_in_its_own_word(tmp_path: Path) -> None:
    """A new type, such as web searches, has a unit of its own name, a price and no tokens."""
    work, _ = facts(tmp_path, [used(DAY, "k", "search_count", "0.0007", 30)])
    assert [(one.facet.unit, one.quantity, one.tokens, one.stated) for one in work] == [
        ("search_count", 30 * 10**9, None, 21_000_000)
    ]


def test_prices_in_two_currencies_are_told_apart_by_what_was_paid(tmp_path: Path) -> None:
    """0.3 dollars and 2 yuan: only the cheaper price comes to the dollars and the dearer one to the yuan."""
    amounts = [used(DAY, "k", OUT, "0.0000006", 500_000), used(DAY, "k", OUT, "0.000004", 500_000)]
    work, _ = facts(tmp_path, amounts, [paid(DAY, "0.30"), paid(DAY, "2.00", currency="CNY")])
    assert [(one.facet.currency, one.facet.mode, one.stated) for one in work] == [
        ("USD", "off-peak", 300_000_000),
        ("CNY", "off-peak", 2_000_000_000),
    ]


def test_prices_that_no_currency_explains_state_nothing(tmp_path: Path) -> None:
    """Neither sum is what was paid: the work is there, but whose money it cost nobody can say."""
    amounts = [used(DAY, "k", OUT, "0.0000006", 500_000), used(DAY, "k", OUT, "0.000004", 500_000)]
    work, _ = facts(tmp_path, amounts, [paid(DAY, "0.31"), paid(DAY, "2.10", currency="CNY")])
    assert [(one.facet.currency, one.stated, one.tokens) for one in work] == [("XXX", None, 500_000)] * 2


def test_rows_that_are_alike_are_both_kept(tmp_path: Path) -> None:
    """The same key, type and price twice on a day are two rows, each with an id of its own."""
    work, _ = facts(tmp_path, [used(DAY, "k", HIT, "3e-9", 5), used(DAY, "k", HIT, "3e-9", 7)])
    assert [one.tokens for one in work] == [5, 7]
    assert len({one.external_id for one in work}) == 2


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (used(DAY, "k", HIT, "3e-9", -5), "amount -5 at price 3e-9 is negative"),
        (used(DAY, "k", HIT, "much", 5), "price: 'much' is not a number"),
        (used(DAY, "k", HIT, "1e-99", 5), "has more digits than money has"),
        (used(DAY, "k", HIT, "1", 5) | {"amount": "1.5"}, "amount 1.5 is not a whole number"),
        (used(DAY, "k", HIT, "1", 5) | {"amount": "1e30"}, "more than the ledger can hold"),
        (used(DAY, "k", HIT, "1", 5) | {"model": ""}, "model is empty"),
        (used(DAY, "k" * 101, HIT, "1", 5), "api_key_name is too long to keep"),
        (used(DAY, "k", HIT, "1", 5) | {"start_time_iso": "2026-09-14"}, "start_time_iso: '2026-09-14' to"),
        (used(DAY, "k", HIT, "1", 5) | {"start_time_iso": "0001-01-01T00:00:00+08:00"}, "start_time_iso"),
        (used("yesterday", "k", HIT, "1", 5, zone=""), "utc_date: 'yesterday' is not a day such as 2026-07-01"),
        (paid(DAY, "1", ""), "type or wallet_type is empty"),
        (paid(DAY, "1", currency="$"), "currency: '$' is not a code of three letters"),
        (paid(DAY, "1e30"), "more than the ledger can hold"),
        (paid(DAY, ""), "cost: '' is not a number"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_line(tmp_path: Path, row: dict[str, str], why: str) -> None:
    """One sentence says which word of it is wrong."""
    assert why in refused(tmp_path, row)


def test_of_an_archive_a_refusal_names_the_file_in_it(tmp_path: Path) -> None:
    """Line 2 of which of the two is said too."""
    path = zipped(tmp_path / "export.zip", {"2026/cost.csv": as_csv([paid(DAY, "much")])})
    assert list(KIND.read(path)) == [Refusal(2, "cost.csv: cost: 'much' is not a number")]


@pytest.mark.parametrize(
    ("contents", "why"),
    [
        ({}, "holds no CSV file"),
        ({"readme.txt": "hello"}, "holds no CSV file"),
        ({"__MACOSX/._cost.csv": "x"}, "holds no CSV file"),
        ({f"{n}.csv": "x" for n in range(21)}, "unpacks to more than 20 files or 512 MB"),
        ({"cost.csv": "0" * 1_200_000}, "cost.csv is not text in lines"),
        ({"shoes.csv": "shoe,size\n1,2\n"}, "shoes.csv is not a CSV of DeepSeek's usage export"),
        ({"cost.csv": "<!DOCTYPE html>"}, "cost.csv is a web page"),
    ],
)
def test_an_archive_of_something_else_is_refused(tmp_path: Path, contents: dict[str, str], why: str) -> None:
    """One sentence names the archive, and the file in it where it is that one's fault."""
    path = zipped(tmp_path / "export.zip", contents)
    with pytest.raises(UntrustedFile, match=why) as fault:
        list(KIND.read(path))
    assert str(path) in str(fault.value)


def test_an_archive_that_unpacks_to_too_much_is_refused_unread(tmp_path: Path) -> None:
    """600 MB of zeros pack into half a megabyte, and are not unpacked."""
    path = tmp_path / "bomb.zip"
    zeros = b"0" * 1_000_000
    with ZipFile(path, "w", ZIP_DEFLATED) as archive, archive.open("cost.csv", "w", force_zip64=True) as file:
        for _ in range(600):
            file.write(zeros)
    with pytest.raises(UntrustedFile, match="unpacks to more than"):
        list(KIND.read(path))


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    """Cut short, or with a byte changed inside."""
    whole = zipped(tmp_path / "whole.zip", {"cost.csv": as_csv(PAID)}).read_bytes()
    for name, said in {"short.zip": whole[:-30], "byte.zip": whole[:60] + b"~" + whole[61:]}.items():
        (tmp_path / name).write_bytes(said)
        with pytest.raises(UntrustedFile, match="is cut short or damaged; fetch it again"):
            list(KIND.read(tmp_path / name))
