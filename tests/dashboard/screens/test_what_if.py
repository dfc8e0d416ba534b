"""Does the What-if screen answer with what the View reckons, on the terms chosen?"""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine

from collectors.round import keep_sheets
from dashboard.measures.what_if.fit import Terms
from dashboard.measures.what_if.mix import there
from dashboard.measures.what_if.moves import move_of
from dashboard.measures.what_if.reprice import alternatives
from dashboard.screens.what_ifs.plans import verdict
from db.settings import Settings
from tests.dashboard import troubled
from tests.dashboard.conftest import Visit, read
from tests.dashboard.screens.troubled_screens import Open, ledger, opened, table, words

__all__ = ["ledger", "opened"]
TABLE = "The same clips on every model"
TODAY, TERMS = date(2026, 11, 22), Terms(20261122)


@pytest.fixture(autouse=True)
def priced(ledger: Engine) -> None:
    """The price sheets are known."""
    keep_sheets(ledger, Settings(Path("reelspend.toml")), datetime(2026, 11, 22, tzinfo=UTC))


def test_every_alternative_is_a_row_as_the_view_has_it(ledger: Engine, opened: Open) -> None:
    """Model by model, at the prices of today; what cannot be made says why."""
    shown = table(opened("what_if"), TABLE)
    asked = troubled.view(ledger).alternatives(Terms(20261122))
    assert shown["model"].tolist() == [one.model for one in asked]
    there = [one.there / 1e9 if one.clips else None for one in asked]
    assert [None if pd.isna(cost) else cost for cost in shown["there"]] == pytest.approx(there)
    [ended] = shown[shown["model"] == "sora-2"]["why_not"]
    assert ended == "74 ended on 2026-09-24; 3 length or cost not known"


def test_a_country_that_is_not_allowed_makes_nothing(opened: Open) -> None:
    """With makers of the United States alone, what Kuaishou and ByteDance make says why not."""
    shown = table(opened("what_if", countries="US"), TABLE)
    chinese = shown[shown["country"] == "China"]
    assert len(chinese) > 0
    assert chinese["there"].isna().all()
    assert chinese["why_not"].str.contains("made in China, which is not allowed").all()


def test_assumptions_are_told(opened: Open) -> None:
    """How clips were asked for, and that nobody judged any."""
    said = words(opened("what_if"))
    assert "Each clip is asked for by itself" in said
    assert "keep rates are not known" in said


def test_nothing_that_can_be_made_says_what_to_do(opened: Open) -> None:
    """Work whose length nobody knows cannot be priced anywhere."""
    said = words(opened("what_if", team="trailers", model="mystery-1"))
    assert "Nothing in view can be made elsewhere on these terms. Allow more countries, or choose longer days." in said


def test_days_without_work_say_so(tmp_path: Path, ledger: Engine, visit: Visit) -> None:
    """The empty state is that of every screen."""
    app = visit(tmp_path, "what_if", period="Custom", days=[f"{date(2020, 1, 1)}", f"{date(2020, 1, 2)}"])
    assert "No work in the days and filters chosen" in words(app)


def test_moves_of_the_address_are_answered(ledger: Engine, opened: Open) -> None:
    """Both halves of what trailers made move, one by one: each row and the tiles are what the View's wants come to."""
    half = "50% of trailers from kling-3.0 to veo-3.1-fast at fal"
    app = opened("what_if", question="Move parts of it", move=[half, half])
    found = table(app, "Move by move")
    all_there = there(troubled.view(ledger).wants(), troubled.view(ledger).offers(TODAY), move_of(half), TERMS)
    assert all_there is not None
    assert found["move"].tolist() == ["1", "2", "Stays where it is", "All together"]
    assert found["clips"].tolist() == [30, 30, 17, 77]
    assert found["difference"].tolist()[:2] == pytest.approx([all_there.difference / 2e9] * 2)
    assert found["there"].iloc[:3].sum() == pytest.approx(found["there"].iloc[3])
    assert app.query_params["move"] == [half, half]


def test_moves_begin_with_the_dearest_model_and_stand_in_the_address(opened: Open) -> None:
    """Most was spent on Kling; 60 % of it moves to where that is cheapest, and a link says so."""
    app = opened("what_if", question="Move parts of it")
    assert str(app.query_params["move"]).startswith("60% of any from kling-3.0 to ")
    assert table(app, "Move by move")["part"].iloc[0] == 60


def test_moves_that_cannot_be_are_sentences(opened: Open) -> None:
    """More than all of the same clips, a place that nobody sells, and an address that says no move."""
    over = ["60% of trailers from any to veo-3.1 at fal", "60% of any from kling-3.0 to veo-3.1 at fal"]
    said = read(words(opened("what_if", question="Move parts of it", move=over)))
    assert "120% of what trailers made on kling-3.0 would move; moves of the same clips may come to 100%" in said
    said = read(words(opened("what_if", question="Move parts of it", move=["9% of any from any to veo-3.1 at fall"])))
    assert "Nothing is sold as 'veo-3.1 at fall'; did you mean 'veo-3.1 at fal'?" in said
    assert "is no move; write one such as" in words(opened("what_if", question="Move parts of it", move=["all"]))


def test_drafts_begin_cheap_and_end_on_what_was_used(ledger: Engine, opened: Open) -> None:
    """Every clip on the cheapest place of any size, and 30 % of what the same clips did cost."""
    app = opened("what_if", question="Draft first")
    wants = troubled.view(ledger).wants().assign(resolution="", audio="")
    first = next(iter(alternatives(wants, troubled.view(ledger).offers(TODAY), TERMS)))
    tiles = {one.label: one.value for one in app.metric}
    assert tiles["Drafts"] == f"${first.there / 1e9:,.2f}"
    assert tiles["Finals"] == f"${first.now * 0.3 / 1e9:,.2f}"
    assert [one.value for one in app.selectbox if one.label == "Finals on"] == ["what was used"]
    assert "nobody judged clips in view" in words(app)


def test_a_storyboard_is_answered(opened: Open) -> None:
    """The example's three shots: a cheapest mix, and every model with what it cannot make."""
    app = opened("what_if", question="Storyboard")
    assert table(app, "Cheapest mix")["shot"].tolist() == ["1 the harbour at dawn", "2 the chase", "3 the titles"]
    makers = table(app, "All shots on one model")
    assert makers["cost"].notna().any()
    assert makers[makers["model"] == "sora-2"]["why_not"].str.contains("ended on 2026-09-24").all()


def test_plans_are_held_against_the_work(opened: Open) -> None:
    """Plans as a table; without kept seconds a crew has nothing to be held against."""
    app = opened("what_if", question="Plans, packs and crews")
    assert "Google AI Ultra 25,000" in table(app, "Monthly plans")["plan"].tolist()
    assert "No plan sells a model that was used here" in words(app)
    assert "Nobody said which seconds were kept" in words(app)


def test_what_matters_most_needs_labels(opened: Open) -> None:
    """Where nobody said what was kept, it says so and what to do."""
    said = words(opened("what_if", question="What matters most"))
    assert "usable seconds are not known. Import a job log or selects." in said


def test_which_plan_is_worth_it_is_a_sentence() -> None:
    """The best three by name, how many more there are, and none where none is."""
    rows = [{"plan": f"Plan {n}", "model": "veo-3.1", "saved": Decimal(40 - n)} for n in range(5)]
    assert said(rows) == (
        "Worth it for this work: **Plan 0** for veo-3.1 saves $40.00 a month, **Plan 1** for veo-3.1 saves $39.00 a"
        " month, **Plan 2** for veo-3.1 saves $38.00 a month, and 2 more save less."
    )
    assert said(rows[:1]).endswith("saves $40.00 a month; no other saves anything.")
    assert said(rows[:0]).startswith("No plan is worth it for this work")


def said(rows: list[dict[str, Any]]) -> str:
    """The verdict of these rows, as people read it."""
    return verdict(pd.DataFrame(rows), "USD").replace("\\", "")
