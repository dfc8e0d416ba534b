"""What `reelspend import` shows of what it moves, before and after: to read, and as JSON."""

import json
from pathlib import Path

import pytest

from tests.collectors.files.bills import line, write_csv
from tests.dashboard.terminal import Terminal

HEADER = "team,field,pattern,account\n"


@pytest.fixture
def billed(terminal: Terminal) -> Terminal:
    """The trailers team paid 1.25 in August, which is closed, and 1.25 in September."""
    terminal.configure()
    Path("rules.csv").write_text(HEADER + "trailers,project,Autumn*,\n", encoding="utf-8")
    Path("other.csv").write_text(HEADER + "social,project,Autumn*,\n", encoding="utf-8")
    months = ("2026-08", "2026-09")
    rows = [line(BillingPeriodStart=f"{m}-01T00:00:00Z", ChargePeriodStart=f"{m}-02T00:00:00Z") for m in months]
    write_csv(Path("bill.csv"), rows)
    assert terminal.type("import rules rules.csv").code == 0
    assert terminal.type("import focus bill.csv").code == 0
    return terminal


def teams(terminal: Terminal) -> dict[tuple[str, str], str]:
    """Cost by month and team."""
    answer = json.loads(terminal.type("report --by month,team --measure cost --format json").out)
    return {(row["month"], row["team"]): row["cost"] for row in answer["rows"]}


def test_a_preview_shows_what_would_move_and_moves_nothing(billed: Terminal) -> None:
    """September would go to social and August stay; nothing is other than before."""
    before = teams(billed)
    out = billed.type("import rules other.csv --preview").out
    assert "Would move" in out
    assert "│ 2026-09 │ Reelhost/studio-1 │ social   │ cost      │      – │ $1.25 │      $1.25 │" in out
    assert "│ 2026-09 │ Reelhost/studio-1 │ trailers │ cost      │  $1.25 │     – │     -$1.25 │" in out
    assert "Closed months keep the teams they had: 2026-08; --closed-month YYYY-MM (or all) moves them too" in out
    assert out.endswith("This was a preview: nothing was changed.\n")
    assert teams(billed) == before


def test_what_was_previewed_then_happens(billed: Terminal) -> None:
    """With August named, the same four rows of team and month, marked where the month is closed."""
    told = [
        json.loads(billed.type(f"import rules other.csv --closed-month 2026-08 --format json{more}").out)
        for more in (" --preview", "")
    ]
    assert (told[0].pop("preview"), told[1].pop("preview")) == (True, False)
    assert told[0] == told[1]
    assert told[1]["moved"][0] == {
        "month": "2026-08", "account": "Reelhost/studio-1", "team": "social", "closed": True,
        "cost_before": None, "cost_after": "1.25", "list_cost_before": None, "list_cost_after": "2.5",
        "unconverted_before": None, "unconverted_after": None,
    }  # fmt: skip
    assert len(told[1]["moved"]) == 4
    assert teams(billed) == {("2026-08", "social"): "1.25", ("2026-09", "social"): "1.25"}


def test_closed_months_are_marked(billed: Terminal) -> None:
    """A month that was closed says so in its row."""
    out = billed.type("import rules other.csv --closed-month all").out
    assert "2026-08, closed" in out
    assert "Moved" in out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("rules rules.csv --closed-month 26-8", "'26-8' is no month such as 2026-09; name closed months so, or all"),
        ("rules other.csv --closed-month 2025-08", "the ledger has nothing in 2025-08; closed are 2026-08"),
        ("focus bill.csv --closed-month all", "Invalid value: a file of focus takes no --closed-month; leave it out"),
    ],
)  # fmt: skip
def test_a_slip_is_one_sentence(billed: Terminal, words: str, sentence: str) -> None:
    """And nothing is changed."""
    before = teams(billed)
    assert billed.type(f"import {words}").wrong == sentence
    assert teams(billed) == before


def test_a_long_table_is_cut(billed: Terminal) -> None:
    """Sixty months of one team: the newest are shown, and how many more there are."""
    months = [f"{year}-{month:02d}" for year in range(2020, 2025) for month in range(1, 13)]
    rows = [line(BillingPeriodStart=f"{m}-01T00:00:00Z", ChargePeriodStart=f"{m}-02T00:00:00Z") for m in months]
    write_csv(Path("long.csv"), rows)
    out = billed.type("import focus long.csv --account old --preview").out
    assert "and 72 lines more, which --format json shows" in out
    assert "2024-12" in out


def test_a_rebuild_can_be_told_to_move_a_closed_month(billed: Terminal) -> None:
    """By itself it leaves August with the trailers; told its name, it follows the rules in force."""
    billed.type("import rules other.csv")
    assert billed.type("db rebuild").code == 0
    assert teams(billed)["2026-08", "trailers"] == "1.25"
    assert billed.type("db rebuild --closed-month 2026-08").code == 0
    assert teams(billed) == {("2026-08", "social"): "1.25", ("2026-09", "social"): "1.25"}
