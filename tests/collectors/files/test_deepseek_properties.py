"""Whatever a month of DeepSeek looks like: the total is what was paid, and saying it again changes nothing."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from db.engine import Engine
from db.money import to_nano
from tests.collectors.files.exports import HIT, MISS, OUT, Console, Lines, paid, used
from tests.db.cast import on_a_ledger

NUMBERS = count(1)
FIRST = date(2026, 9, 11)
days = st.integers(0, 3).map(lambda n: (FIRST + timedelta(n)).isoformat())
prices = st.sampled_from(["0.000000003", "1.5e-7", "0.0000006", "0.0000012", "3.3e-7"])
amounts = st.tuples(
    days,
    st.sampled_from(["trailers-plan", "social-plan", "test bench"]),
    st.sampled_from([HIT, MISS, OUT, "request_count", "search_count"]),
    prices,
    st.integers(0, 10**9),
)
wallets = st.tuples(
    st.sampled_from(["Paid", "granted"]), st.sampled_from(["USD", "CNY"]), st.decimals(0, 10**6, places=10)
)


Said = list[tuple[str, str, str, str, int]]
Purse = list[tuple[str, str, Decimal]]


def rows_of(said: Said, purse: Purse) -> tuple[Lines, Lines]:
    """Both CSVs: every day that was used has the same costs."""
    every = sorted({day for day, *_ in said})
    costs = [paid(day, str(cost), wallet, code) for day in every for wallet, code, cost in purse]
    return [used(*row) for row in said], costs


@on_a_ledger
@given(said=st.lists(amounts, min_size=1, max_size=20), purse=st.lists(wallets, min_size=1, max_size=3))
def test_the_total_is_what_was_paid(ledger: Engine, tmp_path: Path, said: Said, purse: Purse) -> None:
    """In each currency, with any prices, wallets and keys; again, as one or as two files, it changes no row."""
    console, whose = Console(ledger, tmp_path, accounts=()), f"deepseek-{next(NUMBERS)}"
    amounts, costs = rows_of(said, purse)
    console.bring(console.export("month.zip", amounts, costs), account=whose)
    due = defaultdict[str, int](int)
    for row in costs:
        due[row["currency"]] += to_nano(Decimal(row["cost"]))
    bills = f"FROM bill b JOIN account a ON a.id = b.account_id WHERE a.name = '{whose}'"
    sums = console.rows(f"SELECT currency, SUM(lines), SUM(settled) {bills} GROUP BY currency")
    assert {currency: int(lines) for currency, lines, _ in sums if lines} == {code: n for code, n in due.items() if n}
    assert console.rows(f"SELECT COUNT(*) {bills} AND lines <> settled") == [(0,)]
    halves = [console.half("amount.csv", amounts), console.half("cost.csv", costs)]
    for files in ([console.export("again.zip", amounts, costs)], halves):
        done = console.bring(*files, account=whose)
        assert (done.new, done.changed, done.gone, done.days) == (0, 0, 0, 0)
