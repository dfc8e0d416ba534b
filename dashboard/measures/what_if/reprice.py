"""The clips that were really made, priced once more at every model of every seller.

Not averages: each clip's own length, resolution and sound are asked of each offer, and of the offers of one
model the cheapest that fits counts. Clips that need the same are asked once and counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import pandas as pd

from dashboard.measures.what_if.fit import Making, Need, Terms, fit
from db.offers import Limits, Offer
from db.prices import scaled

WANTED = ("seconds", "resolution", "audio")
Kept = Mapping[str, Decimal]
"""The part of a model's generated seconds that is kept, where it is known, by model."""


@dataclass(slots=True)
class Alternative:
    """The same clips on one model at one seller. Money is nano-units of the reporting currency.

    `now` is what the `clips` that it could make did cost; what it could not make is counted in `reasons`.
    `there` is their price there, for `made` clips with `seconds`, `over` of them more than were wanted.
    """

    seller: str
    model: str
    currency: str
    limits: Limits
    clips: int = 0
    made: int = 0
    seconds: int = 0
    over: int = 0
    now: int = 0
    there: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def difference(self) -> int:
        """How much more it would have cost; negative is saved."""
        return self.there - self.now

    def kept_there(self, now: Decimal | None, there: Decimal | None) -> int:
        """The price there of as many usable seconds, at these parts kept; where one is unknown, at the same part."""
        return int(self.there * now / there) if now and there else self.there


def alternatives(wants: pd.DataFrame, offers: Iterable[Offer], terms: Terms) -> list[Alternative]:
    """One alternative for each seller and model (and currency), those that can make most first, then the cheapest.

    `wants` as `db.wants` tells them; clips whose length or cost is not known are no part of any sum, and their
    number stands among the reasons.
    """
    needs = _needs(wants)
    found = [_alternative(some, needs, terms) for some in by_model(offers).values()]
    return sorted(found, key=lambda one: (-one.clips, one.there, one.seller, one.model, one.currency))


def best(found: Iterable[Alternative]) -> Alternative | None:
    """The cheapest of those that can make most; None where nothing can be made anywhere."""
    able = [one for one in found if one.clips]
    return min(able, key=lambda one: (-one.clips, one.there), default=None)


def _needs(wants: pd.DataFrame) -> list[tuple[Need | None, int, int]]:
    """Each different need with its clips and their cost; None for those that cannot be asked for."""
    counted: dict[Need | None, list[int]] = defaultdict(lambda: [0, 0])
    columns = [wants[name].tolist() for name in (*WANTED, "clips", "cost", "uncosted")]
    for seconds, resolution, audio, clips, cost, uncosted in zip(*columns, strict=True):
        unknown = pd.isna(seconds) or uncosted
        sums = counted[None if unknown else Need(int(seconds), resolution, audio)]
        sums[0] += int(clips)
        sums[1] += 0 if pd.isna(cost) else int(cost)
    return [(need, clips, cost) for need, (clips, cost) in counted.items()]


def by_model(offers: Iterable[Offer]) -> dict[tuple[str, str, str], list[Offer]]:
    """The offers of each model at each seller, by seller, model and currency."""
    grouped: dict[tuple[str, str, str], list[Offer]] = defaultdict(list)
    for offer in offers:
        grouped[offer.variant.seller, offer.variant.model, offer.variant.currency].append(offer)
    return grouped


def _alternative(some: Sequence[Offer], needs: Iterable[tuple[Need | None, int, int]], terms: Terms) -> Alternative:
    variant = some[0].variant
    alternative = Alternative(variant.seller, variant.model, variant.currency, some[0].limits)
    for need, clips, cost in needs:
        best = "length or cost not known" if need is None else cheapest(need, some, terms)
        if isinstance(best, str) or need is None:
            alternative.reasons[str(best)] += clips
        else:
            price, making = best
            alternative.clips += clips
            alternative.made += making.clips * clips
            alternative.seconds += making.seconds * clips
            alternative.over += (making.seconds - need.seconds) * clips
            alternative.now += cost
            alternative.there += price * clips
    return alternative


def cheapest(need: Need, some: Sequence[Offer], terms: Terms) -> tuple[int, Making] | str:
    """The least price (nano-units) among offers of one model, and how it is made; or why none of them can."""
    fits = [(offer, fit(need, offer, terms)) for offer in some]
    able = [
        (scaled(offer.per_second, making.seconds), making)
        for offer, making in fits
        if isinstance(making, Making) and offer.per_second is not None
    ]
    if able:
        return min(able)
    why = Counter(reason for _, reason in fits if isinstance(reason, str))
    return why.most_common(1)[0][0]
