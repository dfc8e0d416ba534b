"""Has every combination of words one number, and do the words come back from it?"""

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from db.engine import writing
from db.facets import digest_of, every_facet, facet_numbers, stream_number, team_numbers
from db.facts import Audio, Category, Facet, Kind, Status
from tests.db.cast import account, on_a_ledger, rows

words = st.text(max_size=8)
facets = st.builds(
    Facet,
    kind=st.sampled_from(get_args(Kind)),
    category=st.sampled_from(get_args(Category)),
    audio=st.sampled_from(get_args(Audio)),
    status=st.sampled_from(get_args(Status)),
    currency=st.sampled_from(["USD", "EUR", "CNY"]),
    labels=st.lists(st.tuples(words, words), max_size=3).map(tuple),
    **dict.fromkeys(("model", "endpoint", "mode", "unit", "project", "workspace", "user", "api_key"), words),
)


@on_a_ledger
@given(said=st.lists(facets, max_size=8))
def test_words_come_back_as_they_were_said(ledger: Engine, said: list[Facet]) -> None:
    """Whatever the words are, a facet's number stands for just those words."""
    with writing(ledger) as connection:
        numbers = facet_numbers(connection, said)
        assert set(numbers) == set(said)
        assert every_facet(connection, list(numbers.values())) == {number: one for one, number in numbers.items()}
        assert facet_numbers(connection, said) == numbers


@given(facets, facets)
def test_different_words_have_different_digests(one: Facet, other: Facet) -> None:
    """And the same words the same, whatever stands in them."""
    assert (digest_of(one) == digest_of(other)) == (one == other)


def test_more_facets_than_a_question_can_name(ledger: Engine) -> None:
    """Asked for seventy thousand numbers, of which three are known, the three are found."""
    said = [Facet(user=f"user-{number}") for number in range(3)]
    with writing(ledger) as connection:
        numbers = facet_numbers(connection, said)
        assert set(every_facet(connection, range(70_000)).values()) == set(numbers)


def test_a_source_is_numbered_for_its_account(ledger: Engine) -> None:
    """The same source of two accounts is two streams; asked for twice it is the same."""
    fal, kling = account(ledger), account(ledger, "kling-brand", "kling")
    with writing(ledger) as connection:
        mine = stream_number(connection, fal, "tasks")
        assert stream_number(connection, kling, "tasks") != mine
        assert stream_number(connection, fal, "tasks") == mine


def test_a_source_that_counts_days_is_remembered(ledger: Engine) -> None:
    """Once it has said so, also on a day when it says nothing."""
    number = account(ledger)
    with writing(ledger) as connection:
        assert stream_number(connection, number, "costs", own_days=True) == stream_number(connection, number, "costs")
        stream_number(connection, number, "tasks")
    assert sorted(rows(ledger, "SELECT source, own_days FROM stream")) == [("costs", True), ("tasks", False)]


def test_a_team_is_numbered_by_its_name(ledger: Engine) -> None:
    """Unattributed is a team like any other and has the number 0."""
    with writing(ledger) as connection:
        numbers = team_numbers(connection, ["trailers", "social", "unattributed"])
        assert numbers["unattributed"] == 0
        assert team_numbers(connection, ["trailers"]) == {"trailers": numbers["trailers"]}
        assert team_numbers(connection, []) == {}
