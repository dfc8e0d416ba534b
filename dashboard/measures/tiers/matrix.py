"""What can each video model do, who makes it, what is asked for it, and can it still be had?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

import pandas as pd

from dashboard.measures.tiers.ranges import alive
from db.money import from_nano
from db.offers import Limits, Offer
from db.window import day_of_number

AVAILABLE, ENDED, COMING = "available", "ended", "not yet"
COLUMNS: Final = (
    "model", "status", "tier", "maker", "country", "low", "high", "sellers", "clip_seconds", "lengths", "shots",
    "resolutions", "audio", "available_from", "retired_on", "replaced_by", "source", "checked_on",
)  # fmt: skip
YES_NO: Final[Mapping[bool | None, str]] = {True: "yes", False: "no", None: ""}


def matrix(limits: Mapping[str, Limits], offers: Sequence[Offer], day: int) -> pd.DataFrame:
    """A row for each video model that anything is known of: those that can be had first, then by price.

    `low` and `high` are what its sellers ask for a second today, None where nobody asks a known price.
    """
    asked: dict[str, list[Offer]] = {}
    for offer in offers:
        asked.setdefault(offer.variant.model, []).append(offer)
    makes_video = [name for name, can in limits.items() if name in asked or can.clip_seconds or can.resolutions]
    rows = [_row(name, limits[name], asked.get(name, ()), day) for name in makes_video]
    rows.sort(key=lambda row: (row["status"] != AVAILABLE, row["low"] is None, row["low"] or 0, row["model"]))
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _row(model: str, can: Limits, offers: Sequence[Offer], day: int) -> dict[str, Any]:
    prices = sorted(offer.per_second for offer in offers if offer.per_second is not None)
    return {
        "model": model,
        "status": status(can, day),
        "tier": can.tier,
        "maker": can.maker,
        "country": can.country,
        "low": from_nano(prices[0]) if prices else None,
        "high": from_nano(prices[-1]) if prices else None,
        "sellers": ", ".join(sorted({offer.variant.seller for offer in offers})),
        "clip_seconds": None if can.clip_seconds is None else from_nano(can.clip_seconds),
        "lengths": can.durations,
        "shots": None if can.shots is None else Decimal(can.shots),
        "resolutions": can.resolutions,
        "audio": YES_NO[can.audio],
        "available_from": _day(can.available_from),
        "retired_on": _day(can.retired_on),
        "replaced_by": can.replaced_by,
        "source": can.source,
        "checked_on": _day(can.checked_on),
    }


def status(can: Limits, day: int) -> str:
    """Whether it can be had on a day (YYYYMMDD)."""
    if alive(can, day):
        return AVAILABLE
    return ENDED if can.retired_on is not None and day >= can.retired_on else COMING


def matching(frame: pd.DataFrame, words: str) -> pd.DataFrame:
    """The rows in which each of the words stands somewhere, whatever its letters' case."""
    wanted = words.lower().split()
    texts = [" ".join(str(value).lower() for value in row if value is not None) for row in frame.to_numpy().tolist()]
    found = pd.Series([all(one in text for one in wanted) for text in texts], index=frame.index, dtype=bool)
    return frame.loc[found].reset_index(drop=True)


def ended_but_used(models: Iterable[str], limits: Mapping[str, Limits], day: int) -> list[tuple[str, Limits]]:
    """Models of the work in view that can no longer be had, with what is known of them."""
    return [(name, limits[name]) for name in models if name in limits and status(limits[name], day) == ENDED]


def _day(number: int | None) -> date | None:
    return None if number is None else day_of_number(number)
