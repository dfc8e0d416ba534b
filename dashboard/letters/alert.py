"""One alert of a kind that has no letter of its own: what was seen, the numbers behind it, and what to do."""

from dashboard.lettering.letter import Letter, Occasion
from dashboard.lettering.one_alert import written

TITLE = "Alert"


def compose(occasion: Occasion) -> Letter:
    """The letter of the one alert that the occasion tells of."""
    return written(occasion, TITLE, "See it on screen")
