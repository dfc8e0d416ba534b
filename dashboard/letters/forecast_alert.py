"""A budget is likely to be exceeded: what is expected of its period, how sure that is, and what to do."""

from dashboard.lettering.letter import Letter, Occasion
from dashboard.lettering.one_alert import written

TITLE = "Forecast"


def compose(occasion: Occasion) -> Letter:
    """The letter of a threshold on what is expected."""
    return written(occasion, TITLE, "See the budget")
