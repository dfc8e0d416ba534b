"""Does work belong to the team that the rules and the names give it to, and does nothing else move?"""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from db.attribution import Rule
from db.engine import writing
from db.facts import AnyFact, Name
from db.placement import days_with, place_again, place_new, stored_rules
from db.stretches import FOREVER
from tests.db.cast import IVO, MARA, NOON, RULES, account, clip, facet, keep, line, reckon_again, rows, rule

DAY = timedelta(1)
EVER = ((0, FOREVER),)
WORK = [clip("t1", stated=None, **MARA), clip("t2", NOON + DAY, **IVO), line("b1", "3", NOON + 2 * DAY)]
TEAMS = "SELECT l.day, t.name, l.pieces FROM ledger l JOIN team t ON t.id = l.team_id ORDER BY l.day, t.name"


def named(key: str, name: str) -> list[AnyFact]:
    """What a key is called."""
    return [Name(kind="api_key", id=f"key-{key}", name=name)]


@pytest.fixture
def studio(ledger: Engine) -> int:
    """Mara's clip on the first of November, Ivo's on the second, a line without work on the third; no rules yet."""
    number = account(ledger)
    keep(ledger, number, WORK)
    return number


def test_what_no_rule_places_is_unattributed(ledger: Engine, studio: int) -> None:
    """It is a team like any other, and nothing of it is dropped."""
    assert rows(ledger, TEAMS) == [
        (20261101, "unattributed", 1),
        (20261102, "unattributed", 1),
        (20261103, "unattributed", 0),
    ]


def test_rules_give_work_to_teams(ledger: Engine, studio: int) -> None:
    """Mara's work is the trailers team's, Ivo's the social team's, and the line without a key stays unattributed."""
    assert rule(ledger) == 2
    assert rows(ledger, TEAMS) == [(20261101, "trailers", 1), (20261102, "social", 1), (20261103, "unattributed", 0)]


def test_a_new_rule_moves_only_what_it_touches(ledger: Engine, studio: int) -> None:
    """Ivo goes to the trailers team: his day alone is rolled up again. The same rules again touch nothing."""
    rule(ledger)
    changed = [RULES[0], Rule(team="trailers", field="api_key", pattern="key-ivo")]
    assert rule(ledger, changed) == 1
    assert rows(ledger, TEAMS)[1] == (20261102, "trailers", 1)
    assert rule(ledger, changed) == 0


def test_no_sum_moves_with_the_rules(ledger: Engine, studio: int) -> None:
    """Whoever pays, the total is the same."""
    before = rows(ledger, "SELECT SUM(cost), SUM(pieces), SUM(seconds) FROM ledger")
    rule(ledger)
    assert rows(ledger, "SELECT SUM(cost), SUM(pieces), SUM(seconds) FROM ledger") == before


def test_rules_are_kept_in_their_order(ledger: Engine) -> None:
    """The first match wins, so their order is part of them; every change of them is in the audit."""
    rule(ledger)
    rule(ledger, RULES[::-1])
    with writing(ledger) as connection:
        assert stored_rules(connection) == list(RULES[::-1])
    assert [who for (who,) in rows(ledger, "SELECT who FROM audit")] == ["mara@studio.example"] * 2


def test_a_name_is_what_a_rule_looks_at(ledger: Engine, studio: int) -> None:
    """Once the provider says that a key is called trailers/mara, the rule for trailers/* places her work."""
    rule(ledger, [Rule(team="trailers", field="api_key", pattern="trailers/*")])
    keep(ledger, studio, named("mara", "trailers/mara"))
    with writing(ledger) as connection:
        moved = place_again(connection, studio)
        days = days_with(connection, studio, moved)
    assert (len(moved), days) == (1, {20261101})
    reckon_again(ledger, studio, days)
    assert rows(ledger, TEAMS)[0] == (20261101, "trailers", 1)


def test_a_name_counts_in_its_own_account(ledger: Engine, studio: int) -> None:
    """What another account calls a key says nothing of this one's."""
    other = account(ledger, "kling-brand", "kling")
    rule(ledger, [Rule(team="trailers", field="api_key", pattern="trailers/*")])
    keep(ledger, other, [*named("mara", "trailers/mara"), clip("t1", **MARA)])
    with writing(ledger) as connection:
        assert place_again(connection, studio) == {}
    assert rows(ledger, "SELECT COUNT(*) FROM ledger l JOIN team t ON t.id = l.team_id WHERE t.name = 'trailers'") == [
        (1,)
    ]


def test_an_account_may_have_a_default_team(ledger: Engine) -> None:
    """What no rule places is the default team's, and what one places is not."""
    number = account(ledger, "kling-brand", "kling", default_team="social")
    rule(ledger)
    keep(ledger, number, WORK)
    assert [team for _, team, _ in rows(ledger, TEAMS)] == ["trailers", "social", "social"]


def test_a_team_of_that_name_is_unattributed(ledger: Engine, studio: int) -> None:
    """A rule may say in so many words that nobody pays."""
    rule(ledger, [Rule(team="unattributed", field="api_key", pattern="*")])
    assert {team for _, team, _ in rows(ledger, TEAMS)} == {"unattributed"}
    assert rows(ledger, "SELECT COUNT(*) FROM team") == [(1,)]


def test_new_words_are_placed_and_old_ones_left(ledger: Engine, studio: int) -> None:
    """Asked to place what is new, only words that have no team get one."""
    known = [number for (number,) in rows(ledger, "SELECT facet_id FROM placement")]
    rule(ledger)
    with writing(ledger) as connection:
        place_new(connection, studio, known)
    keep(ledger, studio, [clip("t9", NOON + 3 * DAY, **MARA, mode="pro")])
    assert rows(ledger, TEAMS)[-1] == (20261104, "trailers", 1)
    assert facet(**MARA, mode="pro") != facet(**MARA)


def test_more_facets_than_a_question_can_name(ledger: Engine, studio: int) -> None:
    """Seventy thousand that might have moved, of which two are known: their days are found."""
    with writing(ledger) as connection:
        assert days_with(connection, studio, dict.fromkeys(range(70_000), EVER)) == {20261101, 20261102, 20261103}
        assert days_with(connection, studio, {}) == set()
