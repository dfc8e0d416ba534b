"""How likely is it that a period ends above a limit, as far as a forecast's bounds can tell?"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

BELOW: Final = (Decimal("0.025"), Decimal("0.1"), Decimal("0.5"), Decimal("0.9"), Decimal("0.975"))
"""How often the truth ends below each bound: two intervals, and what is expected between them."""
CERTAIN, NEVER = Decimal(1), Decimal(0)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What a period will have cost, in nano-units: known so far, expected, and between which bounds (80 and 95 %).

    The bounds are None where there is too little history to know them.
    """

    known: int
    expected: int
    low80: int | None = None
    high80: int | None = None
    low95: int | None = None
    high95: int | None = None


def chance_over(ahead: Ahead, limit: int) -> Decimal | None:
    """The chance (0 to 1) of more than `limit`; None where no bounds are known and it is not exceeded yet.

    Between the bounds it changes in straight lines; beyond them nobody knows more than that it is at least, or at most,
    the chance at the bound.
    """
    if ahead.known > limit:
        return CERTAIN
    bounds = (ahead.low95, ahead.low80, ahead.expected, ahead.high80, ahead.high95)
    points = sorted(bound for bound in bounds if bound is not None)
    if len(points) < len(bounds):
        return None
    if points[0] == points[-1]:
        return CERTAIN if points[0] > limit else NEVER
    return 1 - _below(points, limit)


def _below(points: Sequence[int], limit: int) -> Decimal:
    at = bisect_right(points, limit)
    if at in (0, len(points)):
        return BELOW[at - (at > 0)]
    left, right = points[at - 1], points[at]
    return BELOW[at - 1] + (BELOW[at] - BELOW[at - 1]) * (limit - left) / (right - left)
