"""Work to hold against prices: seconds of Kling and Veo, what they cost and what they were listed at."""

from collections.abc import Mapping

from dashboard.measures.tiers.paid import Paid, Words
from db.listed import Listed
from db.money import NANO

KLING = Words("fal", "kling-3.0", "", "1080p", "on")
VEO = Words("fal", "veo-3.1", "", "1080p", "on")
SEEN = Listed(168_000_000, "second", "USD", "a price page", 20261101, 20260205)


def work(
    seconds: float, cost: float, listed: float | None = None, words: Words = KLING, *, day: int = 20261103,
    billed: bool = True, agreed: bool = False, extras: Mapping[str, int | None] | None = None,
) -> Paid:  # fmt: skip
    """So many seconds, for so many dollars, that the list of the day had at `listed` dollars."""
    nano_seconds, dollars = round(seconds * NANO), round(cost * NANO)
    of_listed = (0, 0, 0) if listed is None else (nano_seconds, dollars, round(listed * NANO))
    return Paid(day, words, billed, nano_seconds, dollars, *of_listed, 0, 0, agreed, SEEN, extras or {})
