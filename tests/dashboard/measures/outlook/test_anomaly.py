"""Is an odd day told once, while it lasts, and not where somebody planned it?"""

from datetime import date, timedelta

from dashboard.measures.outlook.anomaly import Least, episodes, odd_days, told_once, with_plans
from dashboard.measures.outlook.foreseen import Foreseen
from tests.dashboard.measures.outlook.teller import NANO, even, history

FIRST = date(2026, 7, 1)
DAYS = 100
PAST = FIRST + timedelta(days=DAYS)
LEAST = Least(amount=5 * NANO)


def work(*odd: int) -> list[int]:
    """Ten a day, and forty on days counted from the last one, which is 1."""
    return [40 if DAYS - day in odd else 10 for day in range(DAYS)]


def test_days_in_a_row_are_one_story() -> None:
    """40 on two days with a quiet one between, where 10 ± 2 was forecast: one story of two days and 60 too much."""
    (found,) = episodes(odd_days(history(FIRST, whole=work(10, 12)), PAST, even, LEAST), PAST)
    assert (found.days, found.actual, found.going_on) == (2, 80 * NANO, False)
    assert (found.first, found.past) == (PAST - timedelta(days=12), PAST - timedelta(days=9))
    assert 59 * NANO < found.impact < 61 * NANO


def test_what_reaches_the_last_day_goes_on_under_the_same_key() -> None:
    """A second odd day moves the end of the story and not what it is called, so nobody is told twice."""
    (first,) = episodes(odd_days(history(FIRST, whole=work(2)[:-1]), PAST - timedelta(days=1), even, LEAST), PAST)
    (second,) = episodes(odd_days(history(FIRST, whole=work(1, 2)), PAST, even, LEAST), PAST)
    assert first.going_on
    assert second.going_on
    assert first.key == second.key == f"everything from {PAST - timedelta(days=2)}"


def test_little_money_is_no_story() -> None:
    """30 too much is not told where it takes 31, nor where it takes four times what was expected."""
    one = history(FIRST, whole=work(10))
    assert odd_days(one, PAST, even, Least(amount=31 * NANO)) == []
    assert odd_days(one, PAST, even, Least(amount=NANO, share=4.0)) == []


def test_a_plan_of_the_same_or_a_wider_scope_explains_it() -> None:
    """A campaign of social explains social's odd day and not that of trailers; a mark of everything explains both."""
    found = episodes(odd_days(history(FIRST, social=work(10), trailers=work(10)), PAST, even, LEAST), PAST)
    day = PAST - timedelta(days=10)
    campaign = Foreseen("campaign", "Launch", "team=social", day, day + timedelta(days=1), 9, told="Launch: Mara")
    assert {one.part: one.planned for one in with_plans(found, [campaign], "")} == {
        "team=social": "Launch: Mara",
        "team=trailers": "",
    }
    everything = Foreseen("expected", "All", "", day, day + timedelta(days=1), told="Ivo said so")
    assert {one.planned for one in with_plans(found, [everything], "")} == {"Ivo said so"}


def test_the_same_money_is_told_once() -> None:
    """The whole and its only odd team are odd on one day: it is the team's story; another team's odd day is another."""
    found = odd_days(history(FIRST, whole=work(10), social=work(10, 30), trailers=work(50)), PAST, even, LEAST)
    told = [(one.part, (PAST - one.first).days) for one in told_once(episodes(found, PAST))]
    assert told == [("team=social", 10), ("team=social", 30), ("team=trailers", 50)]


def test_what_several_drove_is_told_of_everything() -> None:
    """Of 60 too much on a day two teams made 30 each: neither is four fifths of it, so it is nobody's alone."""
    twice = [70 if day == 40 else 10 for day in work(10)]
    found = odd_days(history(FIRST, whole=twice, social=work(10), trailers=work(10)), PAST, even, LEAST)
    assert [one.part for one in told_once(episodes(found, PAST))] == [""]
