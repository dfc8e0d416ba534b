"""What does a piece of work cost at the price in force on its day? Pure; unknown where no price fits."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Protocol

from db.facts import Facet
from db.money import NANO

WORDS = ("endpoint", "model", "mode", "resolution", "audio")
_words = attrgetter(*WORDS)
PER_SECOND = ("second", "seconds", "s")
PER_CLIP = ("clip", "video", "generation")
RANK = {"negotiated": 2, "seller": 1, "sheet": 1, "map": 0}
"""Whose word counts for more, whatever else two prices say."""


class Priced(Protocol):
    """A stored price: amount in nano-units, days as YYYYMMDD, "" for a word that may be anything."""

    seller: str
    model: str
    endpoint: str
    mode: str
    resolution: str
    audio: str
    unit: str
    amount: int
    currency: str
    origin: str
    valid_from: int
    valid_to: int | None


@dataclass(frozen=True, slots=True)
class Quote:
    """The price in force: nano-units of `currency` for one `unit`."""

    unit: str
    amount: int
    currency: str


class PriceBook:
    """Every dated price, asked by seller, facet and day.

    Of the prices that fit, a negotiated one counts before any list; then the one that says most about the
    work (an endpoint says most of all), then one for the unit that the work is counted in, then the one since
    the latest day. A price for a unit fits work that is counted in just this unit; one for a second or a clip
    fits work whatever it is counted in. Where a seller has a list in the currency that the work is paid in,
    its lists in others are not for this work. A price never applies before its `valid_from` nor from its
    `valid_to` on, and a later price takes nothing away from the days before it.
    """

    def __init__(self, prices: Iterable[Priced]) -> None:
        self._by_seller: dict[str, list[Priced]] = defaultdict(list)
        for price in prices:
            self._by_seller[price.seller].append(price)
        self._fitting: dict[tuple[str, str, str, tuple[str, ...]], list[Priced]] = {}

    def quote(self, seller: str, facet: Facet, day: int) -> Quote | None:
        """The price in force for such work on that day (YYYYMMDD), or None."""
        best = self.in_force(seller, facet, day)
        return Quote(best.unit, best.amount, best.currency) if best else None

    def in_force(self, seller: str, facet: Facet, day: int) -> Any:
        """The stored price that is quoted, with all that it says; None where there is none."""
        fitting = (price for price in self._that_fit(seller, facet) if _in_force(price, day))
        return max(fitting, key=lambda price: _says_most(price, facet.unit), default=None)

    def _that_fit(self, seller: str, facet: Facet) -> list[Priced]:
        """The seller's prices of whatever day that fit such work; found once, asked for every day."""
        words = _words(facet)
        key = seller, facet.currency, facet.unit, words
        if key not in self._fitting:
            counted = {facet.unit, *PER_SECOND, *PER_CLIP}
            mine = (price for price in self._lists(seller, facet.currency) if price.unit in counted)
            self._fitting[key] = [price for price in mine if _fits(price, words)]
        return self._fitting[key]

    def _lists(self, seller: str, currency: str) -> list[Priced]:
        """The seller's prices for those who pay in this currency: of each rank those in it, if there are any."""
        mine = self._by_seller[seller]
        own = {RANK[price.origin] for price in mine if price.currency == currency}
        return [price for price in mine if price.currency == currency or RANK[price.origin] not in own]


def _in_force(price: Priced, day: int) -> bool:
    return price.valid_from <= day and (price.valid_to is None or day < price.valid_to)


def _fits(price: Priced, words: tuple[str, ...]) -> bool:
    asked = _words(price)
    return (bool(asked[0]) or bool(asked[1])) and all(
        not wanted or wanted == word for wanted, word in zip(asked, words, strict=True)
    )


def _says_most(price: Priced, unit: str) -> tuple[int, int, bool, bool, int]:
    words = _words(price)
    return (RANK[price.origin], sum(map(bool, words)), bool(words[0]), price.unit == unit, price.valid_from)


def list_cost(quote: Quote, unit: str, seconds: int | None, clips: int | None, quantity: int | None) -> int | None:
    """Nano-units of the quote's currency for this much work; None where its amount is not known.

    `seconds` and `quantity` are nano-units, `unit` is what `quantity` counts. Rounded half to even.
    """
    if quote.unit in PER_SECOND:
        return None if seconds is None else scaled(quote.amount, seconds)
    if quote.unit in PER_CLIP:
        return None if clips is None else quote.amount * clips
    return None if quantity is None or unit != quote.unit else scaled(quote.amount, quantity)


def scaled(amount: int, by: int) -> int:
    """The product of two nano-unit numbers in nano-units, rounded half to even."""
    whole, rest = divmod(amount * by, NANO)
    return whole + (rest * 2 > NANO or (rest * 2 == NANO and whole % 2 == 1))


Rate = Callable[[str, int], int | None]
"""What one unit of a currency is worth in the reporting currency on a day, in nano-units; None if unknown."""


def converted(amount: int | None, rate: int | None) -> int | None:
    """An amount in the reporting currency, of which one unit of its own is worth `rate`; None where unknown."""
    if amount is None or rate is None:
        return None
    return amount if rate == NANO else scaled(amount, rate)
