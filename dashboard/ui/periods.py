"""What a bar of a chart over some days stands for."""

from typing import Literal

from dashboard.view import Narrowing

MOST_DAYS = 120


def step_of(narrowing: Narrowing) -> Literal["day", "week"]:
    """What a bar of a chart over these days stands for: weeks where days would be too many."""
    return "day" if (narrowing.until - narrowing.since).days <= MOST_DAYS else "week"
