"""What becomes of a piece of work: billed, stated, estimated, unpriced; and on a closed day?"""

from typing import Any

import pytest

from db.facts import Facet
from db.outcome import BillLine, Piece, Terms, reckoned
from db.prices import PriceBook
from tests.db.cast import MARA, NANO, facet
from tests.db.test_prices import Sheet

OPEN, CLOSED = 20261102, 20261101
FACETS = {1: facet(**MARA), 2: facet(**MARA, currency="EUR"), 3: facet(category="tax"), 4: facet(currency="CNY")}
PER_SECOND = Sheet(100_000_000)
RATES = {"USD": NANO, "EUR": 1_100_000_000}


def terms(*sheets: Sheet) -> Terms:
    """What counts: dollars, euros at 1.10, no rate for yuan; before the second of November all is closed."""
    return Terms(1, "fal", PriceBook(sheets), lambda currency, _: RATES.get(currency), OPEN, dict(FACETS))


def work(**more: Any) -> Piece:
    """A clip of five seconds that was never reckoned, unless said otherwise."""
    known = dict.fromkeys(Piece._fields) | {"stream_id": 1, "external_id": "t1", "facet_id": 1, "basis": ""}
    return Piece(**(known | {"seconds": 5 * NANO, "clips": 1} | more))


def bill(amount: int, **more: Any) -> BillLine:
    """A line for Mara's clips."""
    known = dict.fromkeys(BillLine._fields) | {"stream_id": 2, "external_id": "b1", "facet_id": 1, "pays_for": ""}
    return BillLine(**(known | {"amount": amount, "alone": 0} | more))


@pytest.mark.parametrize("day", [OPEN, CLOSED])
def test_billed_work_costs_its_share(day: int) -> None:
    """5 s at 0.10 would be 0.50; the bill says 0.63, and so it is, open or closed."""
    outcomes, values = reckoned(terms(PER_SECOND), day, [work()], [bill(630_000_000)])
    assert outcomes == [(500_000_000, 630_000_000, 630_000_000, None, "billed")]
    assert values == [(0, None, None)]


@pytest.mark.parametrize("day", [OPEN, CLOSED])
def test_work_that_is_its_own_line_costs_that(day: int) -> None:
    """0.63 euros at 1.10 are 0.693 dollars, open or closed; for yuan there is no rate, and their cost is unknown."""
    outcomes, _ = reckoned(terms(), day, [work(facet_id=2, line=630_000_000), work(facet_id=4, line=7)], [])
    assert outcomes == [(None, 630_000_000, 693_000_000, None, "billed"), (None, 7, None, None, "billed")]


def test_open_work_without_a_line_is_as_stated_or_estimated() -> None:
    """Stated at 0.63 it costs that; with 5 s at 0.10 it is estimated at 0.50; without a price it is unpriced."""
    stated, estimated = work(stated=630_000_000), work()
    outcomes, _ = reckoned(terms(PER_SECOND), OPEN, [stated, estimated], [])
    assert outcomes == [
        (500_000_000, 630_000_000, 630_000_000, None, "stated"),
        (500_000_000, 500_000_000, 500_000_000, None, "estimated"),
    ]
    assert reckoned(terms(), OPEN, [work()], [])[0] == [(None, None, None, None, "unpriced")]


def test_closed_work_without_a_line_was_never_billed() -> None:
    """It costs nothing and keeps its worth, as stated or at list price; without either it stays unknown."""
    outcomes, _ = reckoned(terms(PER_SECOND), CLOSED, [work(stated=630_000_000), work()], [])
    assert outcomes == [(500_000_000, 0, 0, 630_000_000, "billed"), (500_000_000, 0, 0, 500_000_000, "billed")]
    assert reckoned(terms(), CLOSED, [work()], [])[0] == [(None, None, None, None, "unpriced")]


@pytest.mark.parametrize("was", [500_000_000, None])
def test_on_a_closed_day_the_list_cost_stays(was: int | None) -> None:
    """Reckoned once, it is what it was, though the price book now says 0.90 a second; unknown stays unknown too."""
    known = work(list_cost=was, basis="billed")
    dearer = terms(Sheet(900_000_000))
    assert reckoned(dearer, CLOSED, [known], [bill(7)])[0][0][0] == was
    assert reckoned(dearer, OPEN, [known], [bill(7)])[0][0][0] == 4_500_000_000
    assert reckoned(dearer, CLOSED, [known._replace(basis="")], [bill(7)])[0][0][0] == 4_500_000_000


def test_another_currency_is_converted() -> None:
    """2.00 euros at 1.10 are 2.20 dollars, and billed they are still 2.00."""
    outcomes, _ = reckoned(terms(), OPEN, [work(facet_id=2)], [bill(2 * NANO, facet_id=2)])
    assert outcomes == [(None, 2 * NANO, 2_200_000_000, None, "billed")]


def test_without_a_rate_nothing_is_converted() -> None:
    """100 yuan are billed, and what they cost in dollars is unknown: spread over work, stated, or alone."""
    outcomes, _ = reckoned(terms(), OPEN, [work(facet_id=4)], [bill(100, facet_id=4)])
    assert outcomes == [(None, 100, None, None, "billed")]
    outcomes, _ = reckoned(terms(), OPEN, [work(facet_id=4, stated=100)], [])
    assert outcomes == [(None, 100, None, None, "stated")]
    assert reckoned(terms(), OPEN, [], [bill(100, facet_id=4, list_amount=120)])[1] == [(1, None, None)]


def test_an_estimate_says_nothing_of_another_currency() -> None:
    """What 5 s cost in dollars is known from the price book; what they will be billed at in euros is not."""
    outcomes, _ = reckoned(terms(PER_SECOND), OPEN, [work(facet_id=2)], [])
    assert outcomes == [(500_000_000, None, 500_000_000, None, "estimated")]


def test_tax_pays_for_no_work() -> None:
    """Neither by its words nor by naming work: it stands alone, and the clip is as it was without it."""
    for named in ("", "t1"):
        outcomes, values = reckoned(terms(PER_SECOND), OPEN, [work()], [bill(19, facet_id=3, pays_for=named)])
        assert [outcome[-1] for outcome in outcomes] == ["estimated"]
        assert values == [(1, 19, None)]


def test_a_line_alone_is_converted_with_its_list_cost() -> None:
    """2 euros and a list price of 3 are 2.20 and 3.30 dollars."""
    values = reckoned(terms(), OPEN, [], [bill(2 * NANO, facet_id=2, list_amount=3 * NANO)])[1]
    assert values == [(1, 2_200_000_000, 3_300_000_000)]


def test_the_dearer_clip_has_more_of_the_bill() -> None:
    """Clips of 5 and 15 seconds share a line of 4.00 as 1.00 and 3.00."""
    pieces = [work(), work(external_id="t2", seconds=15 * NANO)]
    outcomes, _ = reckoned(terms(PER_SECOND), OPEN, pieces, [bill(4 * NANO)])
    assert [outcome[1] for outcome in outcomes] == [NANO, 3 * NANO]


def test_words_are_told_apart_by_their_facet() -> None:
    """A price for kling-3.0 is none for other work."""
    other = terms(PER_SECOND)
    other.facets[1] = Facet(model="sora-2")
    assert reckoned(other, OPEN, [work()], [])[0][0][-1] == "unpriced"
