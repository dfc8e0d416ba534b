"""Does an address say all that a question asks, and can it be read back?"""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dashboard.measures.periods import CUSTOM, PERIODS
from dashboard.scenarios.address import EARLIEST, LATEST, address_of, asked_of
from dashboard.scenarios.asked import FILTERS, Asked, NotAsked, words
from dashboard.scenarios.questions import called, questions
from dashboard.screens import what_ifs
from dashboard.ui import filters

WORD = some.text(string.printable + "äß€&=+%#·", min_size=1, max_size=12)
CHOICES = some.dictionaries(some.sampled_from(["countries", "part", "move_to", "shots"]), some.lists(WORD, max_size=3))
WHERE = some.dictionaries(some.sampled_from(FILTERS), some.lists(WORD, max_size=3))
DAYS = some.tuples(*[some.dates(EARLIEST, LATEST)] * 2).map(sorted).map(tuple)


@given(some.sampled_from(sorted(questions())), some.sampled_from(PERIODS), DAYS, WHERE, CHOICES)
def test_there_and_back(
    question: str, period: str, days: tuple[date, ...], where: dict[str, list[str]], choices: dict[str, list[str]]
) -> None:
    """Any question comes back as it was, whatever letters its words have; also as a whole link."""
    one = Asked(question, period, days if period == CUSTOM else (), words(where), words(choices))
    assert asked_of(address_of(one)) == one
    assert asked_of(f"https://cost.studio.example/reelspend{address_of(one)}") == one


def test_what_is_left_out_is_as_the_screen_begins() -> None:
    """The first question, this month, everything."""
    assert asked_of("/what_if") == Asked("elsewhere", "This month")


def test_a_period_moves_and_custom_days_stay() -> None:
    """On 3 December this month is December; the first to the tenth of November is that for good."""
    assert asked_of("/what_if").narrowing(date(2026, 12, 3)).since == date(2026, 12, 1)
    narrowing = asked_of("/what_if?period=Custom&days=2026-11-10&days=2026-11-01&team=social").narrowing(LATEST)
    assert (narrowing.since, narrowing.until) == (date(2026, 11, 1), date(2026, 11, 11))
    assert narrowing.where == {"team": ("social",)}


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/teams?detail=social", "“/teams?detail=social” is no address of the What-if screen; copy one from there"),
        ("/what_if?question=Storybord", "the question “Storybord”, which is not there; did you mean “Storyboard”?"),
        ("/what_if?period=Lost+month", "the period “Lost month”, which is not there; did you mean “Last month”?"),
        ("/what_if?period=Custom&days=Monday", "the days “Monday”, which are none; it takes days=2026-11-01"),
        ("/what_if?period=Custom", "the days “”, which are none"),
    ],
)
def test_a_bad_address_is_one_sentence(address: str, said: str) -> None:
    """It says what is wrong, and what would be right."""
    with pytest.raises(NotAsked) as wrong:
        asked_of(address)
    assert said in str(wrong.value)


def test_a_bad_choice_is_one_sentence() -> None:
    """A part above 100, letters where a number is due, and neither yes nor no."""
    one = asked_of("/what_if?part=120&kept=few&split=perhaps")
    with pytest.raises(NotAsked, match="“120” is no choice for part; it takes a number from 0 to 100"):
        one.number("part", 60, 0, 100)
    with pytest.raises(NotAsked, match="“few” is no choice for kept; it takes a number from 1 to 100"):
        one.number("kept", 30, 1, 100)
    with pytest.raises(NotAsked, match="“perhaps” is no choice for split; it takes true or false"):
        one.terms(date(2026, 11, 22))


def test_every_part_of_the_screen_can_be_asked() -> None:
    """Each part that keeps choices has a question of the same file name and title; filters are those at the left."""
    from importlib import import_module

    parts = {name.rpartition(".")[2]: import_module(name) for name in what_ifs.every()}
    assert {name: part.TITLE for name, part in parts.items() if part.KEYS} == {
        name: called(name) for name in questions()
    }
    assert all(part.NEEDS_WORK == questions()[name].NEEDS_WORK for name, part in parts.items() if part.KEYS)
    assert set(FILTERS) == set(filters.WORDS)
