"""Volcengine, the same service in China, bills in yuan: does its money come to the reporting currency, and tie?"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, text

from collectors.means import Means
from collectors.round import chosen, collect_round
from dashboard.view import Narrowing, View
from db.engine import reading
from db.money import from_nano
from db.settings import Settings, load

EURO_IN_DOLLARS, EURO_IN_YUAN = Decimal("1.1215"), Decimal("7.4894")
"""What the European Central Bank told on 20 October 2026."""
NOW = datetime(2026, 10, 22, 8, tzinfo=UTC)
TASKS, BILL = "https://ark.cn-beijing.volces.com/api/v3/contents/generations/tasks", "https://open.volcengineapi.com/"
TRAILERS, SOCIAL = "ep-20260915101010-trail", "ep-20260915101010-social"
CONFIGURATION = """
[database]
url = "{url}"

[[accounts]]
name = "seedance-china"
provider = "byteplus"
base_url = "https://ark.cn-beijing.volces.com/api/v3"
start = 2026-10-20
credentials = {{ api_key = "env:ARK", access_key = "env:ACCESS", secret_key = "env:SECRET" }}
"""


def task(id_: str, endpoint: str, tokens: int, model: str = "doubao-seedance-2-0-260128") -> dict[str, Any]:
    """Five seconds of 720p that ended at noon of 20 October, Beijing's evening."""
    ended = int(datetime(2026, 10, 20, 12, tzinfo=UTC).timestamp())
    return {
        "id": id_, "model": model, "status": "succeeded", "usage": {"completion_tokens": tokens}, "created_at": ended,
        "updated_at": ended, "resolution": "720p", "ratio": "16:9", "duration": 5, "framespersecond": 24,
        "asked": endpoint,
    }  # fmt: skip


def row(endpoint: str, payable: str, tokens: str) -> dict[str, str]:
    """A line of the split bill as Volcengine writes it: in yuan, by thousands of tokens."""
    return {
        "BillPeriod": "2026-10", "ExpenseDate": "2026-10-20", "Product": "ark", "BillCategory": "consume-use",
        "SplitItemID": endpoint, "SplitItemName": endpoint, "Count": tokens, "Unit": "千tokens", "Currency": "CNY",
        "OriginalBillAmount": payable, "PayableAmount": payable, "SplitBillDetailId": f"row of {endpoint}",
    }  # fmt: skip


@dataclass
class Volcengine:
    """Two clips for the trailers, one for social, and the bill of their day: 10.02 and 5.01 yuan."""

    signed: list[str] = field(default_factory=list)
    tasks: tuple[dict[str, Any], ...] = (
        task("cgt-1", TRAILERS, 108_900), task("cgt-2", TRAILERS, 108_900), task("cgt-3", SOCIAL, 108_900),
    )  # fmt: skip
    bill: tuple[dict[str, str], ...] = (row(TRAILERS, "10.02", "217.8"), row(SOCIAL, "5.01", "108.9"))

    def __call__(self, request: httpx.Request) -> httpx.Response:
        address = str(request.url.copy_with(query=None))
        if address == TASKS:
            return httpx.Response(200, json=self._listed(request.url.params.get("filter.model", "")))
        assert address == BILL, f"nobody lives at {address}"
        self.signed.append(request.headers["authorization"])
        return httpx.Response(200, json={"Result": self._told(request)})

    def _listed(self, endpoint: str) -> dict[str, Any]:
        found = [{**one} for one in self.tasks if endpoint in ("", one["asked"])]
        return {"total": len(found), "items": found}

    def _told(self, request: httpx.Request) -> dict[str, Any]:
        if request.url.params["Action"] == "QueryBalanceAcct":
            return {"AvailableBalance": "984.97"}
        asked = json.loads(request.content)
        there = self.bill if asked["BillPeriod"] == "2026-10" else ()
        whole = [{"Product": "ark", "OriginalBillAmount": "15.03"}] if there else []
        found = list(there) if request.url.params["Action"] == "ListSplitBillDetail" else whole
        return {"Total": len(found), "List": found}


@dataclass
class China:
    """The account, its provider and the ledger."""

    ledger: Engine
    settings: Settings
    provider: Volcengine

    def collect(self) -> tuple[int, int, int]:
        """New, changed and gone."""
        keys, line = dict.fromkeys(("ARK", "ACCESS", "SECRET"), "invented"), httpx.MockTransport(self.provider)
        means = Means(lambda: NOW, lambda: 0.0, lambda _: None, keys, transport=line)
        [done] = collect_round(self.ledger, self.settings, chosen(self.settings, ()), means)
        assert done.error == ""
        return done.new, done.changed, done.gone

    @property
    def view(self) -> View:
        """The month up to today."""
        return View(self.ledger, Narrowing(NOW.date().replace(day=1), NOW.date()))


@pytest.fixture
def china(ledger: Engine, tmp_path: Path) -> China:
    """Nothing collected yet."""
    path = tmp_path / "reelspend.toml"
    path.write_text(CONFIGURATION.format(url="sqlite:///unused.db"))
    return China(ledger, load(path), Volcengine())


def test_yuan_tie_to_the_bill_and_come_to_dollars_at_the_days_rate(china: China) -> None:
    """15.03 yuan are settled over the three clips to the nano-yuan, and each day's rate makes dollars of them."""
    china.collect()
    with reading(china.ledger) as connection:
        bills = connection.execute(text("SELECT day, currency, lines, settled FROM bill")).all()
        clips = connection.execute(text("SELECT external_id, billed, cost FROM usage ORDER BY external_id")).all()
    assert [tuple(one) for one in bills] == [(20261020, "CNY", 15_030_000_000, 15_030_000_000)]
    assert {one.external_id: from_nano(one.billed) for one in clips} == dict.fromkeys(
        ("cgt-1", "cgt-2", "cgt-3"), Decimal("5.01")
    )
    assert china.view.number("billed_cost") == Decimal("15.03")
    told = china.view.number("cost")
    assert told == sum(from_nano(one.cost) for one in clips)
    assert told is not None
    assert abs(told - Decimal("15.03") * EURO_IN_DOLLARS / EURO_IN_YUAN) < Decimal("0.00000001")


def test_seedance_is_known_by_its_name_in_china(china: China) -> None:
    """doubao-seedance-2-0 is Seedance 2.0: seconds from tokens, and its list price is that in yuan."""
    china.collect()
    [found] = china.view.figures(["seconds", "clips", "list_cost"], ["model"]).to_dict("records")
    assert (found["model"], found["seconds"], found["clips"]) == ("seedance-2.0", 15, 3)
    at_list = 3 * Decimal("0.1089") * 46 * EURO_IN_DOLLARS / EURO_IN_YUAN
    assert abs(found["list_cost"] - at_list) < Decimal("0.00000001")


def test_it_is_signed_for_its_own_region_and_said_twice_changes_nothing(china: China) -> None:
    """The bill is asked for as in Beijing; a second collection finds nothing new."""
    china.collect()
    assert all("/cn-north-1/billing/request" in one for one in china.provider.signed)
    assert china.collect() == (0, 0, 0)
