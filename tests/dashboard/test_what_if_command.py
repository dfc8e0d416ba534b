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
from tests.dashboard.conftest import Visit
from tests.dashboard.screens.troubled_screens import table
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


def test_several_moves_are_those_of_the_screen(terminal: Terminal, visit: Visit) -> None:
    """Half of trailers' 20 + 10 s of Veo at 12.00 go for 30 × 0.084 × 0.5 = 1.26 instead of 6.00; 7.89 stays. The
    screen says the same, and words that are wrong are a sentence."""
    half = "50% of trailers from veo-3.1 to kling-3.0 at fal"
    said = terminal.type(NOVEMBER.replace("what-if", "what-if moves"), "--move", half, "--format", "json").out
    rows = json.loads(said)["rows"]
    assert [(row["move"], row["clips"], row["now"], row["there"]) for row in rows] == [
        ("1", 1, "6", "1.26"), ("stays", 3, "7.89", "7.89"), ("together", 4, "13.89", "9.15"),
    ]  # fmt: skip
    chosen = json.loads(terminal.type(f"{NOVEMBER} --model veo-3.1-fast --format json").out)["rows"]
    assert {row["model"] for row in chosen if row["there"]} == {"veo-3.1-fast"}
    days = {"period": "Custom", "days": ["2026-11-01", "2026-11-22"]}
    shown = table(visit(terminal.folder, "what_if", question="Move parts of it", move=half, **days), "Move by move")
    assert shown["there"].tolist() == [1.26, 7.89, 9.15]
    for move, says in (
        (half.replace("trailers", "trailer"), "there is no team in view 'trailer'; did you mean 'trailers'?"),
        (half.replace("fal", "fall"), "Nothing is sold as 'kling-3.0 at fall'; did you mean 'kling-3.0 at fal'?"),
        ("half of it", "'half of it' is no move; write one such as"),
    ):
        assert says in terminal.type("what-if moves", "--move", move).wrong


def test_drafts_begin_as_on_the_screen(terminal: Terminal) -> None:
    """Finals are what was used: 40 % of the 13.89 that the clips did cost."""
    [row] = json.loads(terminal.type(f"{NOVEMBER} --format json --kept 40".replace("what-if", "what-if drafts")).out)[
        "rows"
    ]
    assert (row["finals_on"], row["now"], row["finals"]) == ("what was used", "13.89", "5.556")
    assert Decimal(row["there"]) == Decimal(row["drafts"]) + Decimal("5.556")


def test_is_the_plan_worth_it_for_social(terminal: Terminal) -> None:
    """Social made 10 s at 0.126: 1.26 by the second against 199.99, which pays from 199.99 ÷ 0.126 = 1,587.3 s on."""
    line = NOVEMBER.replace("what-if", "what-if pack --price 199.99 --seconds 2000 --where team=social --format json")
    [row] = json.loads(terminal.type(line).out)["rows"]
    assert (row["by_second"], row["with_plan"], row["saved"], row["plans"]) == ("1.26", "199.99", "-198.73", 1)
    assert row["break_even"].startswith("1587.2")
    assert "Nobody said which clips were kept" in terminal.type(NOVEMBER.replace("what-if", "what-if crew")).wrong


def test_a_storyboard_comes_from_a_file(terminal: Terminal) -> None:
    """Two takes of 8 s: where they are cheapest, on each model, and a row that is none in one sentence."""
    board = terminal.folder / "board.csv"
    board.write_text("shot,seconds,resolution,sound,takes\nharbour,8,1080p,yes,2\n", encoding="utf-8")
    [best] = json.loads(terminal.type(f"what-if storyboard {board} --format json").out)["rows"]
    every = json.loads(terminal.type(f"what-if storyboard {board} --models --format json").out)["rows"]
    assert (best["shot"], best["cost"], best["model"]) == ("harbour", every[0]["cost"], every[0]["model"])
    assert next(row["cost"] for row in every if (row["model"], row["seller"]) == ("kling-3.0", "fal")) == "2.688"
    board.write_text("shot,seconds\nharbour,long\n", encoding="utf-8")
    wrong = terminal.type(f"what-if storyboard {board}").wrong
    assert wrong == f"{board} is no storyboard: Row 1: seconds must be a number above 0 and up to 600"


def test_plans_and_options_need_their_place(terminal: Terminal) -> None:
    """Plans are held against a month, so they need days; options before a part would be lost, so they are refused."""
    plans = list(
        csv.DictReader(terminal.type(f"{NOVEMBER} --format csv".replace("what-if", "what-if plans")).out.splitlines())
    )
    assert "Google AI Ultra 25,000" in {row["plan"] for row in plans}
    assert "Missing option '--since'" in terminal.type("what-if plans").wrong
    assert "options go behind the part 'plans', not before it" in terminal.type(f"{NOVEMBER} plans").wrong


def test_the_month_on_the_commodity_tier(terminal: Terminal, visit: Visit) -> None:
    """13.89 for clips of 20, 10, 10 and 5 s. Veo 3.1 Fast at fal, 0.10 a second in lengths of 4, 6 and 8 s, makes them
    as 3 + 2 + 2 + 1 clips with 46 s: 4.60, and all could be made there. Other tiers say why not, as on the screen."""
    rows = json.loads(terminal.type(f"{NOVEMBER} --tier commodity --format json").out)["rows"]
    found = {(row["model"], row["seller"]): row for row in rows}
    fast, premium = found["veo-3.1-fast", "fal"], found["veo-3.1", "fal"]
    assert [fast[name] for name in ("now", "there", "made", "over", "possible")] == ["13.89", "4.6", 8, "1", "1"]
    assert (premium["there"], premium["why_not"]) == (None, "4 of the premium tier, which is not allowed")
    chosen = json.loads(terminal.type(f"{NOVEMBER} --model veo-3.1-fast --format json").out)["rows"]
    assert {row["model"] for row in chosen if row["there"]} == {"veo-3.1-fast"}
    days = {"period": "Custom", "days": ["2026-11-01", "2026-11-22"]}
    shown = table(visit(terminal.folder, "what_if", in_tiers="commodity", **days), "The same clips on every model")
    assert dict(zip(zip(shown["model"], shown["seller"], strict=True), shown["there"], strict=True))[
        "veo-3.1-fast", "fal"
    ] == pytest.approx(4.6)
