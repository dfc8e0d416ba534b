"""Prices that are known to change: those that the price book has from a later day on, and those of another model."""

from collections import defaultdict
from datetime import timedelta
from statistics import fmean
from typing import Final

from dashboard.forecasts import shares
from dashboard.forecasts.past import Past
from dashboard.measures.outlook.foreseen import Foreseen
from dashboard.measures.what_if.fit import Terms
from dashboard.view import View
from db.offers import Offer, Variant, days_of_change
from db.window import day_number, day_of_number

AHEAD: Final = timedelta(days=120)
SAME: Final = 0.005
"""A price that moves by less is the same price."""


def changes(view: View, past: Past) -> list[Foreseen]:
    """Each model whose price by the second at one of the accounts' providers is another one from a later day on."""
    days = days_of_change(view.engine, day_number(past.today), day_number(past.today + AHEAD))
    if not days:
        return []
    used = shares.by_part(view, past, {})["model"]
    sellers = {str(provider) for provider in view.accounts()["provider"]}
    before, found = _prices(view.offers(past.today)), []
    for number in days:
        after = _prices(view.offers(day_of_number(number)))
        for (seller, model), factor in sorted(_factors(before, after).items()):
            if model in used and seller in sellers:
                found.append(_change(view, past, seller, model, number, factor))
        before = after
    return [one for one in found if one.share]


def _prices(offers: tuple[Offer, ...]) -> dict[Variant, int]:
    return {one.variant: one.per_second for one in offers if one.per_second}


def _factors(before: dict[Variant, int], after: dict[Variant, int]) -> dict[tuple[str, str], float]:
    """By seller and model: what a second costs after for what cost 1 before, where that is not the same."""
    moved: dict[tuple[str, str], list[float]] = defaultdict(list)
    for variant in before.keys() & after.keys():
        moved[variant.seller, variant.model].append(after[variant] / before[variant])
    return {key: fmean(ratios) for key, ratios in moved.items() if abs(fmean(ratios) - 1) > SAME}


def _change(view: View, past: Past, seller: str, model: str, number: int, factor: float) -> Foreseen:
    where = {"model": [model], "provider": [seller]}
    verb = "dearer" if factor > 1 else "cheaper"
    return Foreseen(
        "price", f"{model} at {seller} is {abs(factor - 1):.0%} {verb}", f"model={model}; provider={seller}",
        day_of_number(number), factor=factor, share=shares.of(view, past, where),
        parts=shares.by_part(view, past, where), told="the price book has the new price",
    )  # fmt: skip


def times(view: View, past: Past, gone: str, into: str, day: int) -> float | None:
    """What the recent clips of a model would cost at another, for what cost 1; None where that cannot be told."""
    work = shares.recent(view, past).only(model=[gone])
    able = [one for one in work.alternatives(Terms(day)) if one.model == into and one.now > 0]
    if not able:
        return None
    best = min(able, key=lambda one: (-one.clips, one.there))
    return best.there / best.now
