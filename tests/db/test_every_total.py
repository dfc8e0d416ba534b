"""Is every total the bill, do all parts add up, and is the unknown never zero? (Promises 1, 2 and 5)"""

from collections.abc import Sequence

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from db.facts import AnyFact
from db.ledger import DIMENSIONS, SUMS, Asked, totals
from tests.db.cast import everything, on_a_ledger, reckon_again, rows
from tests.db.invented import DAYS, PAST, bills, closing, invent

LINES = """
SELECT c.day, f.currency, SUM(c.amount)
FROM (SELECT day, stream_id, facet_id, amount FROM charge
      UNION ALL SELECT day, stream_id, facet_id, line FROM usage WHERE line IS NOT NULL) c
JOIN facet f ON f.id = c.facet_id JOIN stream s ON s.id = c.stream_id
WHERE s.account_id = :number AND f.category NOT IN ('tax', 'purchase') GROUP BY c.day, f.currency
"""
APART = LINES.replace("NOT IN", "IN")
STORED = "FROM {} r JOIN stream s ON s.id = r.stream_id JOIN facet f ON f.id = r.facet_id WHERE s.account_id = :number"
USAGE_ONLY = "AND f.category NOT IN ('tax', 'purchase')"
two = st.lists(bills, min_size=2, max_size=2)
some = st.lists(st.sampled_from(DIMENSIONS), max_size=4, unique=True)


def summed(frame: pd.DataFrame) -> dict[str, int | None]:
    """Each sum over all rows; None where nothing is known."""
    added = frame[list(SUMS)].sum(min_count=1)
    return {name: None if pd.isna(added[name]) else int(added[name]) for name in SUMS}


def of(accounts: dict[str, int], **more: object) -> Asked:
    """These accounts over all the days there are."""
    return Asked(DAYS[0], PAST, {"account": list(accounts)} | more)  # type: ignore[arg-type]  # words by dimension


@on_a_ledger
@given(facts=bills, closed_before=closing)
def test_the_total_is_the_bill(ledger: Engine, facts: list[AnyFact], closed_before: int) -> None:
    """For every day and currency: what was settled is what the lines say, whatever they say, to the nano-unit."""
    ((_, number),) = invent(ledger, facts, closed_before=closed_before).items()
    bill = rows(ledger, "SELECT day, currency, lines, apart, settled FROM bill WHERE account_id = :n", n=number)
    lines, apart = (
        {(day, currency): amount for day, currency, amount in rows(ledger, sql, number=number)}
        for sql in (LINES, APART)
    )
    for day, currency, billed, aside, settled in bill:
        assert settled == billed == lines.pop((day, currency), 0)
        assert aside == apart.pop((day, currency), 0)
    assert not lines
    assert not apart


@on_a_ledger
@given(facts=two, closed_before=closing, by=some)
def test_parts_add_up(ledger: Engine, facts: list[list[AnyFact]], closed_before: int, by: Sequence[str]) -> None:
    """However they are grouped, every sum over the parts is that of the whole."""
    asked = of(invent(ledger, *facts, closed_before=closed_before))
    whole = summed(totals(ledger, (), asked))
    for grouping in (by, ("team",), ("account",), ("day",), ("day", "status"), ("month", "tier")):
        assert summed(totals(ledger, grouping, asked)) == whole


@on_a_ledger
@given(facts=two, name=st.sampled_from([name for name in DIMENSIONS if name != "account"]), data=st.data())
def test_filters_add_up(ledger: Engine, facts: list[list[AnyFact]], name: str, data: st.DataObject) -> None:
    """What a filter lets through and what it holds back are together the whole, in any grouping."""
    accounts = invent(ledger, *facts)
    words = totals(ledger, (name,), of(accounts))[name].tolist()
    held = data.draw(st.sets(st.sampled_from(words))) if words else set()
    parts = [totals(ledger, ("team",), of(accounts, **{name: kept})) for kept in (held, set(words) - held)]
    assert summed(pd.concat(parts)) == summed(totals(ledger, (), of(accounts)))


@on_a_ledger
@given(facts=bills, closed_before=closing)
def test_the_roll_up_is_its_rows(ledger: Engine, facts: list[AnyFact], closed_before: int) -> None:
    """Cost, seconds and clips of both grains are those of the stored work and of the lines that stand alone."""
    ((name, number),) = invent(ledger, facts, closed_before=closed_before).items()
    sums = "SUM(r.seconds), SUM(r.clips), SUM(r.list_cost), SUM(r.worth), SUM(r.cost), SUM(r.billed), COUNT(*)"
    ((*made, cost, billed, pieces),) = rows(ledger, f"SELECT {sums} {STORED.format('usage')}", number=number)
    lonely = f"SELECT SUM(r.cost), SUM(r.amount), SUM(r.list_cost) {STORED.format('charge')} AND r.alone = 1"
    ((alone, alone_billed, alone_listed),) = rows(ledger, lonely, number=number)
    expected = [*made, _added(cost, alone), _added(billed, alone_billed), pieces or None]
    expected[2] = _added(expected[2], alone_listed)
    for grain in ((), ("status",)):
        asked = Asked(DAYS[0], PAST, {"account": [name]}, apart=True)
        found = summed(totals(ledger, grain, asked))
        names = ("seconds", "clips", "list_cost", "worth", "cost", "billed", "pieces")
        assert [found[sum_] or None for sum_ in names] == [known or None for known in expected]


def _added(*parts: int | None) -> int | None:
    known = [int(part) for part in parts if part is not None]
    return sum(known) if known else None


@on_a_ledger
@given(facts=bills, closed_before=closing)
def test_the_unknown_is_counted_and_never_zero(ledger: Engine, facts: list[AnyFact], closed_before: int) -> None:
    """Work without a price, without seconds or without a rate has no number there, and is counted as such."""
    accounts = invent(ledger, facts, closed_before=closed_before)
    ((_, number),) = accounts.items()
    asked = f"SELECT r.seconds, r.clips, r.billed, r.cost, r.basis, f.currency, r.day {STORED.format('usage')}"
    work = rows(ledger, asked, number=number)
    unpriced = [(billed, cost) for *_, billed, cost, basis, _, _ in work if basis == "unpriced"]
    assert set(unpriced) <= {(None, None)}
    found = summed(totals(ledger, (), of(accounts)))
    assert (found["unpriced"] or 0) == len(unpriced)
    assert (found["untimed"] or 0) == sum(clips for seconds, clips, *_ in work if seconds is None)
    alone = f"SELECT r.amount, r.cost {STORED.format('charge')} AND r.alone = 1 {USAGE_ONLY}"
    billed_anyhow = [row[2:4] for row in work] + rows(ledger, alone, number=number)
    assert (found["unconverted"] or 0) == sum(billed or 0 for billed, cost in billed_anyhow if cost is None)
    for *_, billed, cost, basis, currency, day in work:
        known = currency == "USD" or (currency == "EUR" and day >= 20261102)
        assert basis in ("unpriced", "estimated") or not billed or (cost is not None) == known


@on_a_ledger
@given(facts=bills, closed_before=closing)
def test_reckoning_again_changes_nothing(ledger: Engine, facts: list[AnyFact], closed_before: int) -> None:
    """All days once more from the same rows give the same ledger, and the audit has nothing to say."""
    ((_, number),) = invent(ledger, facts, closed_before=closed_before).items()
    before = everything(ledger)
    reckon_again(ledger, number, DAYS, closed_before=closed_before)
    assert everything(ledger) == before
