"""Mail = screen: every number in a table of a letter stands on the screen that the table's link opens, in its row."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from dashboard.lettering import every
from dashboard.lettering.address import address_of, on_days
from dashboard.lettering.letter import Letter, Occasion
from dashboard.view import Narrowing, View
from db.budgets import Budget
from db.engine import writing
from db.lists import replace_budgets
from tests.dashboard import filmed, steady, troubled
from tests.dashboard.conftest import Visit
from tests.dashboard.occasions import SITE, Table, occasion, tables, told
from tests.dashboard.on_screen import Screen
from tests.dashboard.screens.troubled_screens import ledger
from tests.db.cast import GREENWICH, NOON, NOW, account, clip, keep, line, price

__all__ = ["ledger"]

NAMES = sorted(every())
OCTOBERS = [
    ["Everything, 2026-Q4", "$900.00", "$823.00", "$77.00", "ahead of its line"],
    ["Social, 2026-10", "$400.00", "$93.00", "$307.00", "kept"],
]
"""31 × 3.00 in October; with 22 weekdays of 10.00, and in November 15 more and social's 360.00, 823.00."""
TOTAL, TODAY = "Total", NOW.date()
BUDGETS = (
    Budget(name="Social", scope="team=social", period="month", amount=Decimal(400), currency="USD"),
    Budget(name="Everything", period="quarter", amount=Decimal(900), currency="USD"),
)
SEPTEMBER = on_days("teams", date(2026, 9, 1), date(2026, 10, 1))


def opened(visit: Visit, folder: Path, address: str) -> Screen:
    """The screen at an address, which has no warning about it."""
    link = urlsplit(address)
    said = {name: words if len(words) > 1 else words[0] for name, words in parse_qs(link.query).items()}
    app = visit(folder, link.path.strip("/"), **said)
    assert not app.exception
    assert not [warning.value for warning in app.warning if "address" in warning.value]
    return Screen(app)


def check(table: Table, screen: Screen, overview: Screen) -> None:
    """Every row is on the screen; the last one, where it adds up, is on it or on the overview of the same days."""
    for row in table.rows:
        if row[0] == TOTAL:
            said = dict(zip(table.headings[1:], row[1:], strict=True))
            change = said.pop("Change", "")
            assert not [cell for cell in said.values() if not (screen.says(cell) or overview.says(cell))], row
            assert not change or change == moved(*said.values())
        else:
            assert screen.has(row), (row, list(screen.rows(row[0])))


def moved(now: str, before: str) -> str:
    """The change between two amounts, by hand."""
    was, then = (Decimal(amount.strip("$").replace(",", "")) for amount in (before, now))
    return f"{100 * (then - was) / was:+.1f}%"


def columns(table: Table, *headings: str) -> Table:
    """The table with its words and some of its columns."""
    kept = [0, *(at for at, heading in enumerate(table.headings) if heading in headings)]
    return Table([table.headings[at] for at in kept], [[row[at] for at in kept] for row in table.rows], table.address)


@pytest.mark.parametrize("name", NAMES)
def test_every_number_stands_on_the_screen_that_the_letter_opens(visit: Visit, steady_folder: Path, name: str) -> None:
    """Each row of each linked table is found, to its last digit, where the link leads."""
    letter = written(steady_folder, name)
    linked = [table for table in tables(letter.html) if table.address]
    for table in linked:
        shown = columns(table, "Cost", "Share") if "Month before" in table.headings else table
        check(shown, opened(visit, steady_folder, table.address), opened(visit, steady_folder, bare(table.address)))
    assert linked or name == "alerts_digest"


def test_a_statement_stands_beside_the_whole_month_before(visit: Visit, steady_folder: Path) -> None:
    """September's amounts are those of the screen in September, and each change is between the two."""
    statement, *_ = tables(written(steady_folder, "monthly_statement").html)
    september = opened(visit, steady_folder, SEPTEMBER)
    check(columns(statement, "Month before"), september, september)
    assert all(row[-1] == moved(row[1], row[3]).replace("+0.0%", "0.0%") for row in statement.rows)


def test_an_address_narrows_the_screen_to_the_same_view(visit: Visit, steady_folder: Path) -> None:
    """Days, teams and models of a View come back when its address is opened: six days at 3.00 and the wild one."""
    view = steady.view_of(steady_folder, team=["social"], model=["kling-3.0"]).during(
        date(2026, 11, 2), date(2026, 11, 9)
    )
    screen = opened(visit, steady_folder, address_of("teams", view))
    shown = screen.app.session_state["_visit"].view
    assert shown.narrowing == view.narrowing
    assert shown.number("cost") == view.number("cost") == 318


def test_shots_and_prices_stand_on_their_screens(tmp_path: Path, visit: Visit) -> None:
    """The Teaser's shots at 6.00 and 1.00; and a second of Kling billed at 0.126 that the list has at 0.10."""
    engine = filmed.build(tmp_path)
    listed = price("0.10", seller="kling")
    made = clip("dear", NOON), line("bill-dear", "0.63", NOON, pays_for="dear")
    keep(engine, account(engine, "kling-brand", "kling"), [listed, *made], closed_before=20261120)
    everything = View(engine, Narrowing(TODAY, TODAY))
    for kind, scope, row in (
        ("stop_loss", "video=Teaser", ["1", "3", "1", "$6.00"]),
        ("drift", "model=kling-3.0", ["kling-3.0", "kling", "$0.126", "$0.100", "$0.13"]),
    ):
        one = told(kind, scope=scope, address="/videos")
        (table,) = tables(every()["alert"].compose(Occasion(everything, NOW, GREENWICH, SITE, None, (one,))).html)
        assert table.rows[0] == row
        shown = opened(visit, tmp_path, table.address)
        check(table, shown, shown)


@pytest.mark.parametrize("kind", ["credit", "unattributed"])
def test_what_an_alert_shows_stands_on_its_screen(ledger: Engine, tmp_path: Path, visit: Visit, kind: str) -> None:
    """Credit that is left and work without a team, in the studio that has every trouble."""
    told_of = told(kind, scope="")
    letter = every()["alert"].compose(Occasion(troubled.view(ledger), NOW, ZoneInfo("UTC"), SITE, None, (told_of,)))
    (table,) = tables(letter.html)
    shown = opened(visit, tmp_path, table.address)
    check(table, shown, shown)


def test_budgets_stand_in_letters_as_on_their_screen(visit: Visit, tmp_path: Path) -> None:
    """Of social's 400.00 in November 20 × 3.00 and the wild 300.00 are used, as the screen says."""
    engine = steady.view_of(steady.build(tmp_path)).engine
    with writing(engine) as connection:
        replace_budgets(connection, BUDGETS, NOW, "mara@studio.example")
    names = ("budget_alert", "forecast_alert", "weekly_digest")
    said = [table for name in names for table in tables(written(tmp_path, name).html) if "/budgets" in table.address]
    assert [[row[0] for row in table.rows] for table in said] == [["Social"], ["Social"], ["Everything", "Social"]]
    shown = opened(visit, tmp_path, said[0].address)
    for table in said:
        check(table, shown, shown)
    assert said[0].rows[0][:3] == ["Social", "$400.00", "$360.00"]
    statement = tables(written(tmp_path, "monthly_statement").html)
    assert OCTOBERS in [table.rows for table in statement]


def written(folder: Path, name: str) -> Letter:
    """The letter to finance."""
    module = every()[name]
    letter: Letter = module.compose(occasion(folder, name, getattr(module, "EVERY", "")))
    return letter


def bare(address: str) -> str:
    """The overview of the same days and words."""
    return f"/?{urlsplit(address).query}"
