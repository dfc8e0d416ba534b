"""Does Budgets & alerts show where budgets stand, and let them be set; and does `reelspend budgets` say the same?"""

import json
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from dashboard.budgets import address_of
from db.budget_periods import period_of
from db.engine import writing
from db.lists import replace_budgets
from tests.dashboard.budgets.conftest import KEPT, budget
from tests.dashboard.conftest import Visit, read
from tests.dashboard.screens.troubled_screens import table, words
from tests.dashboard.steady import build, view_of
from tests.dashboard.terminal import Terminal
from tests.db.cast import NOW

PARTS = (budget("Trailers", "400", "team=trailers"), budget("Rest", "250", "team=social; team=unattributed"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The steady studio with budgets, of which two together are larger than the company's."""
    view = view_of(build(tmp_path))
    with writing(view.engine) as connection:
        replace_budgets(connection, [*KEPT, *PARTS], NOW, "Mara")
    return tmp_path


def test_where_every_budget_stands(visit: Visit, folder: Path) -> None:
    """Social used 360 of 200 and is over by 160; 400 and 250 for the parts are 150 more than the company's 500."""
    app = visit(folder, "budgets", budgets="Standing", budget="Social")
    assert [(tile.label, tile.value) for tile in app.metric][:1] == [("Over", "3 of 5")]
    said = read(words(app))
    assert read(app.metric[0].delta) == "Social by $160.00"
    assert "Rest, Trailers together allow $650.00, $150.00 more than Company with its $500.00" in said
    assert "$360.00 of $200.00 are used, $160.00 too much." in said
    assert "Budgets in EUR are not shown here" in said
    standing = table(app, "Budgets")
    assert set(standing["budget"]) == {"Company", "Social", "Trailers a week", "Trailers", "Rest"}


def test_an_address_opens_a_budget_in_one_of_its_periods(visit: Visit, folder: Path) -> None:
    """In October social cost 31 × 3.00 = 93.00 of its 200.00."""
    [social] = [one for one in KEPT if one.name == "Social"]
    asked = parse_qsl(urlsplit(address_of(social, period_of("month", date(2026, 10, 9)))).query)
    app = visit(folder, "budgets", **dict(asked))
    assert "$93.00 of $200.00 are used, $107.00 are left." in read(words(app))


def test_no_budget_says_how_to_set_one(visit: Visit, studio_folder: Path) -> None:
    """Where there is none, the first thing said is where to begin."""
    app = visit(studio_folder, "budgets", budgets="Standing")
    assert "There is no budget yet. Set one in the part Edit" in words(app)
    assert not app.exception


def test_saving_what_was_not_changed_changes_nothing(visit: Visit, folder: Path) -> None:
    """The table holds every budget as it is kept; Save keeps them all."""
    app = visit(folder, "budgets", budgets="Edit")
    [save] = [button for button in app.button if button.label == "Save"]
    save.click().run(timeout=30)
    assert read(app.success[0].value) == "Saved: 0 new, 0 changed, 0 removed."


def test_the_command_says_the_same(terminal: Terminal, folder: Path) -> None:
    """In JSON, money as decimal strings; with --history every period since July."""
    rows = {row["budget"]: row for row in json.loads(terminal.type("budgets --format json").out)["rows"]}
    assert set(rows) == {"Company", "Social", "Trailers a week", "Trailers", "Rest"}
    assert rows["Social"]["limit"] == "200"
    october = json.loads(terminal.type("budgets --at 2026-10-15 --format json").out)["rows"]
    assert ("Social", "2026-10", "93") in {(row["budget"], row["period"], row["used"]) for row in october}
    assert "say one of the two" in read(terminal.type("budgets --at 2026-10-15 --history").err)
    periods = json.loads(terminal.type("budgets --history --format json").out)["rows"]
    assert {row["period"] for row in periods if row["budget"] == "Social"} >= {"2026-07", "2026-10"}
