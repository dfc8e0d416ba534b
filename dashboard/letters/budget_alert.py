"""A budget is used up to one of its thresholds: how it stands, where it will end, and what to do."""

from dashboard.lettering.letter import Letter, Occasion
from dashboard.lettering.one_alert import written

TITLE = "Budget"


def compose(occasion: Occasion) -> Letter:
    """The letter of a threshold on what was spent."""
    return written(occasion, TITLE, "See the budget", "bad")
