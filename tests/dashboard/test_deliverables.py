"""Videos as the ledger has them: listed, whole, over a limit, changed, and never another team's."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine

from dashboard.deliverables import assign, changes, finish, of_no_video, over_their_limit, stop_loss, videos, whole
from dashboard.measures.stop_loss import Limits
from db.window import GREENWICH
from tests.dashboard import filmed
from tests.db.cast import rows

TODAY, NOW = date(2026, 11, 22), datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def ledger(ledger: Engine) -> Engine:
    """The filming studio's ledger, on each database."""
    filmed.fill(ledger)
    return ledger


def test_the_list_has_what_the_days_hold(ledger: Engine) -> None:
    """In November the Teaser cost 6.50, 0.50 of it planning; 4 of 15 s are used, so a minute cost 97.50."""
    found = videos(filmed.view(ledger), TODAY).set_index("video")
    assert found.index.tolist() == ["Teaser", "Spot"]
    teaser = found.loc["Teaser"]
    assert (teaser["cost"], teaser["render"], teaser["plan"]) == (Decimal("6.50"), Decimal(6), Decimal("0.50"))
    assert (teaser["used_share"], teaser["cost_per_finished_minute"]) == (Decimal("0.266666666667"), Decimal("97.50"))
    assert (teaser["team"], found.loc["Spot", "used_share"]) == ("trailers", None)


def test_one_video_is_told_over_all_its_days(ledger: Engine) -> None:
    """With October the Teaser cost 7.50; its shots add up to that, shot 1 with three takes of which one was kept."""
    view = whole(filmed.view(ledger), ["Teaser"])
    assert (view.narrowing.since, view.narrowing.until) == (date(2026, 10, 20), date(2026, 11, 4))
    shots = view.shots().set_index("shot")
    assert shots["cost"].to_dict() == {"": Decimal("0.5"), "1": 6, "2": 1}
    assert shots["takes"].to_dict() == {"": 0, "1": 3, "2": 1}
    assert shots.loc["1", ["kept", "judged", "usable"]].tolist() == [1, 3, 4]


def test_a_shot_over_its_limit_is_found_over_its_whole_life(ledger: Engine) -> None:
    """Shot 1 of the Teaser has a take too many and is 1 too dear; the Spot's is within."""
    [row] = stop_loss(filmed.view(ledger), Limits(2, Decimal(5))).to_dict("records")
    assert (row["video"], row["shot"], row["takes_over"], row["cost_over"]) == ("Teaser", "1", 1, 1)
    assert stop_loss(filmed.view(ledger), Limits(cost=Decimal(9))).empty


def test_a_shot_that_rested_in_these_days_is_not_theirs(ledger: Engine) -> None:
    """Shot 2 of the Teaser was made in October: it is over its limit, but November's shots are 1 and the Spot's."""
    view, dear = filmed.view(ledger), Limits(cost=Decimal("0.40"))
    assert ("Teaser", "2") in set(stop_loss(view, dear)[["video", "shot"]].itertuples(index=False, name=None))
    found = over_their_limit(view, dear)
    assert set(found["video"]) == {"Teaser", "Spot"}
    assert "2" not in set(found[found["video"] == "Teaser"]["shot"])
    assert over_their_limit(view.during(date(2026, 10, 1), date(2026, 11, 1)), dear)["shot"].tolist() == ["2"]


def test_a_reader_of_one_team_sees_its_videos_only(ledger: Engine) -> None:
    """PROMISE 9: social has the Spot, and no shot of the Teaser, whoever asks by name."""
    view = filmed.view(ledger, "social")
    assert videos(view, TODAY)["video"].tolist() == ["Spot"]
    assert whole(view, ["Teaser"]).shots().empty
    assert stop_loss(view, Limits(takes=1)).empty


def edited(ledger: Engine, cells: dict[int, dict[str, Any]], narrowed: str = "Teaser") -> Any:
    """What changed cells of the dearest-first clips of a video come to."""
    view = filmed.view(ledger)
    chosen = view.only(video=[narrowed]) if narrowed else of_no_video(view)
    return changes(chosen.pieces(dearest_first=True), cells)


def test_a_clip_is_given_to_a_video_on_the_screen(ledger: Engine) -> None:
    """The loose clip becomes take 2 of shot 1 of the Spot, whose cost is then 3.80; the audit says by whom."""
    found = edited(ledger, {0: {"video": "Spot", "shot": "1", "take": 2}}, "")
    assert found.wrong == []
    done = assign(filmed.view(ledger), found.marks, NOW, GREENWICH)
    assert (done.new, done.days) == (1, 1)
    assert filmed.view(ledger).only(video=["Spot"]).number("cost") == Decimal("3.8")
    assert of_no_video(filmed.view(ledger)).count_pieces() == 0
    assert rows(ledger, "SELECT who, after FROM audit WHERE what LIKE 'clip loose %'") == [
        ("dashboard", "video Spot, shot 1, take 2")
    ]


def test_a_clip_is_taken_out_of_its_video(ledger: Engine) -> None:
    """Emptied, the video of a take of 2.00 is none: the Teaser has 4.50 left, and the clip is loose."""
    found = edited(ledger, {0: {"video": None}})
    assign(filmed.view(ledger), found.marks, NOW, GREENWICH)
    assert filmed.view(ledger).only(video=["Teaser"]).number("cost") == Decimal("4.5")
    assert of_no_video(filmed.view(ledger)).count_pieces() == 2


def test_each_row_that_cannot_be_has_its_sentence(ledger: Engine) -> None:
    """A shot without a video, a dash, a name that is too long, half a take: none of them makes a mark."""
    cells = {0: {"video": "", "shot": "9"}, 1: {"video": "-"}, 2: {"shot": "x" * 501}, 3: {"take": 1.5}}
    found = edited(ledger, cells)
    assert found.marks == []
    assert [sentence.partition(": ")[2] for sentence in found.wrong] == [
        "a shot and a take belong to a video; name the video as well.",
        "“-” is no name for a video; leave it empty to take the clip out of its video.",
        "a name has at most 500 letters; shorten it.",
        "a take is a whole number such as 3, not 1.5.",
    ]


def test_a_length_is_said_once_and_audited(ledger: Engine) -> None:
    """30 s make the Teaser finished, at 13.00 a minute in November; the same again changes nothing."""
    view = filmed.view(ledger)
    assert finish(view, "Teaser", Decimal(30), NOW)
    assert not finish(view, "Teaser", Decimal(30), NOW)
    teaser = videos(view, TODAY).set_index("video").loc["Teaser"]
    assert (teaser["status"], teaser["cost_per_finished_minute"]) == ("finished", Decimal("13.00"))
    assert finish(view, "Teaser", None, NOW)
    told = rows(ledger, "SELECT before, after FROM audit WHERE what = 'length of the video Teaser' ORDER BY id")
    assert told == [("", "30 s"), ("30 s", "")]
