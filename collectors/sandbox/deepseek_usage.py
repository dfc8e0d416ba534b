"""What the invented studio plans with DeepSeek: tokens by key, model and kind of each day in Shanghai.

Amounts are whole thousands of tokens, so that every price × amount is a whole number of nano-dollars.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from collectors.sandbox.cast import UNATTRIBUTED
from collectors.sandbox.seasons import Factor, days_of, workload
from collectors.sandbox.studio import Studio
from collectors.sandbox.takes import DAY

AHEAD_OF_UTC: Final = 8 * 3600
KEYS: Final = {"social-planner": "social", "trailers-planner": "trailers", "r-and-d-lab": "r-and-d",
               "default": UNATTRIBUTED}  # fmt: skip
"""The keys and who pays; the one that says nothing belongs to nobody."""
PRO_KEYS: Final = ("trailers-planner", "r-and-d-lab")
KINDS: Final = ("input_cache_miss_tokens", "input_cache_hit_tokens", "output_tokens")
SIZES: Final = (900, 4200, 310)
"""Thousands of tokens of each kind that one key uses on an ordinary day."""
PEAK: Final = 0.3
"""How much of a weekday's work is done in DeepSeek's peak hours."""
GRANTED: Final = 10 * 10**9
"""Nano-dollars that DeepSeek gave at the beginning, at size 1; spent first, a whole day at a time."""


class Offer(NamedTuple):
    """A model under the name it is asked by, from a day on: nano-dollars for a thousand of each of KINDS."""

    since: date
    model: str
    nano: tuple[int, int, int]
    peaks: bool = False


FAST: Final = (
    Offer(date(2025, 9, 29), "deepseek-chat", (280_000, 28_000, 420_000)),
    Offer(date(2026, 4, 24), "deepseek-chat", (140_000, 2_800, 280_000)),
    Offer(date(2026, 7, 24), "deepseek-v4-flash", (140_000, 2_800, 280_000)),
    Offer(date(2026, 8, 17), "deepseek-v4-flash", (220_000, 7_000, 660_000), peaks=True),
    Offer(date(2026, 9, 10), "deepseek-flash", (150_000, 3_000, 600_000), peaks=True),
)
PRO: Final = (
    Offer(date(2026, 4, 24), "deepseek-v4-pro", (435_000, 3_625, 870_000)),
    Offer(date(2026, 8, 17), "deepseek-v4-pro", (660_000, 22_000, 1_980_000), peaks=True),
)


class Row(NamedTuple):
    """So many thousands of one kind, at so many nano-dollars each; of requests, so many, for nothing.

    `day` counts from 1970, as Shanghai does.
    """

    day: int
    key: str
    model: str
    kind: str
    nano: int
    amount: int

    @property
    def tokens(self) -> int:
        """How many tokens that is."""
        return self.amount * 1000 if self.kind in KINDS else 0


def known(studio: Studio, now: datetime) -> Iterator[Row]:
    """All that is known by now; of the day that Shanghai has, as much as it has of the day."""
    today, second = divmod(int(now.timestamp()) + AHEAD_OF_UTC, DAY)
    for row in rows(studio.seed, studio.first, studio.past, studio.size):
        if row.day < today:
            yield row
        elif row.day == today and (amount := row.amount * second // DAY):
            yield row._replace(amount=amount)


def granted(studio: Studio, now: datetime) -> frozenset[int]:
    """The days that the granted credit paid for: from the first on, as long as it lasted for a whole one."""
    spent: dict[int, int] = {}
    for row in known(studio, now):
        spent[row.day] = spent.get(row.day, 0) + row.nano * row.amount
    left, free = int(GRANTED * studio.size), set()
    for day in sorted(spent):
        left -= spent[day]
        if left < 0:
            break
        free.add(day)
    return frozenset(free)


@lru_cache(maxsize=4)
def rows(seed: int, first: date, past: date, size: float) -> tuple[Row, ...]:
    """Every row of every day that begins in the studio's time; a small studio works with fewer keys a day.

    The same arguments give the same rows.
    """
    days = days_of(first + timedelta(1), past)
    busy, dice = workload(days), np.random.default_rng([seed, 504])
    luck = dice.random((len(days), len(KEYS), 2, len(KINDS) + 1))
    share = min(1.0, float(np.sqrt(size)))
    return tuple(
        row
        for place, day in enumerate(days.astype(object))
        for number, key in enumerate(KEYS)
        for model, offers in enumerate((FAST, PRO))
        if (model == 0 or key in PRO_KEYS) and (number + model == 0 or luck[place, number, model, -1] < share)
        for row in _of_a_key(day, key, offers, luck[place, number, model] * 2 * max(0.2, busy[place]) * size / share)
    )


def _of_a_key(day: date, key: str, offers: tuple[Offer, ...], factor: Factor) -> Iterator[Row]:
    """The rows of one key and one line of models on a day."""
    asked = [offer for offer in offers if offer.since <= day]
    if not asked:
        return
    offer, number = asked[-1], (day - date(1970, 1, 1)).days
    for place, kind in enumerate(KINDS):
        whole = 1 + int(SIZES[place] * factor[place])
        dear = int(whole * PEAK) if offer.peaks and day.weekday() < 5 else 0
        for nano, count in ((offer.nano[place], whole - dear), (offer.nano[place] * 2, dear)):
            if count:
                yield Row(number, key, offer.model, kind, nano, count)
    yield Row(number, key, offer.model, "request_count", 0, 1 + int(400 * factor[0]))
