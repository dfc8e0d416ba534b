"""What a reader meets at the door: the menu, filters that live in the address, and the states without numbers."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from db.engine import writing
from db.rebuild import check
from tests.dashboard import studio
from tests.dashboard.conftest import APP, Visit, read

SCREENS = sorted(path.stem for path in (APP.parent / "screens").glob("[!_]*.py"))
OIDC = """
[oidc]
redirect_uri = "https://reelspend.studio.example/oauth2callback"
server_metadata_url = "https://login.example/.well-known/openid-configuration"
client_id = "reelspend"
client_secret = "env:OIDC_SECRET"
cookie_secret = "env:COOKIE_SECRET"
"""


def said(app: AppTest) -> str:
    """All texts of a page, one below the other."""
    kinds = (app.markdown, app.caption, app.error, app.warning, app.info, app.text, app.code)
    return read("\n".join(element.value for kind in kinds for element in kind))


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_opens(visit: Visit, studio_folder: Path, screen: str) -> None:
    """Each file in screens is in the menu and shows the studio without an error."""
    app = visit(studio_folder, screen)
    assert not app.exception
    assert not app.error
    assert app.title


@pytest.mark.parametrize("screen", SCREENS)
def test_the_first_visitor_is_told_what_to_do(visit: Visit, tmp_path: Path, screen: str) -> None:
    """Before anything is collected, every screen says which command to type."""
    studio.empty(tmp_path)
    app = visit(tmp_path, screen)
    assert not app.exception
    assert "reelspend collect" in said(app)


def test_days_without_work_are_said_to_be(visit: Visit, studio_folder: Path) -> None:
    """A period that holds nothing shows no tile with a zero, but what to do."""
    app = visit(studio_folder, period="Custom", days=["2026-01-01", "2026-01-31"])
    assert "Choose a longer period" in said(app)
    assert not app.metric


def test_without_sign_in_everything_is_said_to_be_open(visit: Visit, studio_folder: Path) -> None:
    """The reader learns that the page is for this machine only."""
    assert "served at 127.0.0.1 only" in said(visit(studio_folder))


def test_with_sign_in_no_number_is_shown(visit: Visit, tmp_path: Path) -> None:
    """Where [oidc] is set up and nobody is signed in, there is a sentence and not one number."""
    studio.build(tmp_path)
    studio.empty(tmp_path, OIDC)
    app = visit(tmp_path)
    assert "You are not signed in" in said(app)
    assert not app.metric
    assert not app.get("plotly_chart")
    assert "14.29" not in said(app)


def test_a_wrong_configuration_is_a_sentence(visit: Visit, tmp_path: Path) -> None:
    """A misspelled key is named with its line, on the page."""
    studio.empty(tmp_path, '[databse]\nurl = "sqlite:///other.db"\n')
    app = visit(tmp_path)
    assert not app.exception
    assert "line 5" in said(app)


def test_no_configuration_is_a_sentence(visit: Visit, tmp_path: Path) -> None:
    """Where there is none, the page says how to get one."""
    app = visit(tmp_path)
    assert not app.exception
    assert "reelspend demo" in said(app)


def test_a_file_that_is_no_ledger_is_a_sentence(visit: Visit, tmp_path: Path) -> None:
    """Somebody's text file in the ledger's place is no traceback."""
    studio.empty(tmp_path)
    (tmp_path / "reelspend.db").write_text("This is a shopping list. " * 100)
    app = visit(tmp_path)
    assert not app.exception
    assert "ledger" in app.error[0].value


def test_a_ledger_that_breaks_while_it_is_read_is_a_sentence(visit: Visit, tmp_path: Path) -> None:
    """A table that is gone between two clicks is said in a sentence, and no old number stays."""
    studio.build(tmp_path)
    app = visit(tmp_path)
    ledger = studio.ledger_of(tmp_path)
    with writing(ledger) as connection:
        connection.execute(text("DROP TABLE run"))
    ledger.dispose()
    app.run()
    assert not app.exception
    assert not app.metric
    assert "The ledger does not answer" in app.error[0].value


def test_a_ledger_of_another_currency_shows_no_number(visit: Visit, tmp_path: Path) -> None:
    """Money reckoned in dollars is never shown as euros: the screen says so, and what to do."""
    studio.build(tmp_path)
    ledger = studio.ledger_of(tmp_path)
    with writing(ledger) as connection:
        check(connection, "EUR", ZoneInfo("UTC"))
    ledger.dispose()
    app = visit(tmp_path)
    assert not app.exception
    assert not app.metric
    assert "do not agree" in app.error[0].value
    assert "reelspend db rebuild" in app.text[0].value


def test_an_address_brings_the_same_view(visit: Visit, studio_folder: Path) -> None:
    """Trailers' Veo of October is 4.00 + 2.00, chosen by hand or by the address."""
    mine = visit(studio_folder)
    mine.selectbox(key="period").select("Last month")
    mine.multiselect(key="team").select("trailers")
    mine.multiselect(key="model").select("veo-3.1")
    mine.run()
    theirs = visit(studio_folder, period="Last month", team="trailers", model="veo-3.1")
    assert [tile.value for tile in theirs.metric] == [tile.value for tile in mine.metric]
    assert "$6.00" in {tile.value for tile in theirs.metric}


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ({"period": "Last mnth"}, "Did you mean “Last month”?"),
        ({"team": ["social", "nobody"]}, "asks for the team “nobody”, which is not there"),
        ({"account": "<script>alert(1)</script>"}, "which is not there"),
        ({"model": "veo-3"}, "Did you mean “veo-3.1”?"),
        ({"kind": "rendering"}, "Did you mean “render”?"),
        ({"period": "Custom", "days": "soon"}, "asks for the days “soon”"),
        ({"period": "Custom", "days": ["2026-02-30", "2026-11-01"]}, "asks for the days"),
        ({"period": "Custom", "days": ["1066-10-14", "2026-11-01"]}, "asks for the days"),
    ],
)
def test_a_wrong_address_is_a_sentence(
    visit: Visit, studio_folder: Path, address: dict[str, str | list[str]], sentence: str
) -> None:
    """A value in the address that is none is named once and left out; the numbers are still there."""
    app = visit(studio_folder, **address)
    assert not app.exception
    assert len([warning for warning in app.warning if sentence in read(warning.value)]) == 1
    assert app.metric


@pytest.mark.parametrize("days", [["2026-11-01", "2026-11-04"], ["2026-11-04", "2026-11-01"]])
def test_a_custom_range_counts_its_last_day(visit: Visit, studio_folder: Path, days: list[str]) -> None:
    """1 to 4 November hold 8.00 and 1.26, whichever end is named first."""
    app = visit(studio_folder, period="Custom", days=days)
    assert {tile.label: tile.value for tile in app.metric}["Cost"] == "$9.26"


def test_a_picture_in_the_address_stays_text(visit: Visit, studio_folder: Path) -> None:
    """A value that would draw a picture from elsewhere is shown letter by letter."""
    app = visit(studio_folder, team="![x](https://evil.example/x.png)")
    assert "![x]" not in app.warning[0].value
    assert "![x](https://evil.example/x.png)" in read(app.warning[0].value)
