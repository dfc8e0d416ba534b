"""Does the Forecast screen tell what the View forecasts, take what people know, and say so where it cannot?"""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.forecasts.outlook import outlook
from db.budgets import Budget
from db.engine import writing
from db.lists import replace_budgets
from db.money import from_nano
from db.steps import steps
from db.window import GREENWICH
from tests.dashboard import steady, studio
from tests.dashboard.conftest import Visit, read
from tests.dashboard.screens.troubled_screens import table, words
from tests.db.cast import NOW


@pytest.fixture
def folder(steady_folder: Path, tmp_path: Path) -> Path:
    """A copy of the steady studio, with a budget of 500 a month."""
    shutil.copytree(steady_folder, tmp_path, dirs_exist_ok=True)
    ledger = studio.ledger_of(tmp_path)
    with writing(ledger) as connection:
        budget = Budget(name="All", period="month", amount=Decimal(500), currency="USD")
        replace_budgets(connection, [budget], NOW, "Mara")
    ledger.dispose()
    return tmp_path


def part(visit: Visit, folder: Path, name: str, **address: str) -> AppTest:
    """The screen on one of its parts."""
    app = visit(folder, "forecast", forecast=name, **address)
    assert not app.exception
    return app


def test_the_month_is_told_with_its_budget(visit: Visit, folder: Path) -> None:
    """A sentence, tiles and tables say what the View forecasts; a later budget line is what it is over."""
    app = part(visit, folder, "Month-end")
    month = outlook(steady.view_of(folder), steady.TODAY, GREENWICH).month
    shown = {tile.label: tile.value for tile in app.metric}
    assert shown["Known so far"] == "$510.00"
    assert shown["Expected at month-end"] == f"${from_nano(month.expected):,.2f}"
    assert shown["Over budget by"] == f"${from_nano(month.expected) - 500:,.2f}"
    assert "November 2026 is expected to come to" in read(words(app))
    assert "Days up to and with 20 Nov 2026 are known in full" in words(app)
    assert table(app, "Forecast by month")["horizon"].tolist() == ["2026-11", "2026-12", "2027-01", "2027-02"]
    assert "No earlier forecast of this month is kept" in words(app)


def test_parts_odd_days_and_ways_are_told(visit: Visit, folder: Path) -> None:
    """By team the rows add up, the wild day is found with what drove it, and ways are held against the budget."""
    teams = table(part(visit, folder, "By team, model, account"), "Forecast by team")
    month = outlook(steady.view_of(folder), steady.TODAY, GREENWICH).month
    assert sum(teams["expected"]) == pytest.approx(month.expected / 1e9)
    odd = part(visit, folder, "Odd days")
    assert table(odd, "Odd days")["first"].astype(str).tolist()[0] == "2026-11-07"
    assert table(odd, "What drove it")["why"].tolist() == ["100.0 × the usual seconds"]
    assert "over All; these ways" in read(words(part(visit, folder, "Back under budget")))


def test_what_people_know_is_added_and_taken_back(visit: Visit, folder: Path) -> None:
    """A form without a day is one sentence; with all it needs the step is kept; then it is taken back."""
    app = part(visit, folder, "Known ahead")
    app.text_input(key="campaign-name").input("Launch")
    app.number_input(key="campaign-amount").set_value(100.0)
    app.text_input(key="Campaign-why").input("signed on Friday")
    press(app, "Add to the forecast")
    assert [one.value for one in app.error] == ["A step needs a first day; choose one\\."]
    app.date_input(key="Campaign-first").set_value(steady.TODAY)
    app.date_input(key="Campaign-last").set_value(steady.TODAY)
    press(app, "Add to the forecast")
    assert "Added; the forecast knows it from now on." in words(app)
    assert table(app, "Known ahead")["2026-11"].tolist() == [100.0]
    press(app, "Take it back")
    assert steps(steady.view_of(folder).engine) == []


def test_when_work_rests_is_added_and_listed(visit: Visit, folder: Path) -> None:
    """A week off of trailers, then a country's holidays, each listed by its name with what it takes from a month."""
    app = part(visit, folder, "Known ahead", step_kind="Days off")
    app.text_input(key="off-name").input("Autumn break")
    app.selectbox(key="off-team").select("trailers")
    app.number_input(key="off-left").set_value(50)
    app.text_input(key="Days off-why").input("agreed in October")
    app.date_input(key="Days off-first").set_value(date(2026, 11, 23))
    app.date_input(key="Days off-last").set_value(date(2026, 11, 27))
    press(app, "Add to the forecast")
    known = table(app, "Known ahead")
    assert known[["name", "scope"]].values.tolist() == [["Autumn break", "team=trailers"]]
    assert -30 < known["2026-11"].tolist()[0] < -20
    assert "50 % of a usual day goes on" in known["told"].tolist()[0]
    app = part(visit, folder, "Known ahead", step_kind="Public holidays")
    app.text_input(key="Public holidays-why").input("the calendar")
    app.date_input(key="Public holidays-first").set_value(steady.TODAY)
    press(app, "Add to the forecast")
    assert [one.value for one in app.error] == ["It needs the country whose public holidays they are; choose one\\."]
    app.selectbox(key="step_country").select("US")
    press(app, "Add to the forecast")
    assert table(app, "Known ahead")["name"].tolist()[:2] == ["Autumn break", "Thanksgiving Day"]


def test_the_past_is_replayed_and_judged(visit: Visit, folder: Path) -> None:
    """Where nothing can be judged yet a button makes the forecasts of past days; then the card has numbers."""
    app = part(visit, folder, "How good is it?")
    assert "No forecast that was shown here has met its month-end yet" in words(app)
    app.button(key="replay").click().run()
    assert not app.exception
    assert "month-end, days 1–10" in table(app, "Score card")["asked"].tolist()


def test_nothing_to_forecast_says_so(visit: Visit, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A new ledger says what to do first; words that nothing has are named as such."""
    empty = tmp_path_factory.mktemp("empty")
    studio.empty(empty)
    assert "Nothing has been collected yet" in words(visit(empty, "forecast"))
    nothing = visit(folder, "forecast", team=["social"], model=["veo-3.1"])
    assert "No work before today in the days and filters chosen" in words(nothing)


def press(app: AppTest, label: str) -> None:
    """Press the button of that name."""
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception
