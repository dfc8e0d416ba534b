"""Is every bill spread over the work it pays for, to the last nano-unit? (Promise 1)"""

from collections import defaultdict
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.settle import Line, Share, Work, pays_for, settle, weights_of
from db.tokens import INPUT, OUTPUT
from tests.db.cast import IVO, KLING, MARA, SORA, facet

Pays = Callable[[int, int], bool]
money = st.integers(-(10**12), 10**12)
work_lists = st.lists(
    st.tuples(
        st.integers(0, 3), st.sampled_from(["USD", "EUR"]), *[st.none() | st.integers(0, 10**11) for _ in range(2)]
    ),
    max_size=9,
).map(lambda said: [Work(f"t{n}", *piece) for n, piece in enumerate(said)])
line_lists = st.lists(
    st.builds(
        lambda facet, currency, amount, pays_for, narrow: Line(
            facet, currency, amount, {"USD": amount, "EUR": amount * 11 // 10, "": None}[currency], pays_for, narrow
        ),
        st.integers(0, 3),
        st.sampled_from(["USD", "EUR", ""]),
        money,
        st.sampled_from(["", "", "", "t0", "t1", "t2", "gone"]),
        st.booleans(),
    ),
    max_size=9,
)
matches = st.frozensets(st.tuples(st.integers(0, 3), st.integers(0, 3))).map(lambda pairs: lambda *one: one in pairs)


def anything(_: int, __: int) -> bool:
    """A bill line that says nothing pays for all work."""
    return True


def piece(name: str, price: int | None = None, seconds: int | None = None, currency: str = "USD") -> Work:
    """Work that nothing but its price and seconds tells from other work."""
    return Work(name, 0, currency, seconds, price)


def bill(amount: int, pays_for: str = "", narrow: bool = True, currency: str = "USD") -> Line:
    """A line in the reporting currency."""
    return Line(0, currency, amount, amount, pays_for, narrow)


@given(work_lists, line_lists, matches)
def test_shares_and_lonely_lines_are_the_bill(work: list[Work], lines: list[Line], pays: Pays) -> None:
    """For any work, lines and matching, in each currency and converted: nothing is lost and nothing is added."""
    settled = settle(work, lines, pays)
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    parts = [(work[place].currency, share.billed, share.cost) for place, share in settled.shares.items()]
    parts += [(lines[number].currency, lines[number].amount, lines[number].cost) for number in settled.alone]
    for currency, billed, cost in parts:
        found[currency][0] += billed
        found[currency][1] += cost or 0
    for currency in {line.currency for line in lines}:
        mine = [line for line in lines if line.currency == currency]
        assert found[currency] == [sum(line.amount for line in mine), sum(line.cost or 0 for line in mine)]
    assert set(found) <= {line.currency for line in lines}


@given(work_lists, line_lists, matches)
def test_settling_is_no_matter_of_chance(work: list[Work], lines: list[Line], pays: Pays) -> None:
    """The same work and lines are settled the same way each time."""
    assert settle(work, lines, pays) == settle(work, lines, pays)


@given(work_lists, line_lists)
def test_a_line_goes_to_the_work_it_names(work: list[Work], lines: list[Line]) -> None:
    """Whole, in its own currency, and to nothing else; a line whose work is not here stands alone."""
    settled = settle(work, lines, lambda *_: False)
    place = {one.id: number for number, one in enumerate(work)}
    for number, line in enumerate(lines):
        there = line.pays_for in place and work[place[line.pays_for]].currency == line.currency
        assert (number in settled.alone) == (not there)
    for number, share in settled.shares.items():
        mine = [one.amount for one in lines if (one.pays_for, one.currency) == (work[number].id, work[number].currency)]
        assert share.billed == sum(mine)


def test_work_that_is_its_own_line_is_paid_by_it() -> None:
    """Other lines prefer work nobody pays; one that names it adds to what it has."""
    own = {0: Share(7, 8)}
    assert settle([piece("t1", 1), piece("t2", 1)], [], anything, own).shares == own
    settled = settle([piece("t1", 1), piece("t2", 1)], [bill(4), bill(2, "t1")], anything, own)
    assert settled.shares == {0: Share(9, 10), 1: Share(4, 4)}


@given(line_lists, matches)
def test_without_work_every_line_stands_alone(lines: list[Line], pays: Pays) -> None:
    """A bill without work is shown as it is."""
    settled = settle([], lines, pays)
    assert (settled.shares, settled.alone) == ({}, set(range(len(lines))))


def test_a_line_falls_in_proportion_to_price() -> None:
    """10 over work worth 3 and 1: 7.5 and 2.5, in whole units 8 and 2 as the first remainder goes first."""
    settled = settle([piece("t1", 3), piece("t2", 1)], [bill(10)], anything)
    assert settled.shares == {0: Share(8, 8), 1: Share(2, 2)}


@pytest.mark.parametrize(
    ("work", "weights"),
    [
        ([piece("a", 3, 1), piece("b", 1, 1)], [3, 1]),
        ([piece("a", None, 2), piece("b", 1, 6)], [2, 6]),  # a price among them is unknown: by seconds
        ([piece("a", None, None), piece("b", 1, 6)], [1, 1]),  # seconds as well: evenly
        ([piece("a", 0, 2), piece("b", 0, 6)], [2, 6]),  # for nothing: by seconds
        ([piece("a", 0, 0), piece("b", 0, 0)], [1, 1]),
    ],
)
def test_what_a_line_falls_in_proportion_to(work: list[Work], weights: list[int]) -> None:
    """Prices where all are known, else seconds, else evenly."""
    assert weights_of(work) == weights


@pytest.mark.parametrize(("units", "weights"), [("MM", [2, 6]), ("Mm", [1, 1]), ("  ", [1, 1])])
def test_without_a_price_alike_quantities_are_the_proportion(units: str, weights: list[int]) -> None:
    """Tokens of a model nobody has priced are paid for by their number, but only where all count the same."""
    work = [Work("a", 0, "USD", None, None, units[0].strip(), 2), Work("b", 0, "USD", None, None, units[1].strip(), 6)]
    assert weights_of(work) == weights


def test_a_usage_line_prefers_work_nobody_pays() -> None:
    """The first clip has its own line of 4; the line of 6 that names none falls on the second alone."""
    settled = settle([piece("t1", 1), piece("t2", 1)], [bill(4, "t1"), bill(6)], anything)
    assert settled.shares == {0: Share(4, 4), 1: Share(6, 6)}


def test_where_all_work_is_paid_a_line_falls_on_all() -> None:
    """Each clip has a line of its own of 4; a further 6 falls on both, so each has 7."""
    settled = settle([piece("t1", 1), piece("t2", 1)], [bill(4, "t1"), bill(4, "t2"), bill(6)], anything)
    assert settled.shares == {0: Share(7, 7), 1: Share(7, 7)}


def test_a_credit_falls_on_paid_work_as_well() -> None:
    """A credit of 6 takes 3 off each, whether a line of its own pays for it or not."""
    settled = settle([piece("t1", 1), piece("t2", 1)], [bill(10, "t1"), bill(-6, narrow=False)], anything)
    assert settled.shares == {0: Share(7, 7), 1: Share(-3, -3)}


def test_a_line_never_pays_in_another_currency() -> None:
    """A bill in euros is no part of work that is billed in dollars, whether it names it or not."""
    settled = settle([piece("t1", 1)], [bill(4, "t1", currency="EUR"), bill(6, currency="EUR")], anything)
    assert (settled.shares, settled.alone) == ({}, {0, 1})


def test_an_unknown_cost_stays_unknown() -> None:
    """A line without a rate is spread in its own currency, and its cost is known nowhere."""
    settled = settle([piece("t1", 1), piece("t2", 1)], [Line(0, "USD", 10, None, "")], anything)
    assert settled.shares == {0: Share(5, None), 1: Share(5, None)}


@pytest.mark.parametrize(
    ("line", "work", "pays"),
    [
        (KLING, KLING, True),
        (KLING, SORA, False),
        ({"model": "", "endpoint": "sku-1"}, {"endpoint": "sku-1"}, True),
        ({"model": ""}, {"model": ""}, False),  # two that say nothing have nothing in common
        (KLING | MARA, KLING | MARA, True),
        (KLING | MARA, KLING | IVO, False),
        (KLING, KLING | MARA, True),  # a line for all keys
        (KLING | {"mode": "pro"}, KLING | {"mode": "std"}, False),
        (KLING | {"kind": "plan"}, KLING, False),
        (KLING | {"unit": OUTPUT}, KLING | {"unit": INPUT}, False),
        (KLING | {"unit": "unit"}, KLING | {"unit": INPUT}, True),  # counted in something else, it may be the same
        (KLING | {"labels": (("film", "a"),)}, KLING | {"labels": (("film", "b"),)}, False),
        (KLING | {"labels": (("film", "a"),)}, KLING | {"labels": (("act", "1"),)}, True),
    ],
)
def test_which_line_may_pay_for_which_work(line: dict[str, object], work: dict[str, object], pays: bool) -> None:
    """The same model or endpoint; and where both name a key, a mode or a label, the same one."""
    assert pays_for(facet(**line), facet(**work)) is pays
