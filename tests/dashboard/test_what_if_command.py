"""Does `reelspend what-if` say what the What-if screen does?"""

import csv
import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from collectors.round import keep_sheets
from dashboard.measures.what_if.fit import Terms
from db.settings import load
from tests.dashboard import studio
from tests.dashboard.terminal import Terminal

NOVEMBER = "what-if --since 2026-11-01 --until 2026-11-23"


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """In the studio's folder, its ledger knowing every price sheet."""
    config = studio.build(tmp_path)
    ledger = studio.ledger_of(tmp_path)
    keep_sheets(ledger, load(config), datetime(2026, 11, 22, tzinfo=UTC))
    ledger.dispose()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REELSPEND_CONFIG", raising=False)
    return Terminal(tmp_path, capsys)


def test_json_is_what_the_view_reckons(terminal: Terminal, tmp_path: Path) -> None:
    """Kling at fal: money as decimal strings, counts whole, and what nobody can make as null with its reason."""
    answer = json.loads(terminal.type(f"{NOVEMBER} --format json").out)
    asked = {(one.model, one.seller): one for one in studio.view_of(tmp_path).alternatives(Terms(20261122))}
    rows = {(row["model"], row["seller"]): row for row in answer["rows"]}
    ours, theirs = rows["kling-3.0", "fal"], asked["kling-3.0", "fal"]
    assert Decimal(ours["there"]) * 10**9 == theirs.there
    assert (ours["clips"], ours["made"], answer["currency"]) == (theirs.clips, theirs.made, "USD")
    ended = rows["sora-2", "fal"]
    assert (ended["there"], ended["difference"]) == (None, None)
    assert "ended on 2026-09-24" in ended["why_not"]


def test_only_some_words_and_some_countries(terminal: Terminal) -> None:
    """Of trailers alone there are fewer clips; what is made in China is not possible for makers of the US alone."""
    said = terminal.type(f"{NOVEMBER} --where team=trailers --country US --format csv").out
    rows = list(csv.DictReader(said.splitlines()))
    chinese = [row for row in rows if row["country"] == "China"]
    assert chinese
    assert all(row["there"] == "" and "made in China" in row["why_not"] for row in chinese)
    assert any(row["there"] for row in rows)


def test_a_table_to_read(terminal: Terminal) -> None:
    """Shares in percent, money with its sign."""
    said = terminal.type(NOVEMBER).out
    assert "kling-3.0" in said
    assert "100.0%" in said
    assert "$" in said


def test_a_wrong_word_is_one_sentence(terminal: Terminal) -> None:
    """With the nearest right one."""
    assert "there is no dimension 'teem'; did you mean 'team'?" in terminal.type(f"{NOVEMBER} --where teem=x").err
