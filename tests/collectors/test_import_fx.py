"""A bill in euros: converted at the bank's rates, then at the company's own; and whose they are is told."""

from datetime import date
from pathlib import Path

import pytest

from collectors.exchange import keep_rates
from dashboard.view import Narrowing, View
from db.engine import Engine
from db.rates import ECB, RateSource
from tests.collectors.files.bills import line
from tests.collectors.post import NOON, Post

HEADER = "day,currency,into,rate"
OWN = "2026-09-01,EUR,USD,1.2"


@pytest.fixture
def post(ledger: Engine, tmp_path: Path) -> Post:
    """A bill of 1.25 euros on each of three days: two in September, which is closed by then, and one in 2099, which
    no rate reaches."""
    filled = Post(ledger, tmp_path)
    days = ("2026-09-01", "2026-09-02", "2099-11-20")
    euros = [line(ChargePeriodStart=f"{day}T00:00:00Z", BillingCurrency="EUR") for day in days]
    filled.bring(filled.bill("bill.csv", *euros))
    return filled


def converted(post: Post) -> list[tuple[object, ...]]:
    """Day, euros and dollars."""
    return post.rows("SELECT day, billed, cost FROM ledger ORDER BY day")


def seen(post: Post, since: date, until: date) -> View:
    """Those days, as a screen sees them."""
    return View(post.ledger, Narrowing(since, until))


def test_a_bill_is_converted_at_the_banks_rate_of_its_day(post: Post) -> None:
    """1.25 × 1.1590 = 1.44875 on the first; × 1.1578 = 1.44725 on the second; the third is not converted."""
    assert converted(post) == [
        (20260901, 1_250_000_000, 1_448_750_000),
        (20260902, 1_250_000_000, 1_447_250_000),
        (20991120, 1_250_000_000, None),
    ]


def test_an_own_rate_counts_before_the_banks(post: Post) -> None:
    """1.25 × 1.2 = 1.50 on both days of September, though the bank has a later one of the second."""
    done = post.table("fx", HEADER, OWN, closed=("all",))
    assert (done.rows, done.new, done.changed, done.unchanged, done.days) == (1, 1, 0, 0, 2)
    assert [cost for _, _, cost in converted(post)] == [1_500_000_000, 1_500_000_000, None]
    assert post.rows("SELECT who, what, after FROM audit WHERE what = 'exchange rates'") == [
        ("import fx", "exchange rates", "1 new, 0 changed, 0 taken back")
    ]


def test_a_closed_month_keeps_its_rate(post: Post) -> None:
    """Without its name September stays as the bank had it, which a sentence says; named later, it moves."""
    before = converted(post)
    done = post.table("fx", HEADER, OWN)
    assert converted(post) == before
    assert (done.new, done.days, done.moved) == (1, 0, [])
    assert done.notes == [
        "Closed months keep the rates they were converted at: 2026-09; --closed-month YYYY-MM (or all) moves them too"
    ]
    named = post.table("fx", HEADER, OWN, closed=("2026-09",))
    assert (named.unchanged, named.days) == (1, 2)
    assert [cost for _, _, cost in converted(post)] == [1_500_000_000, 1_500_000_000, None]
    told = "SELECT before, after FROM audit WHERE what LIKE 'closed month 2026-09 of % moved by name'"
    assert post.rows(told) == [("unattributed 2.896", "unattributed 3")]


def test_the_same_rates_again_change_nothing(post: Post) -> None:
    """Neither a company's own nor the bank's: no row of any table is other than before."""
    post.table("fx", HEADER, OWN, closed=("all",))
    before = post.everything()
    assert post.table("fx", HEADER, OWN, closed=("all",)).unchanged == 1
    assert keep_rates(post.ledger, post.settings, NOON) == 0
    assert post.everything() == before


def test_an_own_rate_is_taken_back(post: Post) -> None:
    """With --replace, what the file lacks is gone, and the bank's counts again."""
    before = converted(post)
    post.table("fx", HEADER, OWN, closed=("all",))
    done = post.table("fx", HEADER, "2099-11-01,EUR,USD,1.3", replace=True, closed=("all",))
    assert (done.new, done.gone) == (1, 1)
    assert converted(post)[:2] == before[:2]
    assert converted(post)[2] == (20991120, 1_250_000_000, 1_625_000_000)  # 1.25 × 1.3


def test_rates_into_another_currency_are_told_of(post: Post) -> None:
    """The ledger is in dollars; a rate into yuan is kept and helps nobody."""
    done = post.table("fx", HEADER, "2026-09-01,EUR,CNY,7.8")
    assert done.notes == ["rates into CNY are kept but not used: the ledger is in USD"]
    assert done.days == 0


def test_a_view_tells_whose_rates_it_is_converted_at(post: Post) -> None:
    """September at the bank's and then the company's as well; where nothing was converted, at nobody's."""
    september = seen(post, date(2026, 9, 1), date(2026, 9, 3))
    assert september.provenance().rates == (RateSource("EUR", ECB, date(2026, 9, 2)),)
    post.table("fx", HEADER, OWN, closed=("all",))
    own = RateSource("EUR", "imported", date(2026, 9, 1))
    assert september.provenance().rates == (RateSource("EUR", ECB, date(2026, 9, 2)), own)
    later = seen(post, date(2099, 11, 1), date(2099, 12, 1)).provenance()
    assert (later.rates, str(later.unconverted)) == ((), "1.25")


def test_a_ledger_in_one_currency_has_no_rates(ledger: Engine, tmp_path: Path) -> None:
    """Nobody's rates are brought in where nothing needs them."""
    plain = Post(ledger, tmp_path)
    plain.bring(plain.bill("bill.csv", line()))
    assert plain.rows("SELECT * FROM fx") == []
    assert View(plain.ledger, Narrowing(date.min, date.max)).provenance().rates == ()
