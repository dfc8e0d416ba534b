"""A collection failed or an account is stale: what was said, how far its data reach, and who must do what."""

from dashboard.lettering.letter import Letter, Occasion
from dashboard.lettering.one_alert import written

TITLE = "Collection"


def compose(occasion: Occasion) -> Letter:
    """The letter of an account that brings nothing."""
    return written(occasion, TITLE, "See the collection", "bad")
