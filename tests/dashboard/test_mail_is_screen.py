"""Mail = screen: every number in every table of every letter stands on the screen that the table's link opens."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from dashboard.lettering import every
from dashboard.lettering.address import address_of
from dashboard.lettering.letter import Letter, Occasion
from dashboard.view import Narrowing, View
from tests.dashboard import filmed, lettered, steady, troubled
from tests.dashboard.conftest import Visit
from tests.dashboard.occasions import KINDS, SITE, Table, occasion, tables, told
from tests.dashboard.on_screen import Screen
from tests.dashboard.screens.troubled_screens import ledger
from tests.db.cast import GREENWICH, NOON, NOW, account, clip, keep, line, price

__all__ = ["ledger"]

NAMES = sorted(every())
TOTAL, TODAY = "Total", NOW.date()
BUDGETS = ["Budget", "May spend", "Used", "Expected", "It is"]
TEAMS = ["Team", "Cost", "Share", "Month before", "Change"]
TABLES = {
    "alert": ["Team"],
    "alerts_digest": ["What", "What"],
    "anomaly": ["Of", "What"],
    "budget_alert": ["Budget", "Model"],
    "collection_failed": ["Account"],
    "forecast_alert": ["Budget", "Model"],
    "monthly_statement": ["Team", "Budget", "Account", "Forecast of"],
    "weekly_digest": ["Team", "Model", "Team", "Budget", "What"],
}
"""What the first column of each table of a letter is, where there is all that it can tell of."""
Open = Callable[[str], Screen]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The studio that has all that letters tell of."""
    return lettered.build(tmp_path_factory.mktemp("lettered"))


def opener(visit: Visit, folder: Path) -> Open:
    """Opens an address of a folder's dashboard, each once."""
    return cache(lambda address: opened(visit, folder, address))


def opened(visit: Visit, folder: Path, address: str) -> Screen:
    """The screen at an address, which has no warning about it."""
    link = urlsplit(address)
    said = {name: words if len(words) > 1 else words[0] for name, words in parse_qs(link.query).items()}
    app = visit(folder, link.path.strip("/"), **said)
    assert not app.exception
    assert not [warning.value for warning in app.warning if "address" in warning.value]
    return Screen(app)


def check(letter: Letter, at: Open) -> list[Table]:
    """Every table of a letter has a link, and stands on the screen that it opens; they are given back."""
    found = tables(letter.html)
    for table in found:
        assert table.address, table.headings
        for row in table.rows:
            check_row(table, row, at)
    return found


def check_row(table: Table, row: list[str], at: Open) -> None:
    """A row is on the screen; a total is what it adds up to, there or on the overview of the same days."""
    screen = at(table.address)
    if row[0] != TOTAL:
        assert screen.has(apart(table, row)), (row, list(screen.rows(apart(table, row)[0])))
        return
    said = dict(zip(table.headings[1:], row[1:], strict=True))
    change, share = said.pop("Change", ""), said.pop("Share", "")
    overview = at(f"/?{urlsplit(table.address).query}")
    assert not [cell for cell in said.values() if not (screen.says(cell) or overview.says(cell))], row
    assert not change or change == moved(*said.values())
    assert share in ("", "100.0%")


def apart(table: Table, row: list[str]) -> list[str]:
    """A budget and its period, which a letter says in one cell, in a cell each."""
    return [*row[0].rsplit(", ", 1), *row[1:]] if table.headings[0] == "Budget" else row


def moved(now: str, before: str) -> str:
    """The change between two amounts, by hand."""
    was, then = (Decimal(amount.strip("$").replace(",", "")) for amount in (before, now))
    return f"{100 * (then - was) / was:+.1f}%".replace("+0.0%", "0.0%")


def written(folder: Path, name: str) -> Letter:
    """The letter to finance, of the alerts that the ledger has."""
    module, engine = every()[name], steady.view_of(folder).engine
    told = lettered.alerts(engine, "" if name == "alerts_digest" else KINDS.get(name, name))
    letter: Letter = module.compose(occasion(folder, name, getattr(module, "EVERY", ""), alerts=told))
    return letter


@pytest.mark.parametrize("name", NAMES)
def test_every_number_stands_on_the_screen_that_its_link_opens(visit: Visit, folder: Path, name: str) -> None:
    """Each row of each table of a letter is found, to its last digit, where the link below it leads."""
    found = check(written(folder, name), opener(visit, folder))
    firsts = [table.headings[0] for table in found]
    assert firsts
    assert firsts == TABLES.get(name, firsts)


def test_a_statement_says_how_october_was(folder: Path) -> None:
    """22 × 10.00 and 31 × 3.00 beside September's 220.00 and 90.00; budgets; and forecasts 10 % over and 5 % under.

    Of the quarter's 900.00, November's 15 × 10.00 and 360.00 are used as well: 823.00.
    """
    statement = written(folder, "monthly_statement")
    teams, budgets, _, forecasts = tables(statement.html)
    assert [row[:1] + row[3:] for row in teams.rows] == [
        ["trailers", "$220.00", "0.0%"], ["social", "$90.00", "+3.3%"], ["Total", "$310.00", "+1.0%"],
    ]  # fmt: skip
    assert [row[:4] for row in budgets.rows] == [
        ["Everything, 2026-Q4", "$900.00", "$823.00", "$77.00"], ["Social, 2026-10", "$400.00", "$93.00", "$307.00"],
    ]  # fmt: skip
    assert [row[1:4] for row in forecasts.rows] == [["1", "10.0%", "+10.0%"], ["1", "5.0%", "-5.0%"]]
    assert "1 of them was replayed: made afterwards, from what was known then." in statement.text


def test_a_link_opens_the_period_that_the_letter_speaks_of(folder: Path) -> None:
    """November's, whenever it is followed: of the one budget in an alert, and of all of them in a digest."""
    alert, digest = (written(folder, name) for name in ("budget_alert", "weekly_digest"))
    links = [table.address for one in (alert, digest) for table in tables(one.html) if table.headings == BUDGETS]
    assert [parse_qs(urlsplit(link).query) for link in links] == [
        {"budgets": ["Standing"], "budget": ["Social"], "budget_period": ["2026-11"]},
        {"budgets": ["By month"], "budget_month": ["2026-11"]},
    ]


def test_an_address_narrows_the_screen_to_the_same_view(visit: Visit, steady_folder: Path) -> None:
    """Days, teams and models of a View come back when its address is opened: six days at 3.00 and the wild one."""
    view = steady.view_of(steady_folder, team=["social"], model=["kling-3.0"]).during(
        date(2026, 11, 2), date(2026, 11, 9)
    )
    screen = opened(visit, steady_folder, address_of("teams", view))
    shown = screen.app.session_state["_visit"].view
    assert shown.narrowing == view.narrowing
    assert shown.number("cost") == view.number("cost") == 318


def one_alert(view: View, zone: ZoneInfo, kind: str, **more: str) -> Letter:
    """The letter of an alert that has no letter of its own."""
    letter: Letter = every()["alert"].compose(Occasion(view, NOW, zone, SITE, None, (told(kind, **more),)))
    return letter


def test_shots_and_prices_stand_on_their_screens(tmp_path: Path, visit: Visit) -> None:
    """The Teaser's shots at 6.00 and 1.00; and a second of Kling billed at 0.126 that the list has at 0.10."""
    engine = filmed.build(tmp_path)
    listed = price("0.10", seller="kling")
    made = clip("dear", NOON), line("bill-dear", "0.63", NOON, pays_for="dear")
    keep(engine, account(engine, "kling-brand", "kling"), [listed, *made], closed_before=20261120)
    everything, at = View(engine, Narrowing(TODAY, TODAY)), opener(visit, tmp_path)
    for kind, scope, row in (
        ("stop_loss", "video=Teaser", ["1", "3", "1", "$6.00"]),
        ("drift", "model=kling-3.0", ["kling-3.0", "kling", "$0.126", "$0.100", "$0.13"]),
    ):
        [table] = check(one_alert(everything, GREENWICH, kind, scope=scope, address="/videos"), at)
        assert table.rows[0] == row


def test_what_no_screen_can_show_is_no_table(steady_folder: Path) -> None:
    """No filter narrows to what is billed: what that cost is drawn, and no number is left without a link."""
    view = steady.view_of(steady_folder)
    assert tables(one_alert(view, GREENWICH, "alert", scope="basis=billed").html) == []


@pytest.mark.parametrize("kind", ["credit", "unattributed"])
def test_what_an_alert_shows_stands_on_its_screen(ledger: Engine, tmp_path: Path, visit: Visit, kind: str) -> None:
    """Credit that is left and work without a team, in the studio that has every trouble."""
    letter = one_alert(troubled.view(ledger), ZoneInfo("UTC"), kind, scope="")
    assert len(check(letter, opener(visit, tmp_path))) == 1
