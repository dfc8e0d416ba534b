"""What did a seller ask everybody on a day? List prices without what a company has agreed with its sellers.

`usage.list_cost` is reckoned at the price that holds for the company, which may be a negotiated one; against that no
discount shows. Here the list stands beside it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import select

from db.engine import Engine, reading
from db.facts import Facet
from db.prices import PER_CLIP, PER_SECOND, PriceBook, Rate, converted, scaled
from db.rates import rates
from db.tables import Price
from db.upsert import table_of

PRICE = table_of(Price)
OURS: Final = "negotiated"


class Asked(NamedTuple):
    """What a price is asked for: a seller, and the words of the work."""

    seller: str
    model: str
    mode: str
    resolution: str
    audio: str
    currency: str
    endpoint: str = ""
    unit: str = "second"


class Listed(NamedTuple):
    """A list price as it was stored: nano-units of `currency` for one `unit`; days are YYYYMMDD."""

    amount: int
    unit: str
    currency: str
    source: str
    checked_on: int
    valid_from: int


class Lists:
    """Every price of every day, agreed and listed; between two days on which any price changes, asked only once."""

    def __init__(self, prices: Sequence[Any], rate: Rate) -> None:
        lists = [price for price in prices if price.origin != OURS]
        self._books = {
            "in force": PriceBook(prices),
            "listed": PriceBook(lists),
            "second": PriceBook(price for price in lists if price.unit in PER_SECOND),
        }
        self._rate = rate
        self._changes = _changes(prices)
        self._found: dict[tuple[str, Asked, int], Any] = {}

    def listed(self, asked: Asked, day: int) -> Listed | None:
        """The list price of such work on a day, in whatever unit it is asked."""
        price = self._in_force("listed", asked, day)
        if price is None:
            return None
        return Listed(price.amount, price.unit, price.currency, price.source, price.checked_on, price.valid_from)

    def agreed(self, asked: Asked, day: int) -> bool:
        """Whether a negotiated price holds for such work on that day."""
        price = self._in_force("in force", asked, day)
        return price is not None and price.origin == OURS

    def list_cost(self, asked: Asked, day: int, cost: int, seconds: int) -> int | None:
        """What work of so many seconds was listed at (nano, reporting currency), `cost` at the price in force.

        Where an agreed price holds, a list by the second tells it, also of closed months that keep their `cost`; any
        other list does if the agreed price is for the same unit. None where neither does.
        """
        if not self.agreed(asked, day):
            return cost
        ours, theirs = (self._in_force(book, asked, day) for book in ("in force", "listed"))
        if theirs is None:
            return None
        mine, its = (converted(price.amount, self._rate(price.currency, day)) for price in (ours, theirs))
        if its is not None and theirs.unit in PER_SECOND:
            return scaled(its, seconds)
        same = _kind(ours.unit) == _kind(theirs.unit)
        return round(Fraction(cost * its, mine)) if same and mine and its is not None else None

    def second(self, asked: Asked, day: int) -> int | None:
        """The list price of a second (nano-units of the reporting currency) on a day; None where not known."""
        price = self._in_force("second", asked, day)
        return None if price is None else converted(price.amount, self._rate(price.currency, day))

    def _in_force(self, book: str, asked: Asked, day: int) -> Any:
        key = book, asked, bisect_right(self._changes, day)
        if key not in self._found:
            self._found[key] = self._books[book].in_force(asked.seller, _facet(asked), day)
        return self._found[key]


def _changes(prices: Iterable[Any]) -> list[int]:
    """The days on which any price begins or ends to hold."""
    return sorted({day for price in prices for day in (price.valid_from, price.valid_to) if day})


def _kind(unit: str) -> str:
    """One word for all that mean the same."""
    return "clip" if unit in PER_CLIP else unit


@lru_cache(maxsize=4096)
def _facet(asked: Asked) -> Facet:
    words = {name: value for name, value in asked._asdict().items() if name != "seller"}
    return Facet(**words)


@contextmanager
def lists(engine: Engine, currency: str) -> Iterator[Lists]:
    """The ledger's prices, in a reporting currency, for as long as the block lasts."""
    with reading(engine) as connection:
        yield Lists(connection.execute(select(PRICE).order_by(*PRICE.primary_key)).all(), rates(connection, currency))
