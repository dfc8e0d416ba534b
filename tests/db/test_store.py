"""Does saying a fact twice change nothing, and saying it differently change it once? (Promise 3)"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from db.bill_lines import forget_lines, stored_lines
from db.engine import writing
from db.facts import AnyFact, Source
from db.store import say
from tests.db.cast import (
    GREENWICH,
    IVO,
    MARA,
    NOON,
    account,
    clip,
    everything,
    facet,
    fresh,
    keep,
    line,
    on_a_ledger,
    price,
    rows,
)

amounts = st.decimals(-5, 500, places=11).map(str)
times = st.datetimes(datetime(2026, 11, 1), datetime(2026, 11, 4), timezones=st.just(UTC))  # noqa: DTZ001  # bounds
keys = st.sampled_from([MARA, IVO])
clips = st.builds(
    lambda name, at, seconds, stated, key: clip(f"t{name}", at, seconds, stated=stated, **key),
    st.integers(1, 30),
    times,
    st.none() | st.integers(0, 60).map(str),
    st.none() | st.integers(0, 9).map(Decimal),
    keys,
)
lines = st.builds(
    lambda name, at, amount, source, key: line(f"b{name}", amount, at, source=source, **key),
    st.integers(1, 30),
    times,
    amounts,
    st.sampled_from(["billing", "costs"]),
    keys,
)
prices = st.builds(
    lambda amount, days: price(str(amount), NOON.date() - timedelta(days)), st.integers(1, 5), st.integers(0, 9)
)
said = st.lists(
    st.one_of(clips, lines, prices), max_size=25, unique_by=lambda fact: getattr(fact, "external_id", None) or fact
)


@on_a_ledger
@given(facts=said, data=st.data())
def test_saying_it_again_in_any_order_changes_nothing(
    ledger: Engine, facts: list[AnyFact], data: st.DataObject
) -> None:
    """After the first time, whatever the order and however often: no row changes, and no day is touched."""
    _, number = fresh(ledger)
    prices = {(fact.seller, fact.valid_from): fact for fact in facts if hasattr(fact, "valid_from")}
    facts = [fact for fact in facts if not hasattr(fact, "valid_from")] + list(prices.values())
    keep(ledger, number, facts)
    before = everything(ledger)
    for _ in range(2):
        again = keep(ledger, number, data.draw(st.permutations(facts)))
        assert (again.total, again.days, again.rows) == (0, set(), len(facts))
    assert everything(ledger) == before


@on_a_ledger
@given(facts=st.lists(clips, min_size=1, max_size=10, unique_by=lambda fact: fact.external_id), data=st.data())
def test_a_corrected_value_counts_once(ledger: Engine, facts: list[AnyFact], data: st.DataObject) -> None:
    """One row with another number is one change on one day; said again it is none."""
    _, number = fresh(ledger)
    first = keep(ledger, number, facts)
    assert (first.new, first.total) == (len(facts), len(facts))
    one = data.draw(st.sampled_from(facts))
    corrected = [fact.model_copy(update={"seconds": 61 * 10**9}) if fact is one else fact for fact in facts]
    changes = keep(ledger, number, corrected)
    assert (changes.new, changes.changed, changes.gone, len(changes.days)) == (0, 1, 0, 1)
    assert keep(ledger, number, corrected).total == 0


@pytest.mark.parametrize(
    "other",
    [
        clip("t1", NOON + timedelta(hours=1)),
        clip("t1", seconds="6"),
        clip("t1", seconds=None),
        clip("t1", clips=2),
        clip("t1", tokens=9),
        clip("t1", requests=1),
        clip("t1", quantity=Decimal(1)),
        clip("t1", stated=Decimal("0.63")),
        clip("t1", reference="shot-7"),
        clip("t1", status="failed"),
    ],
)
def test_every_word_of_work_can_be_corrected(ledger: Engine, other: AnyFact) -> None:
    """Whichever of its words is another, the stored row follows and is reckoned anew."""
    number = account(ledger)
    keep(ledger, number, [clip("t1")])
    assert keep(ledger, number, [other]).changed == 1
    assert keep(ledger, number, [other]).changed == 0


@pytest.mark.parametrize("other", ["1.00000000001", "-1", "2"])
def test_every_digit_of_a_line_can_be_corrected(ledger: Engine, other: str) -> None:
    """Also one behind the ninth, which rounding to nano-units left out."""
    number = account(ledger)
    keep(ledger, number, [line("b1", "1")])
    assert keep(ledger, number, [line("b1", other)]).changed == 1


def test_of_an_id_said_twice_the_last_word_counts(ledger: Engine) -> None:
    """Two facts with one id in one call are one row, as the second says."""
    number = account(ledger)
    assert keep(ledger, number, [clip("t1", seconds="5"), clip("t1", seconds="8")]).new == 1
    assert rows(ledger, "SELECT seconds FROM usage") == [(8 * 10**9,)]
    assert keep(ledger, number, [clip("t1", seconds="5"), clip("t1", seconds="8")]).total == 0


def test_two_accounts_and_two_sources_keep_their_own(ledger: Engine) -> None:
    """The same id is another row in another account, and in another source."""
    for name in ("fal-studio", "kling-brand"):
        number = account(ledger, name)
        assert keep(ledger, number, [line("b1", "1"), line("b1", "2", source="costs")]).new == 2
    assert rows(ledger, "SELECT SUM(amount) FROM charge") == [(6 * 10**9,)]


def test_a_source_nobody_announced_is_refused(ledger: Engine) -> None:
    """And nothing of the call is kept."""
    number = account(ledger)
    facts = [clip("t1"), clip("t2", source="rumours")]
    with pytest.raises(KeyError, match="rumours"), writing(ledger) as connection:
        say(connection, number, facts, [Source("tasks")], GREENWICH)
    assert rows(ledger, "SELECT COUNT(*) FROM usage") == [(0,)]


def test_words_are_stored_once(ledger: Engine) -> None:
    """A hundred clips with the same words point to one facet."""
    keep(ledger, account(ledger), [clip(f"t{number}") for number in range(100)])
    assert rows(ledger, "SELECT COUNT(*), COUNT(DISTINCT facet_id) FROM usage") == [(100, 1)]
    assert rows(ledger, "SELECT model, currency FROM facet") == [(facet().model, "USD")]


def test_lines_can_be_found_and_taken_back(ledger: Engine) -> None:
    """By the beginning of their id, in which no letter has a meaning of its own."""
    number = account(ledger)
    keep(ledger, number, [line("2026-11-a", "1"), line("2026-11-b", "2"), line("2026%-c", "4")])
    with writing(ledger) as connection:
        assert stored_lines(connection, number, "billing", "2026%") == {"2026%-c": (20261101, 4 * 10**9)}
        found = stored_lines(connection, number, "billing", "2026-11")
        assert set(found) == {"2026-11-a", "2026-11-b"}
        assert forget_lines(connection, number, "billing", found) == {20261101}
    assert rows(ledger, "SELECT external_id FROM charge") == [("2026%-c",)]
