"""Does `reelspend tiers` say what the Tiers screen does, part by part?"""

import csv
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from collectors.round import keep_sheets
from dashboard.tiers import PARTS
from db.settings import load
from tests.dashboard import studio
from tests.dashboard.terminal import Terminal

NOVEMBER = "--since 2026-11-01 --until 2026-11-23"


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


def test_json_says_what_was_paid(terminal: Terminal) -> None:
    """Veo: 8.00 and 4.00 for 20 and 10 seconds; its sheets came later, so no list is known."""
    answer = json.loads(terminal.type(f"tiers {NOVEMBER} --format json").out)
    rows = {(row["model"], row["seller"]): row for row in answer["rows"]}
    veo = rows["veo-3.1", "fal"]
    assert (veo["cost"], veo["seconds"], veo["per_second"], veo["tier"]) == ("12", "30", "0.4", "premium")
    assert (veo["over_list"], veo["list_per_second"]) == (None, None)
    assert answer["currency"] == "USD"


def test_models_are_those_of_the_price_sheets(terminal: Terminal) -> None:
    """As CSV with a row for each, days written out; Sora has ended."""
    rows = list(csv.DictReader(terminal.type("tiers models --format csv").out.splitlines()))
    [sora] = [row for row in rows if row["model"] == "sora-2"]
    assert (sora["status"], sora["retired_on"]) == ("ended", "2026-09-24")


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_a_table_and_json(terminal: Terminal, part: str) -> None:
    """Both have as many rows as the part itself."""
    frame = PARTS[part](studio.view_of(terminal.folder), date(2026, 11, 22))
    answer = json.loads(terminal.type(f"tiers {part} {NOVEMBER} --format json").out)
    assert len(answer["rows"]) == len(frame)
    assert terminal.type(f"tiers {part} {NOVEMBER}").code == 0


def test_a_filter_narrows(terminal: Terminal) -> None:
    """Social made Kling alone; a wrong word is one sentence."""
    answer = json.loads(terminal.type(f"tiers {NOVEMBER} --where team=social --format json").out)
    assert [row["model"] for row in answer["rows"]] == ["kling-3.0"]
    assert "there is no dimension 'tem'" in terminal.type("tiers --where tem=social").wrong
