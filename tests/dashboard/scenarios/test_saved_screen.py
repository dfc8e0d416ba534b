"""Can a question be saved on the What-if screen, and are those that are saved listed and compared?"""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.scenarios import kept
from dashboard.scenarios.looked_at import looked_at
from dashboard.scenarios.questions import questions
from dashboard.screens.saving.words import readable
from db.engine import Engine
from tests.dashboard.conftest import Visit, read
from tests.dashboard.scenarios.judged import TODAY, asked, view
from tests.dashboard.screens.troubled_screens import table, words
from tests.db.cast import NOW


def saved(ledger: Engine, name: str) -> str:
    """The address that was kept under a name."""
    [one] = kept.named(view(ledger), [name])
    return one.address


def save(app: AppTest, name: str, *, fixed: bool = False) -> AppTest:
    """Fill in the form and press Save."""
    app.text_input(key="scenario_name").set_value(name)
    if fixed:
        app.checkbox(key="scenario_fixed").check()
    next(one for one in app.button if one.label == "Save").click()
    app.run()
    assert not app.exception
    return app


def test_a_move_is_saved_replaced_and_its_numbers_are_those_of_the_screen(
    ledger: Engine, judged_folder: Path, visit: Visit
) -> None:
    """Every choice is kept; the same name asks first; and the comparison tells the cost that the tile told."""
    app = visit(judged_folder, "what_if", question="Move parts of it", team="social")
    tile = next(one.value for one in app.metric if one.label == "Cost then")
    assert "Saved as “Half to flash”" in read(words(save(app, " Half  to flash ")))
    first = saved(ledger, "Half to flash")
    assert "period=This+month&team=social&" in first
    assert "move=60%25+of+any+from+kling-3.0+to+flash-2+at+fal" in first
    assert (
        readable({"it": looked_at(view(ledger), first, TODAY)}, "USD").set_index("What").at["Cost there", "it"] == tile
    )
    save(app, "Half to flash", fixed=True)
    assert "There is a scenario “Half to flash” already; replace it, or choose another name." in read(words(app))
    assert saved(ledger, "Half to flash") == first
    app.button(key="scenario_replace").click().run()
    assert "period=Custom&days=2026-11-01&days=2026-11-22" in saved(ledger, "Half to flash")
    assert "A scenario needs a name; say in a few words what it is." in read(words(save(app, "  ")))


@pytest.mark.parametrize("question", ["elsewhere", "drafts", "storyboard", "plans", "sensitivity"])
def test_every_part_saves_what_it_asks(ledger: Engine, judged_folder: Path, visit: Visit, question: str) -> None:
    """What is kept can be asked again, and nothing of it is wrong."""
    app = visit(judged_folder, "what_if", question=questions()[question].QUESTION)
    save(app, f"From {question}")
    found = looked_at(view(ledger), saved(ledger, f"From {question}"), TODAY)
    assert found.asked
    assert (found.asked.question, found.said) == (question, ())
    assert found.asked.choices


def test_those_chosen_stand_side_by_side(ledger: Engine, judged_folder: Path, visit: Visit) -> None:
    """By the names in the address, also where nothing is in the days at the left; a name that is gone is said."""
    everything = view(ledger)
    for name, country in (("In China", "China"), ("In the US", "US")):
        kept.save(everything, kept.draft(everything, name, "", asked("elsewhere", "social", countries=country), NOW))
    chosen = ["In China", "In the US", "In Chile"]
    app = visit(judged_folder, "what_if", question="Saved", scenario=chosen, period="Custom", days=["2020-01-01"] * 2)
    shown = table(app, "Scenarios side by side").set_index("What")
    assert shown.loc["Cost there"].tolist() == ["$16.00", "$14.40", "least: In the US, 10.0% below In China"]
    assert "There is no scenario “In Chile”; it was renamed or forgotten. Did you mean “In China”?" in read(words(app))
    assert {"In China", "In the US"} <= set(table(app, "Saved scenarios")["Name"])
    app.selectbox(key="change_which").set_value("In China")
    app.text_input(key="change_to").set_value("In the US")
    next(one for one in app.button if one.label == "Rename").click()
    assert "There is a scenario “In the US” already; choose another name." in read(words(app.run()))
    next(one for one in app.button if one.label == "Forget it").click()
    assert "“In China” is forgotten." in read(words(app.run()))
    assert "In China" not in set(table(app, "Saved scenarios")["Name"])
    assert not app.exception
