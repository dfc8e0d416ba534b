"""What a day's work costs and what its bill lines are worth, once they are held against each other. Pure.

Rows are those of the tables `usage` and `charge`; days are whole numbers YYYYMMDD, money is nano-units.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple

from db.facts import Facet
from db.money import NANO
from db.prices import PriceBook, Quote, Rate, converted, list_cost
from db.settle import Line, Settled, Share, Work, pays_for, settle

APART: Final = ("tax", "purchase")
"""Categories that are no cost of work and pay for none."""
Outcome = tuple[int | None, int | None, int | None, int | None, str]
"""List cost, billed (in the work's own currency), cost, worth, basis."""
Value = tuple[int, int | None, int | None]
"""Whether a bill line found no work (1 or 0); and if so, its cost and list cost in the reporting currency."""
SPREAD: Final[Value] = (0, None, None)
"""A line that found its work: what it is worth stands with the work."""


class Piece(NamedTuple):
    """A row of `usage`: what was done, what it was reckoned to be so far."""

    stream_id: int
    external_id: str
    facet_id: int
    seconds: int | None
    clips: int | None
    quantity: int | None
    stated: int | None
    line: int | None
    list_cost: int | None
    billed: int | None
    cost: int | None
    worth: int | None
    basis: str


class BillLine(NamedTuple):
    """A row of `charge`: what was billed, what it was reckoned to be so far."""

    stream_id: int
    external_id: str
    facet_id: int
    amount: int
    list_amount: int | None
    pays_for: str
    alone: int
    cost: int | None
    list_cost: int | None


@dataclass(slots=True)
class Terms:
    """What a reckoning goes by. `closed_before` is the first open day (YYYYMMDD); `facets` those met so far.

    `kept_before` is the first day of the first open month: before it, too, list costs stay what they were.
    """

    account_id: int
    seller: str
    book: PriceBook
    rate: Rate
    closed_before: int
    facets: dict[int, Facet] = field(default_factory=dict)
    kept_before: int = 0


class OfFacet(NamedTuple):
    """What holds for all work and lines of one facet on one day: looked up once, then used for every row.

    `rate` and `quoted` turn the facet's and the quote's currency into the reporting one; None is unknown.
    """

    currency: str
    pays_in: str
    narrow: bool
    unit: str
    quote: Quote | None
    rate: int | None
    quoted: int | None


Day = Mapping[int, OfFacet]


def reckoned(
    terms: Terms, day: int, work: Sequence[Piece], lines: Sequence[BillLine]
) -> tuple[list[Outcome], list[Value]]:
    """What becomes of each piece of work and of each bill line of a day."""
    numbers = {piece.facet_id for piece in work} | {line.facet_id for line in lines}
    of = {number: _of_facet(terms, day, terms.facets[number]) for number in numbers}
    closed = day < terms.closed_before
    keeps = closed or day < terms.kept_before
    listed = [piece.list_cost if keeps and piece.basis else _list_cost(piece, of[piece.facet_id]) for piece in work]
    settled = _settled(terms, work, listed, lines, of)
    shares = settled.shares
    outcomes = [
        (listed[n], shares[n].billed, shares[n].cost, None, "billed")
        if n in shares
        else _without_line(piece, listed[n], of[piece.facet_id], closed)
        for n, piece in enumerate(work)
    ]
    return outcomes, _values(lines, settled, of)


def _of_facet(terms: Terms, day: int, facet: Facet) -> OfFacet:
    quote = terms.book.quote(terms.seller, facet, day)
    return OfFacet(
        facet.currency,
        "" if facet.category in APART else facet.currency,
        facet.category == "usage",
        facet.unit,
        quote,
        terms.rate(facet.currency, day),
        terms.rate(quote.currency, day) if quote else None,
    )


def _list_cost(piece: Piece, of: OfFacet) -> int | None:
    """List cost in the reporting currency; on a closed day, once reckoned, it is not asked for again."""
    if of.quote is None:
        return None
    return converted(list_cost(of.quote, of.unit, piece.seconds, piece.clips, piece.quantity), of.quoted)


def _settled(
    terms: Terms, work: Sequence[Piece], listed: list[int | None], lines: Sequence[BillLine], of: Day
) -> Settled:
    own = {
        n: Share(piece.line, converted(piece.line, of[piece.facet_id].rate))
        for n, piece in enumerate(work)
        if piece.line is not None
    }
    if not lines:
        return Settled(own)

    @cache
    def pays(line: int, piece: int) -> bool:
        return pays_for(terms.facets[line], terms.facets[piece])

    pieces = [
        _work(piece, of[piece.facet_id], _price(piece, cost, of)) for piece, cost in zip(work, listed, strict=True)
    ]
    return settle(pieces, [_line(line, of[line.facet_id]) for line in lines], pays, own)


def _work(piece: Piece, of: OfFacet, price: int | None) -> Work:
    return Work(piece.external_id, piece.facet_id, of.currency, piece.seconds, price, of.unit, piece.quantity)


def _line(line: BillLine, of: OfFacet) -> Line:
    cost = converted(line.amount, of.rate)
    return Line(line.facet_id, of.pays_in, line.amount, cost, line.pays_for, of.narrow)


def _price(piece: Piece, listed: int | None, of: Day) -> int | None:
    """What a piece is worth in the reporting currency: as the provider states it, else its list cost.

    Without a rate it is what is stated: only proportions count, and all that a line pays for is in its currency.
    """
    rate = of[piece.facet_id].rate
    return listed if piece.stated is None else converted(piece.stated, NANO if rate is None else rate)


def _without_line(piece: Piece, listed: int | None, of: OfFacet, closed: bool) -> Outcome:
    """Work that no line pays for: as stated or estimated while the day is open; once closed, never billed."""
    stated = piece.stated
    if stated is None and listed is None:
        return None, None, None, None, "unpriced"
    worth = listed if stated is None else converted(stated, of.rate)
    if closed:
        return listed, 0, 0, worth, "billed"
    if stated is not None:
        return listed, stated, worth, None, "stated"
    return listed, listed if of.rate == NANO else None, worth, None, "estimated"


def _values(lines: Sequence[BillLine], settled: Settled, of: Day) -> list[Value]:
    alone = settled.alone
    return [
        (1, converted(line.amount, of[line.facet_id].rate), converted(line.list_amount, of[line.facet_id].rate))
        if number in alone
        else SPREAD
        for number, line in enumerate(lines)
    ]
