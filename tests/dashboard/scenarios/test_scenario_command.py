"""Does `reelspend what-if --scenario` say what the questions come to, and list what is saved?"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import time_machine

from dashboard.scenarios import kept
from db.engine import Engine
from tests.dashboard.scenarios.judged import asked, view
from tests.dashboard.terminal import Terminal
from tests.db.cast import NOW

BOTH = "what-if --scenario In-China --scenario Sixty"


@pytest.fixture
def terminal(
    ledger: Engine, judged_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Terminal]:
    """In the judged studio's folder, with two scenarios saved, at noon of 22 November 2026."""
    everything = view(ledger)
    china = asked("elsewhere", "social", countries="China")
    part = asked("mixes", "social", move="60% of any from any to kling-3.0 at fal")
    for name, note, one in (("In-China", "for the board", china), ("Sixty", "", part)):
        kept.save(everything, kept.draft(everything, name, note, one, NOW))
    monkeypatch.chdir(judged_folder)
    monkeypatch.delenv("REELSPEND_CONFIG", raising=False)
    with time_machine.travel(NOW, tick=True):
        yield Terminal(judged_folder, capsys)


def test_json_has_each_with_its_numbers(terminal: Terminal) -> None:
    """16.00 against 17.60 for the 20.00: decimals as strings, counts whole, unknown null, the day after the last."""
    answer = json.loads(terminal.type(f"{BOTH} --format json").out)
    first, second = answer["scenarios"]
    assert (answer["prices_of"], answer["currency"]) == ("2026-11-22", "USD")
    assert (first["name"], first["question"], first["note"]) == ("In-China", "elsewhere", "for the board")
    assert (first["now"], first["there"], first["difference"], first["change"]) == ("20", "16", "-4", "-0.2")
    assert (second["there"], second["made"], second["countries"]) == ("17.6", 24, "any")
    assert first["work"] == {"team": ["social"]}
    assert first["days"] == {"since": "2026-11-01", "until": "2026-11-23"}
    assert (first["said"], first["more"]) == ([], [])
    assert json.loads(terminal.type("what-if --scenario In-China --format json").out)["scenarios"] == [first]


def test_csv_and_table_are_the_screens_rows(terminal: Terminal) -> None:
    """Exact numbers in the one, written ones in the other, and how they differ in words in both."""
    rows = {row["What"]: row for row in csv.DictReader(terminal.type(f"{BOTH} --format csv").out.splitlines())}
    assert list(rows["Cost there"].values()) == [
        "Cost there",
        "16",
        "17.6",
        "least: In-China, 9.1% below Sixty",
    ]
    said = terminal.type(BOTH).out
    assert "$17.60" in said
    assert "9.1% below Sixty" in said


def test_the_list(terminal: Terminal) -> None:
    """By name, with the address that asks each; in all three forms."""
    every = json.loads(terminal.type("what-if scenarios --format json").out)["scenarios"]
    names = [one["name"] for one in every]
    assert {"In-China", "Sixty"} <= set(names)
    assert names == sorted(names)
    listed = [one for one in every if one["name"] == "In-China"]
    assert listed[0]["made"] == "2026-11-22T12:00:00Z"
    assert "question=The+same+clips+elsewhere&period=This+month&team=social&countries=China" in listed[0]["address"]
    assert "for the board" in terminal.type("what-if scenarios").out
    assert "for the board" in terminal.type("what-if scenarios --format csv").out


def test_a_file_has_what_is_compared_and_what_is_saved(terminal: Terminal, judged_folder: Path) -> None:
    """A spreadsheet of the comparison with exact numbers, and the list as JSON; another kind of file is refused."""
    terminal.type(f"{BOTH} -o both.xlsx")
    rows = pd.read_excel(judged_folder / "both.xlsx", dtype=str).set_index("What")
    assert rows.loc["Cost there", ["In-China", "Sixty"]].tolist() == ["16", "17.6"]
    terminal.type("what-if scenarios -o saved.json")
    assert {"In-China", "Sixty"} <= {one["name"] for one in json.loads(Path("saved.json").read_text())["scenarios"]}
    assert "rows go into a file that ends in .xlsx, .csv or .json" in terminal.type(f"{BOTH} -o both.pdf").wrong


def test_wrong_words_are_one_sentence(terminal: Terminal) -> None:
    """A name that is not there gets the nearest that is; a scenario takes no other options."""
    wrong = terminal.type("what-if --scenario In-Chine").wrong
    assert wrong == "there is no scenario “In-Chine”; did you mean “In-China”?"
    wrong = terminal.type(f"{BOTH} --country US").wrong
    assert "a scenario has days, filters and terms of its own; leave these options out" in wrong
