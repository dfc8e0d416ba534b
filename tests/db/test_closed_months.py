"""What moves a closed month, and what is then told, by hand."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from db.attribution import Rule
from db.closing import OPEN, Reach, close_months
from db.engine import writing
from db.rebuild import rebuild
from db.reckon import reckon_open
from tests.db.cast import GREENWICH, IVO, MARA, NOON, NOW, clip, fresh, keep, line, price, rows
from tests.db.changes import OCTOBER, new_prices, new_rates, new_rules, unchanged_by_a_rebuild

MONTH = timedelta(30)
SOCIAL = [Rule(team="social", field="api_key", pattern="key-mara")]
TEAMS = "SELECT l.day, t.name, l.cost, l.list_cost FROM ledger l JOIN team t ON t.id = l.team_id ORDER BY l.day, t.name"
TOLD = "SELECT who, what, before, after FROM audit WHERE what LIKE 'closed%' ORDER BY id"


@pytest.fixture
def studio(ledger: Engine) -> int:
    """Mara's clip of five seconds on 2 October is billed at 0.63; at list price it was 0.50. October is closed."""
    (name, number), at = fresh(ledger), NOON - MONTH
    facts = [price("0.10", seller=name), clip("t1", at, **MARA), line("b1", "0.63", at, pays_for="t1", **MARA)]
    keep(ledger, number, facts, closed_before=20261115)
    with writing(ledger) as connection:
        new_rules(connection, [Rule(team="trailers", field="api_key", pattern="key-mara")], Reach(everything=True))
        close_months(connection, number, 20261115)
    return number


def test_new_work_of_old_words_follows_the_rule_of_its_month(ledger: Engine, studio: int) -> None:
    """Mara works for social since November: what she made in October, known only now, is still the trailers'."""
    with writing(ledger) as connection:
        new_rules(connection, SOCIAL, OPEN)
    late = [clip("t2", NOON - timedelta(29), stated=Decimal(1), **MARA), clip("t3", NOON, stated=Decimal(2), **MARA)]
    keep(ledger, studio, late, closed_before=20261115)
    assert [row[:2] for row in rows(ledger, TEAMS)] == [
        (20261002, "trailers"), (20261003, "trailers"), (20261101, "social"),
    ]  # fmt: skip


def test_new_words_in_a_closed_month_follow_the_rules_in_force(ledger: Engine, studio: int) -> None:
    """Nobody had decided about Ivo's work, so the rule of today places it."""
    with writing(ledger) as connection:
        new_rules(connection, [Rule(team="social", field="api_key", pattern="key-ivo")], OPEN)
    keep(ledger, studio, [clip("t2", NOON - MONTH, stated=Decimal(1), **IVO)], closed_before=20261115)
    assert [row[:2] for row in rows(ledger, TEAMS)] == [(20261002, "social"), (20261002, "trailers")]


def test_a_month_moved_by_name_is_in_the_audit(ledger: Engine, studio: int) -> None:
    """October goes to social once it is named: the audit has the rules, and the month with both teams' sums."""
    with writing(ledger) as connection:
        new_rules(connection, SOCIAL, OPEN)
    assert not [what for _, what, _, _ in rows(ledger, TOLD) if what.endswith("moved by name")]
    with writing(ledger) as connection:
        new_rules(connection, SOCIAL, Reach(frozenset({OCTOBER})))
    assert rows(ledger, TEAMS) == [(20261002, "social", 630_000_000, 500_000_000)]
    name = rows(ledger, "SELECT name FROM account WHERE id = :n", n=studio)[0][0]
    assert rows(ledger, TOLD)[-1] == (
        "import rules", f"closed month 2026-10 of {name} moved by name", "trailers 0.63", "social 0.63",
    )  # fmt: skip
    unchanged_by_a_rebuild(ledger)


def test_a_month_is_priced_anew_by_name(ledger: Engine, studio: int) -> None:
    """At 0.90 the five seconds are 4.50 at list price once October is named, and cost 0.63 as billed all along."""
    seller = rows(ledger, "SELECT name FROM account WHERE id = :n", n=studio)[0][0]
    for reach, listed in ((OPEN, 500_000_000), (Reach(frozenset({OCTOBER})), 4_500_000_000)):
        with writing(ledger) as connection:
            new_prices(connection, seller, studio, reach)
        assert rows(ledger, TEAMS) == [(20261002, "trailers", 630_000_000, listed)]
    unchanged_by_a_rebuild(ledger)


def test_a_month_is_converted_by_name(ledger: Engine) -> None:
    """Seven yuan at 0.14 are 0.98 dollars, in October only once it is named, in November at once."""
    _, number = fresh(ledger)
    money = [line(f"b{n}", "7", at, currency="CNY") for n, at in enumerate([NOON - MONTH, NOON])]
    keep(ledger, number, money, closed_before=20261115)
    with writing(ledger) as connection:
        close_months(connection, number, 20261115)
    asked = "SELECT day, cost FROM ledger ORDER BY day"
    for reach, october in ((OPEN, None), (Reach(frozenset({OCTOBER})), 980_000_000)):
        with writing(ledger) as connection:
            new_rates(connection, reach)
        assert rows(ledger, asked) == [(20261002, october), (20261101, 980_000_000)]
        unchanged_by_a_rebuild(ledger)
    assert [row[2:] for row in rows(ledger, TOLD)][-1] == ("unattributed 0 and 7 not converted", "unattributed 0.98")


def test_without_bills_an_old_estimate_stays(ledger: Engine) -> None:
    """Where no bill is asked for, a closed month keeps its estimate of 0.50; an open one is 4.50 from now on."""
    name, number = fresh(ledger, bills=False)
    keep(ledger, number, [price("0.10", seller=name), clip("t1", NOON - timedelta(60)), clip("t2", NOON)])
    with writing(ledger) as connection:
        close_months(connection, number, 20261001)
        new_prices(connection, name, number, OPEN)
        reckon_open(connection, currency="USD", now=NOW)
    assert rows(ledger, "SELECT day, cost FROM ledger ORDER BY day") == [
        (20260902, 500_000_000),
        (20261101, 4_500_000_000),
    ]
    unchanged_by_a_rebuild(ledger)


def test_a_rebuild_moves_what_is_named(ledger: Engine, studio: int) -> None:
    """The rules of today hold for October as well when the rebuild names it; the next rebuild changes nothing."""
    with writing(ledger) as connection:
        new_rules(connection, SOCIAL, OPEN)
    unchanged_by_a_rebuild(ledger)
    rebuild(ledger, currency="USD", zone=GREENWICH, now=NOW, reach=Reach(frozenset({OCTOBER})))
    assert rows(ledger, TEAMS) == [(20261002, "social", 630_000_000, 500_000_000)]
    assert rows(ledger, TOLD)[-1][2:] == ("trailers 0.63", "social 0.63")
    unchanged_by_a_rebuild(ledger)
