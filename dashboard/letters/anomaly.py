"""Days that cost other than expected: by how much, what drove them, and whether they still go on."""

from dashboard.lettering.letter import Letter, Occasion
from dashboard.lettering.one_alert import written

TITLE = "Odd days"


def compose(occasion: Occasion) -> Letter:
    """The letter of one stretch of odd days."""
    return written(occasion, TITLE, "See what drove it")
