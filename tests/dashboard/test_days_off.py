"""Does a forecast know the days on which work rests, learn nothing wrong from them, and tell of no odd day then?"""

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.forecasts.days_off import rested_a_year_ago
from dashboard.forecasts.judged import anomalies
from dashboard.forecasts.outlook import Outlook, outlook
from dashboard.forecasts.past import PARTS
from dashboard.forecasts.tables import ahead
from dashboard.forecasts.typed import WrongStep, say_step, take_back, typed
from dashboard.view import Reader, View
from db.steps import Kind
from db.window import GREENWICH
from tests.dashboard import steady
from tests.dashboard.steady import TODAY
from tests.db.cast import NOW

NANO = 10**9
MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)


@pytest.fixture
def view(steady_folder: Path, tmp_path: Path) -> View:
    """Everything of the steady studio, in a copy that may be written to."""
    shutil.copytree(steady_folder, tmp_path, dirs_exist_ok=True)
    return steady.view_of(tmp_path)


def say(view: View, kind: Kind, first: date, last: date | None, **more: Any) -> bool:
    """Mara says when work rests."""
    said = {"name": "Closed", "why": "the house is closed", "left": 0, "where": {}, "into": ""}
    return say_step(view, kind, said | more, first, last, NOW)


def made(view: View) -> Outlook:
    """Today's forecast."""
    return outlook(view, TODAY, GREENWICH)


def added(view: View, part: str = "") -> float:
    """What known steps add to November, of everything or of a part."""
    found = made(view)
    (line,) = [one for one in (*found.whole, *found.parts) if (one.part, one.horizon.written) == (part, "2026-11")]
    return line.steps / NANO


def test_a_week_off_takes_what_its_weekdays_are_worth(view: View) -> None:
    """Five days of 13.00, of which a fifth goes on: 52.00 less, though they are but half of the days to come."""
    assert say(view, "off", MONDAY, FRIDAY, left=20)
    assert added(view) == pytest.approx(-52, abs=3)
    found = made(view)
    for by in PARTS:
        assert sum(part.steps for part in found.of(by) if part.horizon.written == "2026-11") == found.month.steps


def test_a_team_rests_by_itself(view: View) -> None:
    """Trailers' five weekdays of 10.00 are gone, and nothing of social's."""
    say(view, "off", MONDAY, FRIDAY, where={"team": "trailers"})
    assert added(view, "team=trailers") == pytest.approx(-50, abs=8)
    assert added(view, "team=social") == 0


def test_a_day_rests_once(view: View) -> None:
    """Thanksgiving within a week off, said of everybody and of a team once more, takes nothing from it twice."""
    say(view, "off", MONDAY, FRIDAY)
    alone = added(view)
    say(view, "holidays", date(2026, 1, 1), None, into="US")
    say(view, "off", FRIDAY, FRIDAY, where={"team": "trailers"})
    assert added(view) == pytest.approx(alone, abs=0.01)


def test_public_holidays_come_by_themselves(view: View) -> None:
    """Of the United States, Thanksgiving is in November's rest, and Christmas in December's, each by its name."""
    say(view, "holidays", date(2026, 1, 1), None, into="us")
    assert added(view) == pytest.approx(-13, abs=1)
    names = [one.name for one in ahead(made(view))]
    assert names[:3] == ["Thanksgiving Day", "Christmas Day", "New Year's Day"]
    assert [step.name for step in typed(view)] == ["Public holidays of United States"]


def test_a_rest_far_ahead_is_listed_and_holidays_only_as_far_as_is_told(view: View) -> None:
    """Next August's week stands in the list, although no month shows it; Easter, after February, does not yet."""
    say(view, "holidays", date(2026, 1, 1), None, into="DE")
    say(view, "off", date(2027, 8, 2), date(2027, 8, 6), name="Summer")
    assert [one.name for one in ahead(made(view))][-2:] == ["New Year's Day", "Summer"]


def test_what_is_typed_in_is_taken_back_whole(view: View) -> None:
    """One line takes back all holidays of a country."""
    before = made(view).whole
    say(view, "holidays", date(2026, 1, 1), None, into="DE-BY")
    (step,) = typed(view)
    assert step.id is not None
    assert take_back(view, step.id, NOW)
    assert made(view).whole == before


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"into": "XX"}, r"^No public holidays are known of 'XX'; choose a country, such as DE\.$"),
        ({"into": "DE-XX"}, r"^Germany has no part 'XX'; use one of BB, BE, BW,"),
        ({"into": "JP-13"}, r"^Japan has no part '13'; leave it empty\.$"),
        ({"into": ""}, r"^It needs the country whose public holidays they are; choose one\.$"),
        ({"into": "DE", "left": None}, "It needs how much of a usual day goes on"),
    ],
)
def test_a_country_that_nobody_knows_is_one_sentence(view: View, wrong: dict[str, Any], why: str) -> None:
    """What is wrong, and what to give."""
    with pytest.raises(WrongStep, match=why):
        say(view, "holidays", TODAY, None, **wrong)


def test_rest_is_not_learnt(view: View) -> None:
    """A week in November on which nothing went on, once it is said, is told as if it had been like any other."""
    wild = view.engine
    usual = made(view).whole[1].expected
    with wild.begin() as connection:
        connection.exec_driver_sql("UPDATE daily SET cost = 0 WHERE day BETWEEN 20261109 AND 20261113")
    lower = made(view).whole[1].expected
    say(view, "off", date(2026, 11, 9), date(2026, 11, 13))
    assert lower < 0.9 * usual
    assert made(view).whole[1].expected == pytest.approx(usual, rel=0.02)


def test_a_day_off_excuses_what_is_missing_and_no_script(view: View) -> None:
    """The wild Saturday stays an odd day although work rested; a Thursday without work is none any more."""
    with view.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE daily SET cost = 0 WHERE day = 20261112")
    assert {one.planned for one in anomalies(view, TODAY, GREENWICH)} == {""}
    say(view, "off", date(2026, 11, 7), date(2026, 11, 12))
    found = anomalies(view, TODAY, GREENWICH)
    assert [bool(one.planned) for one in found if one.impact > 0] == [False]
    assert all(one.planned for one in found if one.impact < 0)


def test_a_lead_hears_when_everybody_rests(view: View) -> None:
    """Days off of the whole house are no secret, those of another team are not told."""
    say(view, "off", MONDAY, FRIDAY)
    say(view, "off", date(2026, 12, 1), date(2026, 12, 4), where={"team": "trailers"})
    theirs = View(view.engine, view.narrowing, Reader("Ivo", frozenset({"social"})))
    assert [one.since for one in made(theirs).foreseen] == [MONDAY]
    (of_all,) = [one for one in made(view).of("team") if one.part == "team=social" and one.horizon.first.month == 11]
    assert made(theirs).month.expected == of_all.expected


def test_a_rest_of_last_year_is_remembered_until_somebody_says_more(view: View) -> None:
    """Looked at a year later, a week of nothing in August is told of, and no more once this year's is said."""
    with view.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE daily SET cost = 0 WHERE day BETWEEN 20260810 AND 20260814")
    later = outlook(view, date(2027, 7, 1), GREENWICH)
    found = rested_a_year_ago(later.past, later.foreseen)
    assert found is not None
    assert (found.first, found.past, found.part) == (date(2026, 8, 10), date(2026, 8, 15), 0.0)
    say(view, "off", date(2027, 8, 9), date(2027, 8, 13))
    later = outlook(view, date(2027, 7, 1), GREENWICH)
    assert rested_a_year_ago(later.past, later.foreseen) is None
    assert rested_a_year_ago(made(view).past, ()) is None


def test_long_past_rest_is_not_told_as_ahead(view: View) -> None:
    """What is over is known to the forecast, and not listed among what is to come."""
    say(view, "off", TODAY - timedelta(days=30), TODAY - timedelta(days=29))
    assert len(made(view).foreseen) == 1
    assert ahead(made(view)) == []
