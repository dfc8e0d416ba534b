"""fal's usage report of the invented studio: its billing events, summed by bucket, endpoint, price and caller."""

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np

from collectors.sandbox.events import Events, Shape, auth_of, costs_of, number
from collectors.sandbox.takes import DAY, Whole

Bucketer = Callable[[Whole], Whole]
Row = tuple[int, dict[str, Any]]


def _month(at: Whole) -> Whole:
    return at.astype("datetime64[s]").astype("datetime64[M]").astype("datetime64[s]").astype(np.int64)


def _step(seconds: int, offset: int = 0) -> Bucketer:
    return lambda at: (at + offset) // seconds * seconds - offset


BUCKETS: dict[str, Bucketer] = {
    "minute": _step(60),
    "hour": _step(3600),
    "day": _step(DAY),
    "week": _step(7 * DAY, 3 * DAY),
    "month": _month,
}
"""From Unix seconds to the second with which their bucket begins, in UTC; weeks begin on Monday."""
LONGEST_STEP = {"minute": 60, "hour": 3600, "day": DAY, "week": 7 * DAY, "month": 31 * DAY}


def usual(span: int) -> str:
    """The timeframe that fal picks for a range of so many seconds."""
    limits = ((2 * 3600, "minute"), (2 * DAY, "hour"), (64 * DAY, "day"), (183 * DAY, "week"))
    return next((name for limit, name in limits if span < limit), "month")


def bound(start: int, end: int, timeframe: str) -> tuple[int, int]:
    """The range widened to whole buckets."""
    bucket = BUCKETS[timeframe]
    first, last = (int(one) for one in bucket(np.array([start, end - 1])))
    after = bucket(np.array([last + LONGEST_STEP[timeframe]]))
    return first, int(after[0])


def reported(events: Events, rows: Whole, buckets: Whole, expand: frozenset[str]) -> list[Row]:
    """(bucket, item) in order of time: one for each endpoint, price, discount and, where asked for, caller."""
    pairs, counts = np.unique(np.stack([buckets, events.code[rows]], axis=1), axis=0, return_counts=True)
    alike: dict[tuple[Any, ...], Shape] = {}
    sums: dict[tuple[Any, ...], Whole] = defaultdict(lambda: np.zeros(3, dtype=np.int64))
    for (bucket, code), count in zip(pairs.tolist(), counts.tolist(), strict=True):
        shape = events.shape(code)
        group = (bucket, *_group(shape, expand))
        alike[group] = shape
        sums[group] += count * np.array([shape.offer.milli * shape.seconds, *shape.nano])
    return [(group[0], _item(alike[group], expand, *sums[group].tolist())) for group in sorted(sums)]


def _group(shape: Shape, expand: frozenset[str]) -> tuple[Any, ...]:
    """What events of one row have in common."""
    return shape.offer.endpoint, shape.offer.micro, shape.offer.percent, shape.key.id if expand else ""


def _item(shape: Shape, expand: frozenset[str], milli: int, before: int, after: int) -> dict[str, Any]:
    costs = costs_of(before, after)
    return {
        "endpoint_id": shape.offer.endpoint,
        "unit": shape.offer.unit,
        "quantity": number(Decimal(milli).scaleb(-3)),
        "unit_price": number(Decimal(shape.offer.micro).scaleb(-6)),
        "percent_discount": shape.offer.percent or None,
        **costs,
        "cost": costs["cost_total"],
        "currency": "USD",
        **auth_of(shape.key, expand),
    }
