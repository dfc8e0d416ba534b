"""Alternatives as people read them: one row each, money and seconds as Decimals, reasons in words."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

import pandas as pd

from dashboard.measures.comparison import change, ratio
from dashboard.measures.what_if.reprice import Alternative
from db.money import from_nano

COLUMNS: Final = (
    "model", "seller", "tier", "maker", "country", "possible", "clips", "made", "over", "now", "there", "difference",
    "change", "per_second", "kept", "there_kept", "why_not",
)  # fmt: skip
Kept = Mapping[str, Decimal]
"""The part of its judged clips of which something was kept, by model, where enough were judged."""
NOTHING: Final[Kept] = MappingProxyType({})


def as_frame(
    found: Iterable[Alternative], currency: str, kept: Kept = NOTHING, kept_now: Decimal | None = None
) -> pd.DataFrame:
    """The alternatives in their order; a seller's list in another than the reporting `currency` says so.

    `possible` is the part of the clips that can be made, `over` the seconds made beyond those wanted, `kept` the
    model's own keep rate. `there_kept` is the price there of as much kept work as now, where both rates are known.
    """
    return pd.DataFrame([_row(one, currency, kept, kept_now) for one in found], columns=list(COLUMNS), dtype=object)


def _row(one: Alternative, currency: str, kept: Kept, kept_now: Decimal | None) -> dict[str, Any]:
    asked = one.clips + sum(one.reasons.values())
    now, there, rate = from_nano(one.now), from_nano(one.there), kept.get(one.model)
    able = {
        "now": now,
        "there": there,
        "difference": there - now,
        "change": change(there, now),
        "per_second": ratio(there, from_nano(one.seconds)),
        "there_kept": from_nano(one.kept_there(kept_now, rate)) if rate and kept_now else None,
    }
    return {
        "model": one.model,
        "seller": one.seller if one.currency == currency else f"{one.seller} in {one.currency}",
        "tier": one.limits.tier,
        "maker": one.limits.maker,
        "country": one.limits.country,
        "possible": ratio(Decimal(one.clips), Decimal(asked)),
        "clips": Decimal(one.clips),
        "made": Decimal(one.made),
        "over": from_nano(one.over),
        "kept": rate,
        "why_not": why_not(one),
    } | (able if one.clips else dict.fromkeys(able))


def why_not(one: Alternative) -> str:
    """The reasons, the commonest first, with their clips: "4,210 ended on 2026-09-24; 12 no sound"."""
    return "; ".join(f"{clips:,} {reason}" for reason, clips in one.reasons.most_common())
