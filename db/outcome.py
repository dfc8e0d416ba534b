"""What a day's work costs and what its bill lines are worth, once they are held against each other. Pure.

Rows are those of the tables `usage` and `charge`; days are whole numbers YYYYMMDD, money is nano-units.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from db.facts import Facet
from db.money import NANO
from db.prices import PriceBook, Quote, Rate, converted, list_cost
from db.settle import Line, Settled, Share, Work, pays_for, settle

APART: Final = ("tax", "purchase")
"""Categories that are no cost of work and pay for none."""
Outcome = tuple[int | None, int | None, int | None, int | None, str]
"""List cost, billed (in the work's own currency), cost, worth, basis."""
Value = tuple[int, int | None, int | None]
"""Whether a bill line found no work (1 or 0), its cost, its list cost."""


@dataclass(slots=True)
class Terms:
    """What a reckoning goes by. `closed_before` is the first open day (YYYYMMDD); `facets` those met so far."""

    account_id: int
    seller: str
    book: PriceBook
    rate: Rate
    closed_before: int
    facets: dict[int, Facet] = field(default_factory=dict)


def reckoned(terms: Terms, day: int, work: Sequence[Any], lines: Sequence[Any]) -> tuple[list[Outcome], list[Value]]:
    """What becomes of each piece of work and of each bill line of a day."""
    listed = _listed(terms, day, work)
    settled = _settled(terms, day, work, listed, lines)
    return _outcomes(terms, day, work, listed, settled), _values(terms, day, lines, settled)


def _listed(terms: Terms, day: int, work: Sequence[Any]) -> list[int | None]:
    """List cost of each piece of work in the reporting currency; once reckoned, on a closed day it stays what it is."""
    closed = day < terms.closed_before
    quotes = {
        number: terms.book.quote(terms.seller, terms.facets[number], day) for number in {row.facet_id for row in work}
    }
    return [
        row.list_cost if closed and row.basis else _list_cost(terms, day, row, quotes[row.facet_id]) for row in work
    ]


def _list_cost(terms: Terms, day: int, row: Any, quote: Quote | None) -> int | None:
    if quote is None:
        return None
    asked = list_cost(quote, terms.facets[row.facet_id].unit, row.seconds, row.clips, row.quantity)
    return converted(asked, quote.currency, day, terms.rate)


def _settled(terms: Terms, day: int, work: Sequence[Any], listed: list[int | None], lines: Sequence[Any]) -> Settled:
    @cache
    def pays(line: int, piece: int) -> bool:
        return pays_for(terms.facets[line], terms.facets[piece])

    pieces = [
        Work(
            row.external_id,
            row.facet_id,
            terms.facets[row.facet_id].currency,
            row.seconds,
            _price(terms, day, row, cost),
        )
        for row, cost in zip(work, listed, strict=True)
    ]
    return settle(pieces, [_line(terms, day, row) for row in lines], pays)


def _line(terms: Terms, day: int, row: Any) -> Line:
    facet = terms.facets[row.facet_id]
    pays_in = "" if facet.category in APART else facet.currency
    cost = converted(row.amount, facet.currency, day, terms.rate)
    return Line(row.facet_id, pays_in, row.amount, cost, row.pays_for, narrow=facet.category == "usage")


def _price(terms: Terms, day: int, row: Any, listed: int | None) -> int | None:
    """What a piece is worth in the reporting currency: as the provider states it, else its list cost."""
    if row.stated is None:
        return listed
    return converted(row.stated, terms.facets[row.facet_id].currency, day, terms.rate)


def _outcomes(terms: Terms, day: int, work: Sequence[Any], listed: list[int | None], settled: Settled) -> list[Outcome]:
    shares = settled.shares
    return [
        _billed(cost, shares[position]) if position in shares else _without_line(terms, day, row, cost)
        for position, (row, cost) in enumerate(zip(work, listed, strict=True))
    ]


def _billed(listed: int | None, share: Share) -> Outcome:
    return listed, share.billed, share.cost, None, "billed"


def _without_line(terms: Terms, day: int, row: Any, listed: int | None) -> Outcome:
    """Work that no line pays for: as stated or estimated while the day is open; once closed, never billed."""
    if row.stated is None and listed is None:
        return None, None, None, None, "unpriced"
    worth = _price(terms, day, row, listed)
    if day < terms.closed_before:
        return listed, 0, 0, worth, "billed"
    if row.stated is not None:
        return listed, row.stated, worth, None, "stated"
    in_reporting_currency = terms.rate(terms.facets[row.facet_id].currency, day) == NANO
    return listed, listed if in_reporting_currency else None, worth, None, "estimated"


def _values(terms: Terms, day: int, lines: Sequence[Any], settled: Settled) -> list[Value]:
    values = []
    for number, row in enumerate(lines):
        currency = terms.facets[row.facet_id].currency
        cost, listed = (converted(amount, currency, day, terms.rate) for amount in (row.amount, row.list_amount))
        values.append((int(number in settled.alone), cost, listed))
    return values
