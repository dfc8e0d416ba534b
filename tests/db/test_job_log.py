"""Does what a job log says reach the work it is about, whenever that comes, and nothing that was billed?"""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from db.clips import clips
from db.engine import writing
from db.facts import Usage
from db.job_log import OWN, Logged, give_way
from db.ledger import EVERY_SUM, Asked, totals
from db.reckon import reckon
from db.store import say
from tests.db.cast import (
    GREENWICH,
    IVO,
    MARA,
    NANO,
    NOON,
    NOW,
    account,
    clip,
    everything,
    keep,
    line,
    log,
    price,
    reckon_again,
    rows,
    rule,
)

NOVEMBER = Asked(20261101, 20261201)


def said(external_id: str, usable: str | None = None, **more: Any) -> Logged:
    """What a log says of one clip; of video Autumn, unless said otherwise."""
    kept = None if usable is None else Decimal(usable)
    return Logged(external_id=external_id, usable=kept, **({"video": "Autumn"} | more))


def sums(ledger: Engine, *by: str, asked: Asked = NOVEMBER) -> dict[Any, dict[str, int]]:
    """Every sum that is known, by one or no word."""
    found = totals(ledger, by, asked, EVERY_SUM).to_dict("records")
    return {row[by[0]] if by else "": {name: row[name] for name in EVERY_SUM if pd.notna(row[name])} for row in found}


def cost_by(ledger: Engine, word: str) -> dict[str, float]:
    """Cost in dollars by one word."""
    return {name: one["cost"] / NANO for name, one in sums(ledger, word).items()}


def test_three_clips_by_hand(ledger: Engine) -> None:
    """At 0.10 a second: t1 (5 s) kept 3 s, t2 (10 s) rejected, t3 (5 s) not judged; t1 and t3 are of Autumn.

    Judged cost 1.50 for 3 usable seconds; one kept of two judged; the one video cost 1.00 of the 2.00.
    """
    number = account(ledger)
    keep(ledger, number, [price("0.10"), clip("t1"), clip("t2", seconds="10"), clip("t3")])
    assert log(ledger, number, said("t1", "3"), said("t2", "0", video=""), said("t3")).days == {20261101}
    (found,) = sums(ledger).values()
    assert (found["usable"], found["kept"], found["judged"]) == (3 * NANO, 1, 2)
    assert (found["cost_of_kept"], found["usable_costed"]) == (15 * NANO // 10, 3 * NANO)
    assert (found["videos"], found["videos_costed"], found["cost_of_videos"]) == (1, 1, NANO)
    assert cost_by(ledger, "video") == {"": 1.0, "Autumn": 1.0}


def test_nothing_judged_is_unknown_and_not_zero(ledger: Engine) -> None:
    """Of a clip that nobody logs there are no usable seconds, no judged clips and no video."""
    keep(ledger, account(ledger), [price("0.10"), clip("t1")])
    assert not {"usable", "judged", "videos", "cost_of_videos", "cost_of_kept"} & set(sums(ledger)[""])


def test_what_was_billed_stays(ledger: Engine) -> None:
    """A closed day's 0.63 and its bill are the same before and after, and the clip has moved to the log's team."""
    number = account(ledger)
    keep(ledger, number, [clip("t1"), line("b1", "0.63", pays_for="t1")], closed_before=20261110)
    before = rows(ledger, "SELECT * FROM bill")
    log(ledger, number, said("t1", "5", team="trailers"), closed_before=20261110)
    assert rows(ledger, "SELECT * FROM bill") == before
    assert cost_by(ledger, "team") == {"trailers": 0.63}
    (told,) = rows(ledger, "SELECT before, after FROM audit")
    assert told == ("unattributed 0.63", "trailers 0.63")


def test_a_log_waits_for_the_work(ledger: Engine) -> None:
    """Said a week before the clip is collected, it is there as soon as the clip is."""
    number = account(ledger)
    kept = log(ledger, number, said("t1", "4", team="social"))
    assert (kept.new, kept.waiting, kept.days) == (1, 1, set())
    keep(ledger, number, [price("0.10"), clip("t1")])
    assert sums(ledger, "team")["social"]["usable"] == 4 * NANO


def test_a_clip_is_found_by_the_customers_own_id(ledger: Engine) -> None:
    """The log knows only what the studio called the task; what is said of the provider's id comes before it."""
    number = account(ledger)
    keep(ledger, number, [price("0.10"), clip("8311", reference="autumn/7/v2"), clip("8312", reference="autumn/7/v3")])
    log(ledger, number, said("autumn/7/v2", "2", shot="7", take=2), said("autumn/7/v3", "1"), said("8312", "5"))
    found = {row.external_id: row for row in clips(ledger, NOVEMBER).rows.itertuples()}
    assert (found["8311"].usable, found["8311"].video) == (2 * NANO, "Autumn")
    assert (found["8311"].shot, found["8311"].take) == ("7", 2)
    assert found["8312"].usable == 5 * NANO


def test_the_logs_team_comes_before_any_rule(ledger: Engine) -> None:
    """Mara's key is for trailers by a rule, but of one of her two clips the log says that it was social's."""
    rule(ledger)
    number = account(ledger)
    keep(ledger, number, [price("0.10"), clip("t1", **MARA), clip("t2", **MARA)])
    log(ledger, number, said("t1", team="social"), said("t2"))
    assert cost_by(ledger, "team") == {"social": 0.5, "trailers": 0.5}
    rule(ledger, [])
    assert cost_by(ledger, "team") == {"social": 0.5, "unattributed": 0.5}


def test_a_project_is_added_where_the_provider_knows_none(ledger: Engine) -> None:
    """Where it knows one, that stays."""
    number = account(ledger)
    keep(ledger, number, [price("0.10"), clip("t1"), clip("t2", project="p-1")])
    log(ledger, number, said("t1", project="Trailer"), said("t2", project="Trailer"))
    assert cost_by(ledger, "project") == {"Trailer": 0.5, "p-1": 0.5}


def test_saying_it_twice_changes_nothing(ledger: Engine) -> None:
    """No row of any table is other than before, and no day is reckoned (promise 3)."""
    number = account(ledger)
    keep(ledger, number, [price("0.10"), clip("t1", **IVO)])
    log(ledger, number, said("t1", "3", team="social"), said("t9", "1"))
    before = everything(ledger) | {"clips": rows(ledger, "SELECT * FROM video_clip")}
    again = log(ledger, number, said("t1", "3", team="social"), said("t9", "1"))
    assert (again.new, again.changed, again.waiting, again.days) == (0, 0, 1, set())
    reckon_again(ledger, number, {20261101})
    assert everything(ledger) | {"clips": rows(ledger, "SELECT * FROM video_clip")} == before


def test_a_correction_changes_just_its_clip(ledger: Engine) -> None:
    """Of two clips on two days one is judged anew: only its day is touched, and a mark taken back is unknown again."""
    number = account(ledger)
    keep(ledger, number, [price("0.10"), clip("t1"), clip("t2", NOON + timedelta(1))])
    log(ledger, number, said("t1", "3"), said("t2", "5"))
    kept = log(ledger, number, said("t1", "4"), said("t2", "5"))
    assert (kept.new, kept.changed, kept.days) == (0, 1, {20261101})
    assert sums(ledger)[""]["usable"] == 9 * NANO
    log(ledger, number, said("t1"), said("t2", "5"))
    assert (sums(ledger)[""]["usable"], sums(ledger)[""]["judged"]) == (5 * NANO, 1)


def test_a_mark_by_hand_comes_before_the_log(ledger: Engine) -> None:
    """It stays when the log comes again, adds nothing where it says nothing, and can be taken back."""
    number = account(ledger)
    keep(ledger, number, [price("0.10"), clip("t1")])
    log(ledger, number, said("t1", "3"))
    log(ledger, number, Logged(external_id="t1", usable=Decimal(0)), source="selects")
    log(ledger, number, said("t1", "5"))
    assert (sums(ledger)[""]["usable"], sums(ledger)[""]["kept"]) == (0, 0)
    assert cost_by(ledger, "video") == {"Autumn": 0.5}
    log(ledger, number, Logged(external_id="t1"), source="selects")
    assert sums(ledger)[""]["usable"] == 5 * NANO


def test_a_video_on_two_days_and_two_models_is_one(ledger: Engine) -> None:
    """Autumn took two days, two models and 1.00; by day it counts on each, together once."""
    number, next_day = account(ledger), NOON + timedelta(1)
    keep(ledger, number, [price("0.10"), clip("t1"), clip("t2", next_day, model="sora-2", stated=Decimal("0.5"))])
    log(ledger, number, said("t1"), said("t2"))
    assert sums(ledger)[""]["videos"] == 1
    assert [one["videos"] for one in sums(ledger, "day").values()] == [1, 1]
    assert sums(ledger, "model")["sora-2"]["cost_of_videos"] == NANO // 2


def test_a_video_whose_cost_nobody_knows_makes_none_cheaper(ledger: Engine) -> None:
    """Winter has only an unpriced clip: two videos, one of them with a cost."""
    number = account(ledger)
    keep(ledger, number, [price("0.10"), clip("t1"), clip("t2", model="unheard-of")])
    log(ledger, number, said("t1"), said("t2", video="Winter"))
    (found,) = sums(ledger).values()
    assert (found["videos"], found["videos_costed"], found["cost_of_videos"]) == (2, 1, NANO // 2)


def test_videos_know_whose_they_are(ledger: Engine) -> None:
    """The last team that a log names for it; where it names none, the one known stays."""
    number = account(ledger)
    log(ledger, number, said("t1", team="social"), said("t2"), said("t3", video="Winter"))
    log(ledger, number, said("t4"))
    videos = rows(ledger, "SELECT id, title, team FROM video ORDER BY id")
    assert videos == [("Autumn", "Autumn", "social"), ("Winter", "Winter", "")]


def test_a_reader_of_a_team_sees_the_clips_that_the_log_gives_it(ledger: Engine) -> None:
    """Page and sum agree on whose a clip is."""
    number = account(ledger)
    keep(ledger, number, [price("0.10"), clip("t1"), clip("t2")])
    log(ledger, number, said("t1", team="social"))
    asked = Asked(20261101, 20261201, teams=["social"])
    assert clips(ledger, asked).rows["external_id"].tolist() == ["t1"]
    assert sums(ledger, asked=asked)[""]["cost"] == NANO // 2


def test_own_work_gives_way(ledger: Engine) -> None:
    """Work that only the log told of is gone from every day when its provider answers; what was said of it waits."""
    number = account(ledger)
    with writing(ledger) as connection:
        assert give_way(connection, number) == (0, set())
    own = [clip(name, NOON + timedelta(n), source=OWN.name) for n, name in enumerate(("t1", "t2"))]
    _keep_own(ledger, number, own)
    log(ledger, number, said("t1", "3"))
    with writing(ledger) as connection:
        assert give_way(connection, number) == (2, {20261101, 20261102})
    keep(ledger, number, [price("0.10"), clip("t1")])
    reckon_again(ledger, number, {20261102})
    (found,) = sums(ledger).values()
    assert (found["pieces"], found["usable"], found["cost"]) == (1, 3 * NANO, NANO // 2)


def _keep_own(ledger: Engine, number: int, own: list[Usage]) -> None:
    """Work that only the job log tells of, as its import brings it in."""
    with writing(ledger) as connection:
        days = say(connection, number, own, [OWN], GREENWICH).days
        reckon(connection, number, days, currency="USD", closed_before=0, now=NOW)
