"""Does history keep its price, and does a later truth leave a trace? (Promise 6)"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from db.engine import writing
from db.facts import AnyFact, Price
from db.reckon import reckon
from db.rollup import days_to_close, first_open_day
from tests.db.cast import IVO, MARA, NOW, SORA, account, clip, keep, line, on_a_ledger, price, reckon_again, rows, rule
from tests.db.invented import DAYS, PAST, bills, invent

CLOSED = "SELECT * FROM usage WHERE day < :past AND stream_id IN (SELECT id FROM stream WHERE account_id = :number)"
SUMS = "SELECT * FROM {} WHERE day < :past AND account_id = :number"
new_prices = st.lists(
    st.tuples(
        st.sampled_from(["0.01", "9"]),
        st.sampled_from([date(2026, 1, 1), date(2026, 11, 1), date(2026, 11, 3)]),
        st.sampled_from([{}, SORA, {"model": "", "endpoint": "sku-1"}, {"audio": "on"}, {"unit": "clip"}]),
    ),
    max_size=6,
)


def closed_part(ledger: Engine, number: int, past: int) -> list[list[tuple[object, ...]]]:
    """All that is stored and shown of an account's days before `past`."""
    shown = [SUMS.format(table) for table in ("ledger", "daily", "bill")]
    return [sorted(rows(ledger, sql, number=number, past=past), key=repr) for sql in (CLOSED, *shown)]


@on_a_ledger
@given(facts=bills, closed_before=st.sampled_from([20261102, PAST]), said=new_prices)
def test_no_price_moves_a_closed_day(
    ledger: Engine, facts: list[AnyFact], closed_before: int, said: list[tuple[str, date, dict[str, str]]]
) -> None:
    """Corrected, added, dated back, more precise: what closed days cost, also at list price, stays what it was."""
    ((seller, number),) = invent(ledger, facts, closed_before=closed_before).items()
    before = closed_part(ledger, number, closed_before)
    news: list[AnyFact] = [price(amount, since, seller=seller, **words) for amount, since, words in said]
    keep(ledger, number, news)
    reckon_again(ledger, number, DAYS, closed_before=closed_before)
    assert closed_part(ledger, number, closed_before) == before
    assert not rows(ledger, "SELECT * FROM audit WHERE what LIKE 'closed day%'")


@pytest.fixture
def studio(ledger: Engine) -> int:
    """An account with a closed day: Mara's clip billed at 0.63, Ivo's never billed; a second is 0.10."""
    rule(ledger)
    number = account(ledger)
    facts = [price("0.10"), clip("t1", **MARA), clip("t2", **IVO), line("b1", "0.63", pays_for="t1", **MARA)]
    keep(ledger, number, facts, closed_before=20261102)
    return number


def cost_of(ledger: Engine, name: str) -> tuple[object, ...]:
    """Billed, cost, list cost, worth and basis of a piece of work."""
    asked = "SELECT billed, cost, list_cost, worth, basis FROM usage WHERE external_id = :name"
    return rows(ledger, asked, name=name)[0]


def test_work_never_billed_costs_nothing_and_keeps_its_worth(ledger: Engine, studio: int) -> None:
    """Ivo's five seconds at 0.10 were worth 0.50 and cost 0; the bill of 0.63 is Mara's alone."""
    assert cost_of(ledger, "t1") == (630_000_000, 630_000_000, 500_000_000, None, "billed")
    assert cost_of(ledger, "t2") == (0, 0, 500_000_000, 500_000_000, "billed")
    assert rows(ledger, "SELECT lines, settled, closed FROM bill") == [(630_000_000, 630_000_000, True)]


def test_a_late_line_moves_a_closed_day_and_is_told(ledger: Engine, studio: int) -> None:
    """A line of 0.20 for Ivo's clip arrives after the day has closed: the audit has the teams before and after."""
    keep(ledger, studio, [line("b2", "0.20", pays_for="t2", **IVO)], closed_before=20261102)
    assert cost_of(ledger, "t2")[:2] == (200_000_000, 200_000_000)
    told = "SELECT who, what, before, after FROM audit WHERE what LIKE 'closed day%'"
    assert rows(ledger, told) == [
        ("collection", "closed day 20261101 of fal-studio settled anew", "social 0, trailers 0.63",
         "social 0.2, trailers 0.63"),
    ]  # fmt: skip


def test_a_late_line_is_told_where_no_line_ever_was(ledger: Engine) -> None:
    """A day on which nothing was billed closes as well, so its first late line is told."""
    number = account(ledger)
    keep(ledger, number, [clip("t1", stated=None)], closed_before=20261102)
    assert rows(ledger, "SELECT currency, lines, settled, closed FROM bill") == [("USD", 0, 0, True)]
    keep(ledger, number, [line("b1", "0.63")], closed_before=20261102)
    assert rows(ledger, "SELECT before, after FROM audit") == [("unattributed 0", "unattributed 0.63")]


def test_a_late_line_without_a_rate_is_told(ledger: Engine, studio: int) -> None:
    """7 yuan on a closed day change no sum in dollars, and are told as not converted."""
    keep(ledger, studio, [line("b3", "7", currency="CNY", **MARA)], closed_before=20261102)
    after = "social 0, trailers 0.63 and 7 not converted"
    assert rows(ledger, "SELECT after FROM audit WHERE what LIKE 'closed%'") == [(after,)]


def test_a_late_line_that_moves_no_team_is_not_told(ledger: Engine, studio: int) -> None:
    """Said again, the line of 0.63 changes nothing, and the audit stays silent."""
    keep(ledger, studio, [line("b1", "0.63", pays_for="t1", **MARA)], closed_before=20261102)
    assert not rows(ledger, "SELECT * FROM audit WHERE what LIKE 'closed day%'")


def test_corrected_work_is_priced_anew(ledger: Engine, studio: int) -> None:
    """Ivo's clip had eight seconds after all, so it was worth 0.80; Mara's is as it was."""
    keep(ledger, studio, [clip("t2", seconds="8", **IVO)], closed_before=20261102)
    assert cost_of(ledger, "t2") == (0, 0, 800_000_000, 800_000_000, "billed")
    assert cost_of(ledger, "t1")[2] == 500_000_000


def test_a_day_that_closes_is_reckoned_once_more(ledger: Engine) -> None:
    """Open, Ivo's clip is estimated at 0.50; the day is due to close, and then it costs nothing."""
    number = account(ledger)
    keep(ledger, number, [price("0.10"), clip("t2", **IVO)])
    assert cost_of(ledger, "t2") == (500_000_000, 500_000_000, 500_000_000, None, "estimated")
    with writing(ledger) as connection:
        assert days_to_close(connection, number, 20261101) == set()
        assert days_to_close(connection, number, 20261102) == {20261101}
        assert first_open_day(connection, number) == 0
        reckon(connection, number, {20261101}, currency="USD", closed_before=20261102, now=NOW)
        assert days_to_close(connection, number, 20261102) == set()
        assert 20261101 < first_open_day(connection, number) <= 20261102
    assert cost_of(ledger, "t2") == (0, 0, 500_000_000, 500_000_000, "billed")


def test_where_no_bill_can_be_asked_for_no_day_closes(ledger: Engine) -> None:
    """Work of an account without bills stays estimated, however old it is."""
    number = account(ledger, bills=False)
    keep(ledger, number, [price("0.10"), clip("t2", **IVO)], closed_before=PAST)
    assert cost_of(ledger, "t2")[-1] == "estimated"
    assert rows(ledger, "SELECT closed FROM bill") == [(False,)]


def test_a_price_may_move_an_open_day(ledger: Engine) -> None:
    """As long as the day is open, a corrected price is the price: 5 s at 0.20 are 1.00."""
    number = account(ledger)
    keep(ledger, number, [price("0.10"), clip("t1")])
    corrected: Price = price("0.20")
    keep(ledger, number, [corrected])
    reckon_again(ledger, number, [20261101])
    assert cost_of(ledger, "t1") == (10**9, 10**9, 10**9, None, "estimated")
