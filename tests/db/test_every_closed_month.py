"""Does a closed month stay what it was, whatever rule, name, price or rate changes, unless it is named?"""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from db.attribution import Rule
from db.closing import OPEN, Reach, close_months
from db.engine import writing
from db.facts import AnyFact, Name
from db.moves import Moved, watched
from db.placement import days_with, place_again
from db.reckon import reckon, reckon_open
from db.store import say
from tests.db.cast import GREENWICH, NOON, NOW, SOURCES, clip, everything, line, on_a_ledger, rows
from tests.db.changes import NOVEMBER, OCTOBER, SEPTEMBER, new_prices, new_rates, new_rules, unchanged_by_a_rebuild
from tests.db.invented import invent, words

MONTHS = st.sampled_from([NOON - timedelta(60), NOON - timedelta(59), NOON - timedelta(30), NOON, NOON + timedelta(2)])
few = settings(on_a_ledger, max_examples=15)
work = st.builds(
    lambda name, at, said, stated: clip(f"t{name}", at, stated=stated, **said),
    st.integers(1, 9), MONTHS, words, st.none() | st.just(Decimal("0.7")),
)  # fmt: skip
lines = st.builds(
    lambda name, at, amount, said: line(f"b{name}", str(amount), at, **said),
    st.integers(1, 9), MONTHS, st.integers(-3, 9), words,
)  # fmt: skip
history = st.lists(st.one_of(work, lines), min_size=1, max_size=14)
rules = st.lists(
    st.builds(
        lambda team, field, pattern: Rule(team=team, field=field, pattern=pattern),
        st.sampled_from(["trailers", "social", "product"]),
        st.sampled_from(["api_key", "model", "account"]),
        st.sampled_from(["*", "key-mara", "key-ivo", "kling*", "sora-2", "mara"]),
    ),
    max_size=4,
)
closing = st.sampled_from([0, 20261001, 20261101])
named = st.sampled_from([OPEN, Reach(frozenset({SEPTEMBER})), Reach(frozenset({OCTOBER})), Reach(everything=True)])
SHOWN = ("ledger", "daily", "bill")


def of_month(ledger: Engine, account_id: int, month: int) -> list[list[tuple[Any, ...]]]:
    """All that is shown of an account's month."""
    asked = "SELECT * FROM {} WHERE account_id = :number AND day / 100 = :month"
    return [sorted(rows(ledger, asked.format(table), number=account_id, month=month), key=repr) for table in SHOWN]


def closed_for(opens: int, reach: Reach) -> list[int]:
    """The months that may not move."""
    return [month for month in (SEPTEMBER, OCTOBER, NOVEMBER) if month < opens // 100 and not reach.names(month)]


def started(ledger: Engine, facts: list[AnyFact], opens: int) -> tuple[str, int]:
    """An account with these facts, rules in force, and the months before that day closed, days and all."""
    ((seller, number),) = invent(ledger, facts, closed_before=opens).items()
    with writing(ledger) as connection:
        close_months(connection, number, opens)
    return seller, number


def forget_rates(ledger: Engine) -> None:
    """As few rates as before, for the next example."""
    with writing(ledger) as connection:
        connection.exec_driver_sql("DELETE FROM fx")


@few
@given(facts=history, opens=closing, reach=named, said=st.lists(rules, min_size=1, max_size=3))
def test_rules_never_move_a_closed_month(
    ledger: Engine, facts: list[AnyFact], opens: int, reach: Reach, said: list[list[Rule]]
) -> None:
    """Whatever rules come one after the other; the total never moves; a rebuild after all that changes nothing."""
    _, number = started(ledger, facts, opens)
    stay = {month: of_month(ledger, number, month) for month in closed_for(opens, reach)}
    total = rows(ledger, "SELECT SUM(cost), SUM(billed), SUM(pieces) FROM ledger WHERE account_id = :n", n=number)
    for some in said:
        with writing(ledger) as connection:
            new_rules(connection, some, reach)
    assert {month: of_month(ledger, number, month) for month in stay} == stay
    asked = "SELECT SUM(cost), SUM(billed), SUM(pieces) FROM {} WHERE account_id = :n"
    assert [rows(ledger, asked.format(table), n=number) for table in ("ledger", "daily")] == [total, total]
    unchanged_by_a_rebuild(ledger)


@few
@given(facts=history, opens=closing, reach=named)
def test_prices_and_rates_never_move_a_closed_month(
    ledger: Engine, facts: list[AnyFact], opens: int, reach: Reach
) -> None:
    """Dearer, cheaper, known at last, dated back; bills stay settled; a rebuild after all that changes nothing."""
    seller, number = started(ledger, facts, opens)
    stay = {month: of_month(ledger, number, month) for month in closed_for(opens, reach)}
    with writing(ledger) as connection:
        new_prices(connection, seller, number, reach)
        new_rates(connection, reach)
        reckon_open(connection, currency="USD", now=NOW)
    assert {month: of_month(ledger, number, month) for month in stay} == stay
    assert not rows(ledger, "SELECT * FROM bill WHERE lines <> settled")
    unchanged_by_a_rebuild(ledger)
    forget_rates(ledger)


@few
@given(facts=history, opens=closing, reach=named, said=rules)
def test_a_preview_is_what_then_happens(
    ledger: Engine, facts: list[AnyFact], opens: int, reach: Reach, said: list[Rule]
) -> None:
    """It leaves every row as it was, and what it tells of rules, prices and rates is what they then move."""
    seller, number = started(ledger, facts, opens)
    before, told = everything(ledger), []
    for keeps in (False, True):
        with writing(ledger, keep=keeps) as connection, watched(connection) as moves:
            new_rules(connection, said, reach)
            new_prices(connection, seller, number, reach)
            new_rates(connection, reach)
        told.append(moves.rows)
        assert keeps or everything(ledger) == before
    assert told[0] == told[1]
    assert {one.place.month for one in told[1] if one.closed} <= {*range(202601, 202613)} - {*closed_for(opens, reach)}
    difference_of(told[1], before, everything(ledger))
    forget_rates(ledger)


def difference_of(told: Sequence[Moved], before: dict[str, Any], after: dict[str, Any]) -> None:
    """What is told to have moved adds up to the difference of the totals."""
    cost = [sum((getattr(one, when).cost or 0) for one in told) for when in ("before", "after")]
    whole = [
        sum(row[10] or 0 for row in rows_of["daily"] if row[5] not in ("tax", "purchase"))
        for rows_of in (before, after)
    ]
    assert cost[1] - cost[0] == whole[1] - whole[0]


@few
@given(facts=history, opens=closing)
def test_names_never_move_a_closed_month(ledger: Engine, facts: list[AnyFact], opens: int) -> None:
    """A key called otherwise gives only the work of open months to another team."""
    _, number = started(ledger, facts, opens)
    stay = {month: of_month(ledger, number, month) for month in closed_for(opens, OPEN)}
    with writing(ledger) as connection:
        say(connection, number, [Name(kind="api_key", id="key-mara", name="key-ivo")], SOURCES, GREENWICH)
        days = days_with(connection, number, place_again(connection, number))
        assert all(day >= opens for day in days)
        reckon(connection, number, days, currency="USD", closed_before=opens, now=NOW)
    assert {month: of_month(ledger, number, month) for month in stay} == stay
    open_teams = "SELECT COUNT(*) FROM ledger l JOIN facet f ON f.id = l.facet_id JOIN team t ON t.id = l.team_id"
    asked = (
        f"{open_teams} WHERE l.account_id = :n AND l.day >= :opens AND f.api_key = 'key-mara' AND t.name = 'trailers'"
    )
    assert rows(ledger, asked, n=number, opens=opens) == [(0,)]
