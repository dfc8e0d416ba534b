"""Does the Teams screen say what the View says, down to one clip?"""

from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.dashboard import troubled
from tests.dashboard.conftest import Visit
from tests.dashboard.screens.troubled_screens import Open, ledger, opened, table, words

__all__ = ["ledger", "opened"]


def test_every_team_is_a_row_as_the_view_has_it(ledger: Engine, opened: Open) -> None:
    """Costs and shares are the View's, the unattributed among them; shares add up to 100 %."""
    shown = table(opened("teams"), "Cost by team")
    asked = troubled.view(ledger).compared(["cost"], "team")
    assert shown["team"].tolist() == asked["team"].tolist() == ["trailers", "social", "unattributed"]
    assert shown["cost"].tolist() == [float(cost) for cost in asked["cost"]]
    assert dict(zip(asked["team"], asked["cost"], strict=True)) == troubled.COSTS
    assert shown["share_of_total"].sum() == pytest.approx(100)


def test_the_days_before_are_as_many_and_just_before(opened: Open) -> None:
    """Trailers had 6.30 in the 30 days before November and 40.30 in it: 540 % more; social had nothing."""
    shown = table(opened("teams"), "Cost by team").set_index("team")
    assert shown["before"].to_dict() == {"trailers": 6.30, "social": 0.0, "unattributed": 0.0}
    assert shown["change"]["trailers"] == pytest.approx(100 * 34 / 6.30)
    assert shown["change"].isna().to_dict() == {"trailers": False, "social": True, "unattributed": True}


def test_a_team_in_the_address_is_looked_into(ledger: Engine, opened: Open) -> None:
    """?detail=social shows social's models, and their cost is social's."""
    app = opened("teams", detail="social")
    assert table(app, "Models of social")["cost"].sum() == pytest.approx(float(troubled.COSTS["social"]))
    assert app.subheader[0].value == "Social"
    assert not opened("teams").subheader


@pytest.mark.parametrize("order", ["Newest first", "Dearest first"])
def test_all_pages_together_are_the_teams_total(opened: Open, order: str) -> None:
    """The 63 rows of trailers stand on two pages, by ?clips_page=, and cost 40.30 together; none comes twice."""
    opening = [opened("teams", detail="trailers", order=order, clips_page=page) for page in ("1", "2")]
    pages = [table(app, "Clips of trailers") for app in opening]
    assert [len(page) for page in pages] == [50, 13]
    assert sum(page["cost"].sum() for page in pages) == pytest.approx(40.30)
    assert len({name for page in pages for name in page["external_id"]}) == 63


def test_another_order_begins_at_the_first_page(opened: Open) -> None:
    """Whoever sorts anew on page two is shown the dearest row, not the fifty-first."""
    app = opened("teams", detail="trailers", clips_page="2")
    order = next(group for group in app.get("button_group") if group.key == "order")
    order.set_value("Dearest first").run()
    assert table(app, "Clips of trailers")["external_id"].iloc[0] == "lonely"
    assert "Rows 1–50 of 63" in words(app)


def test_a_page_that_is_not_there_is_the_first(opened: Open) -> None:
    """?clips_page=99 shows rows 1 to 50."""
    assert "Rows 1–50 of 63" in words(opened("teams", detail="trailers", clips_page="99"))


def test_a_team_with_nothing_in_these_days_says_so(opened: Open) -> None:
    """What is unattributed is of the 1st, so from the 2nd on there is nothing; nor is anything after the 25th."""
    app = opened("teams", days=["2026-11-02", "2026-11-20"], detail="unattributed")
    assert "unattributed has nothing in these days" in words(app)
    assert "Choose a longer period" in words(opened("teams", days=["2026-11-25", "2026-11-30"]))


def test_nothing_collected_yet_tells_what_to_do(visit: Visit, tmp_path: Path) -> None:
    """A first visitor is sent to collect or to the demonstration."""
    troubled.configuration(tmp_path, f"sqlite:///{tmp_path / 'new.db'}")
    assert "reelspend collect" in words(visit(tmp_path, "teams"))


def test_a_reader_of_one_team_sees_that_team_only(ledger: Engine) -> None:
    """PROMISE 9: with a Reader of social no other team has a row, a choice or a clip, and the total is social's."""
    app = AppTest.from_function(_teams_of_social, args=(str(ledger.url),), default_timeout=30)
    app.query_params["detail"] = "social"
    app.run()
    assert not app.exception
    assert table(app, "Cost by team")["team"].tolist() == ["social"]
    assert app.selectbox(key="detail").options == ["social"]
    assert len(table(app, "Clips of social")) == 14
    for secret in ("trailers", "lonely", "key-mara", "40.30", "54.42"):
        assert secret not in words(app) + table(app, "Clips of social").to_csv() + table(app, "Cost by team").to_csv()


def _teams_of_social(url: str) -> None:
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    from dashboard.screens import teams
    from dashboard.ui.visit import Visit, begin
    from db.engine import open_ledger
    from tests.dashboard import troubled

    begin(Visit(troubled.view(open_ledger(url), "social"), datetime(2026, 11, 22, 12, tzinfo=UTC), ZoneInfo("UTC")))
    teams.draw()
