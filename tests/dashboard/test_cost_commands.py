"""Do `reelspend unit-costs` and `reelspend videos` say what their screens do, in every form?"""

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dashboard.unit_costs import PARTS
from tests.dashboard import filmed
from tests.dashboard.conftest import Visit
from tests.dashboard.screens.troubled_screens import table
from tests.dashboard.terminal import Terminal

NOVEMBER = "--since 2026-11-01 --until 2026-12-01"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The filming studio's ledger and configuration, to read from."""
    place = tmp_path_factory.mktemp("filmed")
    filmed.build(place).dispose()
    return place


@pytest.fixture
def terminal(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """In that folder."""
    monkeypatch.chdir(folder)
    monkeypatch.delenv("REELSPEND_CONFIG", raising=False)
    return Terminal(folder, capsys)


def test_the_money_of_a_usable_second_by_hand(terminal: Terminal) -> None:
    """Four seconds were kept in November. Of 10.30: 2.00 × 4/5 = 1.60 kept, 0.40 trimmed, two takes of 2.00 rejected,
    3.00 + 0.80 not judged, 0.50 planned; so a usable second cost 10.30 ÷ 4 = 2.575."""
    answer = json.loads(terminal.type(f"unit-costs usable-second {NOVEMBER} --format json").out)
    steps = {row["step"]: (row["cost"], row["per_usable_second"]) for row in answer["rows"]}
    assert steps == {
        "Kept": ("1.6", "0.4"),
        "Trimmed": ("0.4", "0.1"),
        "Rejected": ("4", "1"),
        "Not judged": ("3.8", "0.95"),
        "Planning": ("0.5", "0.125"),
    }
    assert (answer["since"], answer["until"], answer["currency"]) == ("2026-11-01", "2026-12-01", "USD")


def test_what_a_usable_second_costs_by_model(terminal: Terminal) -> None:
    """Kling's three judged clips cost 6.00 for 4 s kept: 1.50; with 3.80 that nobody judged 9.80 ÷ 4 = 2.45. Planning
    alone keeps no second, so it has no such cost."""
    rows = json.loads(terminal.type(f"unit-costs {NOVEMBER} --by model --format json").out)["rows"]
    found = {row["model"]: (row["cost_per_usable_second"], row["full_cost_per_usable_second"]) for row in rows}
    assert found == {"kling-3.0": ("1.5", "2.45"), "claude-sonnet-4.5": (None, None)}


def test_keep_rates_say_when_labels_are_too_few(terminal: Terminal) -> None:
    """One of three was kept: Wilson's range is 6.1 to 79.2 %, and no rate below thirty labels."""
    [row] = json.loads(terminal.type(f"unit-costs keep-rates {NOVEMBER} --by team --format json").out)["rows"]
    assert (row["team"], row["kept"], row["judged"], row["keep_rate"]) == ("trailers", 1, 3, None)
    assert (row["low"][:5], row["high"][:5], row["note"]) == ("0.061", "0.792", "too few labels (below 30)")


def test_screen_and_command_line_say_the_same(terminal: Terminal, folder: Path, visit: Visit) -> None:
    """Unit costs by team, the steps of a usable second and the videos: each number of the screen is the command's."""
    address = {"period": "Custom", "days": filmed.DAYS}
    for screen, more, title, line in (
        ("unit_costs", {"by": "Team"}, "Unit costs by team", "unit-costs --by team"),
        ("unit_costs", {"look_at": "A usable second"}, "A usable second, step by step", "unit-costs usable-second"),
        ("videos", {}, "Cost by video", "videos"),
    ):
        shown = table(visit(folder, screen, **address, **more), title)
        said = list(
            csv.DictReader(terminal.type(f"{line} --since 2026-11-01 --until 2026-12-01 --format csv").out.splitlines())
        )
        for name in shown.select_dtypes("number"):
            factor = 100 if name.endswith("share") or name == "share_of_total" else 1
            ours = [float(row[name]) * factor if row[name] else None for row in said]
            assert [None if value != value else value for value in shown[name]] == pytest.approx(ours), name


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_every_form(terminal: Terminal, part: str) -> None:
    """As a table, as JSON and as CSV there are as many rows."""
    answer = json.loads(terminal.type(f"unit-costs {part} {NOVEMBER} --format json").out)
    assert len(
        list(csv.DictReader(terminal.type(f"unit-costs {part} {NOVEMBER} --format csv").out.splitlines()))
    ) == len(answer["rows"])
    assert terminal.type(f"unit-costs {part} {NOVEMBER}").code == 0


def test_videos_their_shots_and_those_over_the_limit(terminal: Terminal) -> None:
    """The Teaser's shots in all its days; shot 1 took 3 takes where 2 are allowed, and 6.00 where 5 are."""
    shots = json.loads(terminal.type(f"videos shots --video Teaser {NOVEMBER} --format json").out)["rows"]
    assert [(row["shot"], row["takes"], row["cost"], row["last"]) for row in shots] == [
        ("1", 3, "6", "2026-11-03"), ("2", 1, "1", "2026-10-20"), ("", 0, "0.5", "2026-11-03"),
    ]  # fmt: skip
    [over] = json.loads(terminal.type(f"videos over {NOVEMBER} --format json").out)["rows"]
    assert (over["video"], over["takes_over"], over["cost_over"]) == ("Teaser", 1, "1")


def test_rows_go_into_a_file(terminal: Terminal, tmp_path: Path) -> None:
    """A workbook, whose first video cost 6.50; a file of another kind is one sentence."""
    assert terminal.type(f"videos {NOVEMBER} -o {tmp_path / 'videos.xlsx'}").out == ""
    head, first, *_ = load_workbook(tmp_path / "videos.xlsx").active.iter_rows(values_only=True)
    assert dict(zip(head, first, strict=True))["cost"] == 6.5
    assert "rows go into a file that ends in .xlsx, .csv or .json" in terminal.type("videos -o videos.doc").wrong


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("unit-costs --by taem", "there is no dimension 'taem'; did you mean 'team'?"),
        ("videos --video Teaser", "--video narrows `reelspend videos shots` alone"),
        ("videos shots --video Teasr", "there is no video 'Teasr'; did you mean 'Teaser'?"),
    ],
)
def test_a_wrong_word_is_one_sentence(terminal: Terminal, line: str, says: str) -> None:
    """With the nearest right one."""
    assert says in terminal.type(line).wrong
