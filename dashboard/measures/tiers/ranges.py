"""What do sellers ask today for the same second: at each model, and in each tier?

Same means of the same resolution and sound; a word that is not known fits any. Models that have ended, or are not
out yet, ask nothing. A range of several kinds of work is what all of it would cost at the cheapest and at the dearest.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from dashboard.measures.comparison import ratio
from dashboard.measures.tiers.paid import Paid, Words
from db.offers import Limits, Offer

TIERS: Final = ("commodity", "middle", "premium")
SIZES: Final = frozenset({"", "standard", "pro", "4k"})
"""Modes that are only a seller's word for a size; any other is another kind of work."""


class Range(NamedTuple):
    """The cheapest and the dearest price of a second (nano-units of the reporting currency), and whose they are."""

    low: int
    high: int
    cheapest: str
    dearest: str


@dataclass(slots=True)
class Spread:
    """What seconds whose range is known would cost at the cheapest and at the dearest, in nano-nano-units."""

    seconds: int = 0
    low: int = 0
    high: int = 0

    def told(self, stem: str) -> dict[str, Decimal | None]:
        """The lowest and highest price of a second, under names that begin with `stem`."""
        ends = {"low": self.low, "high": self.high}
        return {f"{stem}_{end}": _per_second(value, self.seconds) for end, value in ends.items()}


def _per_second(value: int, seconds: int) -> Decimal | None:
    return ratio(Decimal(value).scaleb(-9), Decimal(seconds))


def alive(limits: Limits, day: int) -> bool:
    """Whether a model can be asked for on a day (YYYYMMDD)."""
    ended = limits.retired_on is not None and day >= limits.retired_on
    return not ended and not (limits.available_from and day < limits.available_from)


def ranged(words: Words, offers: Iterable[Offer]) -> Range | None:
    """The range of the offers that make the same; None where nobody does at a known price."""
    found = sorted(
        (offer.per_second, f"{offer.variant.model} at {offer.variant.seller}")
        for offer in offers
        if offer.per_second is not None and _same(words, offer)
    )
    return Range(found[0][0], found[-1][0], found[0][1], found[-1][1]) if found else None


def _same(words: Words, offer: Offer) -> bool:
    made = offer.variant
    pairs = ((words.resolution, made.resolution), (words.audio, made.audio))
    like = words.mode == made.mode or {words.mode, made.mode} <= SIZES
    return like and all(not wanted or not known or wanted == known for wanted, known in pairs)


class Ranges:
    """The ranges of a day: of each model, and of all models of each tier."""

    def __init__(self, offers: Sequence[Offer], day: int) -> None:
        live = [offer for offer in offers if alive(offer.limits, day)]
        self._of_model = _kept(live, lambda offer: offer.variant.model)
        self._of_tier = _kept(live, lambda offer: offer.limits.tier)
        self._found: dict[tuple[str, Words], Range | None] = {}

    def of_model(self, words: Words) -> Range | None:
        """What the sellers of the same model ask for the same second."""
        return self._asked(words.model, words, self._of_model.get(words.model, ()))

    def of_tier(self, tier: str, words: Words) -> Range | None:
        """What is asked in a tier for the same second."""
        return self._asked(tier, words, self._of_tier.get(tier, ()))

    def _asked(self, of: str, words: Words, offers: Sequence[Offer]) -> Range | None:
        if (of, words) not in self._found:
            self._found[of, words] = ranged(words, offers)
        return self._found[of, words]


def _kept(offers: Iterable[Offer], key: Callable[[Offer], str]) -> dict[str, list[Offer]]:
    groups: dict[str, list[Offer]] = {}
    for offer in offers:
        groups.setdefault(key(offer), []).append(offer)
    return groups


def spread(rows: Iterable[Paid], range_of: Callable[[Words], Range | None]) -> Spread:
    """The same seconds at the cheapest and at the dearest of their ranges; those without one are left out."""
    found = Spread()
    for one in rows:
        if known := range_of(one.words):
            found.seconds += one.seconds
            found.low += one.seconds * known.low
            found.high += one.seconds * known.high
    return found
