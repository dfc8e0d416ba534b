"""Does the invented DeepSeek tell of a balance, and its console of every token and every cent?"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest

from collectors.sandbox import Studio, Truth, demo_post
from collectors.sandbox.books.deepseek import api_key
from collectors.sandbox.desk import Asked
from collectors.sandbox.routes.deepseek import DeepSeek
from tests.collectors.sandbox.line import NOW, Line

ACCOUNT = "deepseek-plan"
Rows = list[dict[str, str]]


@pytest.fixture
def deepseek(base_url: str, studio: Studio) -> Iterator[Line]:
    """A line to DeepSeek with an API key."""
    with Line(f"{base_url}/deepseek", f"Bearer {api_key(studio)}") as line:
        yield line


def exported(path: Path) -> tuple[Rows, Rows]:
    """The rows of the amount CSV and of the cost CSV."""
    with ZipFile(path) as archive:
        texts = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    amounts, costs = (list(csv.DictReader(io.StringIO(texts[name]))) for name in sorted(texts))
    return amounts, costs


@pytest.fixture
def export(studio: Studio, tmp_path: Path) -> Path:
    """The ZIP as it is fetched now."""
    (path,) = [posted.path for posted in demo_post(studio, NOW, tmp_path) if posted.kind == "deepseek"]
    return path


def test_the_balance_is_text(deepseek: Line) -> None:
    """Granted and paid in, which together are the whole; both with two decimals."""
    said = deepseek.get("/user/balance")
    (info,) = said["balance_infos"]
    assert Decimal(info["granted_balance"]) + Decimal(info["topped_up_balance"]) == Decimal(info["total_balance"])
    assert 0 < Decimal(info["total_balance"]) <= 200
    assert len(info["total_balance"].partition(".")[2]) == 2


def test_another_key_and_another_path_are_refused(base_url: str, deepseek: Line) -> None:
    """401 and 404, in the shape that users report."""
    assert deepseek.ask("/user/usage").status_code == 404
    with Line(f"{base_url}/deepseek", "Bearer sk-other") as line:
        refused = line.ask("/user/balance")
    assert refused.status_code == 401
    assert refused.json()["error"]["type"] == "authentication_error"


def test_too_many_requests_are_told_so(studio: Studio) -> None:
    """429 without a word of how long to wait."""
    answer = DeepSeek(studio).too_many()
    assert (answer.status, dict(answer.headers)) == (429, {})
    assert DeepSeek(studio).answer(Asked("POST", "/user/balance", {}, b"", "", NOW)).status == 401


def test_every_cost_is_price_times_amount(export: Path) -> None:
    """Of each day and model, digit for digit; requests have no price."""
    amounts, costs = exported(export)
    worth: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in amounts:
        worth[row["start_time_iso"], row["model"]] += Decimal(row["price"] or 0) * int(row["amount"])
    assert {(row["start_time_iso"], row["model"]): Decimal(row["cost"]) for row in costs} == worth
    assert {row["type"] for row in amounts if not row["price"]} == {"request_count"}


def test_the_export_is_the_truth(export: Path, truth: Truth) -> None:
    """Its total is what the studio spent there, and its first days were paid from granted credit."""
    amounts, costs = exported(export)
    total = truth.by("account")[ACCOUNT,]
    assert sum(Decimal(row["cost"]) for row in costs) == total.money > 0
    assert sum(int(row["amount"]) for row in amounts if row["price"]) == total.tokens
    wallets = [row["wallet_type"] for row in costs]
    assert wallets == sorted(wallets)
    assert set(wallets) == {"Granted", "Paid"}


def test_models_come_and_go(export: Path) -> None:
    """Every name that was served in these thirteen months is there, and peak hours cost double since August."""
    amounts, _ = exported(export)
    assert {row["model"] for row in amounts} == {
        "deepseek-chat", "deepseek-v4-flash", "deepseek-flash", "deepseek-v4-pro",
    }  # fmt: skip
    flash = {
        Decimal(row["price"]) for row in amounts if (row["model"], row["type"]) == ("deepseek-flash", "output_tokens")
    }
    assert flash == {Decimal("6E-7"), Decimal("1.2E-6")}


def test_the_last_day_grows(studio: Studio, tmp_path: Path) -> None:
    """An hour later the day that Shanghai has is dearer, and no other."""
    found = []
    for at in (NOW, NOW + timedelta(hours=1)):
        (path,) = [posted.path for posted in demo_post(studio, at, tmp_path) if posted.kind == "deepseek"]
        _, costs = exported(path)
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for row in costs:
            sums[row["start_time_iso"][:10]] += Decimal(row["cost"])
        found.append(sums)
    before, after = found
    assert {day for day in after if after[day] != before.get(day)} == {"2026-11-23"}
    assert after["2026-11-23"] > before["2026-11-23"]
