"""How does what was paid for a second stand: against its list price, its model's sellers today, and each tier?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, Final

import pandas as pd

from dashboard.measures.tiers.paid import Paid, Words, grouped, total
from dashboard.measures.tiers.ranges import TIERS, Ranges, spread
from db.offers import Limits

BELOW, WITHIN, ABOVE = "below the range", "in the range", "above the range"
OF_TIERS: Final = [f"{tier}_{end}" for tier in TIERS for end in ("low", "high")]
NUMBERS: Final = (
    "seconds", "cost", "per_second", "compared_per_second", "list_per_second", "over_list", "over_list_share",
    "unlisted", "model_low", "model_high", "stands", "cheapest",
)  # fmt: skip
UNKNOWN: Final = Limits()


def standing(
    rows: Iterable[Paid], ranges: Ranges, limits: Mapping[str, Limits], by: Sequence[str] = ("model",)
) -> pd.DataFrame:
    """A row for each combination of `by` (of the Words, and `tier`), the dearest first; unknown is None."""
    key = _key(by, limits)
    found = [
        dict(zip(by, words, strict=True)) | _row(some, ranges)
        for words, some in sorted(grouped(rows, key).items(), key=lambda pair: -total(pair[1]).cost)
    ]
    return pd.DataFrame(found, columns=[*by, *NUMBERS, *OF_TIERS], dtype=object)


def _key(by: Sequence[str], limits: Mapping[str, Limits]) -> Callable[[Paid], tuple[str, ...]]:
    def key(one: Paid) -> tuple[str, ...]:
        tier = limits.get(one.words.model, UNKNOWN).tier
        return tuple(tier if name == "tier" else getattr(one.words, name) for name in by)

    return key


def _row(some: Sequence[Paid], ranges: Ranges) -> dict[str, Any]:
    told = total(some).told()
    at_sellers = spread(some, ranges.of_model).told("model")
    tiers = {
        name: price
        for tier in TIERS
        for name, price in spread(some, partial(ranges.of_tier, tier)).told(tier).items()
    }  # fmt: skip
    stands = verdict(told["per_second"], at_sellers["model_low"], at_sellers["model_high"])
    return told | at_sellers | tiers | {"stands": stands, "cheapest": _cheapest(some, ranges)}


def verdict(price: Decimal | None, low: Decimal | None, high: Decimal | None) -> str:
    """Where a price lies in a range; "" where either is not known."""
    if price is None or low is None or high is None:
        return ""
    return BELOW if price < low else ABOVE if price > high else WITHIN


def _cheapest(some: Sequence[Paid], ranges: Ranges) -> str:
    """Who asks least today, where it is the same for all of the work."""
    kinds: set[Words] = {one.words for one in some}
    found = {known.cheapest for known in map(ranges.of_model, kinds) if known}
    return found.pop().partition(" at ")[2] if len(found) == 1 else ""


def in_each_tier(rows: Sequence[Paid], ranges: Ranges, limits: Mapping[str, Limits]) -> pd.DataFrame:
    """A row for each tier: what was paid for work on its models, and what it asks today for all seconds in view.

    `all_low` and `all_high` are prices of a second over the seconds `could` that some live model of the tier makes.
    """
    of = grouped(rows, lambda one: limits.get(one.words.model, UNKNOWN).tier)
    found: list[dict[str, Any]] = []
    for tier in [*TIERS, *(name for name in of if name not in TIERS)]:
        all_of_it = spread(rows, partial(ranges.of_tier, tier))
        could = Decimal(all_of_it.seconds).scaleb(-9) if tier in TIERS else None
        said: dict[str, Any] = {"tier": tier, "could": could}
        found.append(said | total(of.get(tier, [])).told() | all_of_it.told("all"))
    return pd.DataFrame(found, dtype=object)
