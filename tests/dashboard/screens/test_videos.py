"""Does the Videos screen say what the View says, down to a take, and keep what is changed on it?"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.dashboard import filmed, studio, troubled
from tests.dashboard.conftest import Visit, read
from tests.dashboard.screens.troubled_screens import table, words
from tests.db.cast import rows

Open = Callable[..., AppTest]
OVER, LOOSE = "Shots over their limit", "Clips of no video"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Engine]:
    """The filming studio's ledger, beside its configuration."""
    engine = filmed.build(tmp_path)
    yield engine
    engine.dispose()


@pytest.fixture
def opened(ledger: Engine, tmp_path: Path, visit: Visit) -> Open:
    """Open the screen in November: `opened(video="Teaser")`."""

    def at(**address: Any) -> AppTest:
        app = visit(tmp_path, "videos", **({"period": "Custom", "days": filmed.DAYS} | address))
        assert not app.exception
        return app

    return at


def test_every_video_is_a_row(opened: Open) -> None:
    """The Teaser cost 6.50 in November and the Spot 3.00; of both, what is planned and what is used."""
    shown = table(opened(), "Cost by video").set_index("title")
    assert shown["cost"].to_dict() == {"Teaser": 6.5, "Spot": 3.0}
    assert shown.loc["Teaser", ["render", "plan", "cost_per_finished_minute"]].tolist() == [6.0, 0.5, 97.5]
    assert shown["used_share"].isna().to_dict() == {"Teaser": False, "Spot": True}
    assert [tile.value for tile in opened().metric] == ["2", "$9.50", "$142.50", "16.0%"]


def test_a_video_in_the_address_is_told_whole(opened: Open) -> None:
    """?video=Teaser: 7.50 in all its days, why, each shot, and how far shot 1 is over its limit."""
    app = opened(video="Teaser")
    shots = table(app, "Shots").set_index("shot")
    assert shots["cost"].to_dict() == {"1": 6.0, "2": 1.0, "no shot named": 0.5}
    assert shots["over"].to_dict() == {"1": "1 take, $1.00", "2": "", "no shot named": ""}
    said = read(words(app))
    assert "All its days, 20 Oct – 3 Nov 2026; $6.50 of it in the days chosen. Team: trailers." in said
    assert "Shot **1** alone took 80% of the money: $6.00 in 3 takes, 1 of them kept." in said
    assert app.metric[0].value == "$7.50"


def test_a_video_of_other_days_can_be_linked_to(opened: Open) -> None:
    """In the Spot's week the Teaser is still told; a video that is not there is one sentence."""
    week = ["2026-11-08", "2026-11-14"]
    assert opened(video="Teaser", days=week).metric[0].value == "$7.50"
    assert "Nothing that you may see is named for the video Gone" in read(words(opened(video="Gone")))


def test_shots_over_their_limit_are_named(opened: Open) -> None:
    """Limits of 2 takes and 5.00: shot 1 of the Teaser, 1.00 too dear."""
    app = opened(part=OVER)
    [row] = table(app, OVER).to_dict("records")
    assert (row["video"], row["shot"], row["takes_over"], row["cost_over"]) == ("Teaser", "1", 1, 1.0)
    said = read(words(app))
    assert "A shot may take 2 takes and $5.00" in said
    assert "**1 shot is over the limit**; together they cost $1.00 more than allowed." in said


def test_without_a_limit_the_screen_says_how_to_set_one(tmp_path: Path, visit: Visit) -> None:
    """The lines for reelspend.toml stand there, and no alarm."""
    filmed.build(tmp_path, more="").dispose()
    app = visit(tmp_path, "videos", part=OVER)
    assert "No limit for a shot is set" in words(app)
    assert app.code[0].value.startswith("[stop_loss]")


def test_within_the_limits_nothing_is_named(tmp_path: Path, visit: Visit) -> None:
    """With 99 takes allowed nobody is over."""
    filmed.build(tmp_path, more="\n[stop_loss]\ntakes = 99\n").dispose()
    assert "No shot that was worked on in these days is over its limit" in words(visit(tmp_path, "videos", part=OVER))


def saved(ledger: Engine, video: str, cells: dict[int, dict[str, Any]]) -> AppTest:
    """What the screen says once these cells of the dearest-first clips of a video were typed and saved."""
    app = AppTest.from_function(_save, args=(str(ledger.url), video, cells), default_timeout=30).run()
    assert not app.exception
    return app


def test_a_loose_clip_is_given_to_a_video(opened: Open, ledger: Engine) -> None:
    """The clip of 0.80 joins the Spot; then every clip belongs to a video, and the screen says so."""
    assert "$0.80 was rendered in view for no video" in read(words(opened(part=LOOSE)))
    assert "1 clip was changed." in words(saved(ledger, "", {0: {"video": "Spot", "shot": "1", "take": 2}}))
    assert "Every clip in view belongs to a video." in words(opened(part=LOOSE))
    assert table(opened(), "Cost by video").set_index("title")["cost"].to_dict() == {"Teaser": 6.5, "Spot": 3.8}


def test_a_row_that_cannot_be_saves_nothing(ledger: Engine) -> None:
    """One good row and one shot without a video: a sentence names it, and neither is kept."""
    said = words(saved(ledger, "Teaser", {0: {"video": "Spot"}, 1: {"video": "", "shot": "9"}}))
    assert "a shot and a take belong to a video; name the video as well" in said
    assert "Nothing was saved." in said
    assert rows(ledger, "SELECT COUNT(*) FROM video_clip WHERE source = 'screen'") == [(0,)]


def test_saving_nothing_says_so(opened: Open) -> None:
    """Save without a change is no error."""
    app = opened(part=LOOSE)
    assert "there is nothing to save" in words(app.button(key="assign").click().run())


def test_a_studio_without_a_job_log_is_told_what_to_do(visit: Visit, tmp_path: Path) -> None:
    """No video is named: the command, and the place on this screen."""
    studio.build(tmp_path)
    app = visit(tmp_path, "videos")
    assert "reelspend import generations jobs.csv" in words(app)
    assert not app.dataframe


def test_the_empty_and_the_broken_state(visit: Visit, tmp_path: Path) -> None:
    """Nothing collected yet: what to type. No database: one sentence, no traceback."""
    troubled.configuration(tmp_path, f"sqlite:///{tmp_path / 'new.db'}")
    assert "reelspend collect" in words(visit(tmp_path, "videos"))
    troubled.configuration(tmp_path, f"sqlite:///{tmp_path / 'gone' / 'ledger.db'}")
    app = visit(tmp_path, "videos")
    assert not app.exception
    assert "The ledger cannot be opened" in words(app)


@pytest.mark.parametrize("video", ["Spot", "Teaser"])
def test_a_reader_of_one_team_changes_nothing_and_sees_no_other(ledger: Engine, video: str) -> None:
    """PROMISE 9: social is shown the Spot and no trace of the Teaser; it may read and not save."""
    app = AppTest.from_function(_videos_of_social, args=(str(ledger.url),), default_timeout=30)
    app.query_params["video"] = video
    app.run()
    assert not app.exception
    assert not app.button
    everything = words(app) + "".join(frame.value.to_csv() for frame in app.dataframe)
    assert "t1-1" not in everything
    assert ("Ask finance" in everything) == (video == "Spot")


def _videos_of_social(url: str) -> None:
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    from dashboard.screens import videos
    from dashboard.ui.visit import Visit, begin
    from db.engine import open_ledger
    from tests.dashboard import filmed

    begin(Visit(filmed.view(open_ledger(url), "social"), datetime(2026, 11, 22, 12, tzinfo=UTC), ZoneInfo("UTC")))
    videos.draw()


def _save(url: str, video: str, cells: dict[int, dict[str, object]]) -> None:
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    import streamlit as st

    from dashboard.screens.showing import clips
    from dashboard.ui.visit import Visit
    from db.engine import open_ledger
    from tests.dashboard import filmed

    view = filmed.view(open_ledger(url))
    visit = Visit(view, datetime(2026, 11, 22, 12, tzinfo=UTC), ZoneInfo("UTC"))
    if said := st.session_state.pop(clips.SAID, ""):
        st.success(said)
        return
    clips.save(visit, view.only(video=[video], kind=["render"]).pieces(dearest_first=True), cells)
