"""Does `reelspend forecast` say what the Forecast screen does?"""

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from dashboard.forecasts.outlook import outlook
from db.money import from_nano, plain
from db.window import GREENWICH
from tests.dashboard import steady
from tests.dashboard.terminal import Terminal
from tests.db.cast import NOW


@pytest.fixture
def steadily(steady_folder: Path, terminal: Terminal) -> Iterator[Terminal]:
    """In the steady studio's folder, at noon of 22 November."""
    shutil.copytree(steady_folder, terminal.folder, dirs_exist_ok=True)
    with time_machine.travel(NOW, tick=True):
        yield terminal


def test_json_says_what_the_view_forecasts(steadily: Terminal) -> None:
    """Month by month, money as decimal strings; with --replay the score card has real numbers."""
    answer = json.loads(steadily.type("forecast --by team --replay --format json").out)
    month = outlook(steady.view_of(steadily.folder), steady.TODAY, GREENWICH).month
    (row,) = [row for row in answer["rows"] if (row["part"], row["horizon"]) == ("", "2026-11")]
    assert row["expected"] == plain(from_nano(month.expected))
    assert (answer["made_on"], answer["known_before"], answer["currency"]) == ("2026-11-22", "2026-11-21", "USD")
    assert {row["part"] for row in answer["rows"]} == {"", "team=social", "team=trailers"}
    assert {row["replayed"] for row in answer["score"] if row["asked"] == "month-end, days 1–10"} == {2}


def test_csv_and_table_have_the_months(steadily: Terminal) -> None:
    """As CSV a row for each month of what is chosen; a table says so to people; a wrong word is one sentence."""
    rows = list(csv.DictReader(steadily.type("forecast --where team=trailers --format csv").out.splitlines()))
    assert [row["horizon"] for row in rows] == ["2026-11", "2026-12", "2027-01", "2027-02"]
    assert rows[0]["known"] == "150"
    assert "Score card" in steadily.type("forecast").out
    assert "did you mean 'team'?" in steadily.type("forecast --where tean=social").wrong
