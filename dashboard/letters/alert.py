"""One alert of a kind that has no letter of its own: what was seen, the numbers behind it, and what to do."""

from dashboard.lettering import telling
from dashboard.lettering.draft import Draft, Part
from dashboard.lettering.evidence import parts_of
from dashboard.lettering.letter import Letter, Occasion
from dashboard.lettering.write import write

TITLE = "Alert"


def compose(occasion: Occasion) -> Letter:
    """The letter of the one alert that the occasion tells of."""
    told, about = occasion.alerts[0], occasion.about
    parts = (Part(sentences=telling.happened(told, occasion)), *parts_of(told, occasion))
    draft = Draft(
        telling.subject(told, about), TITLE, telling.headline(told, about), telling.tone(about), parts,
        telling.todo(told, occasion), told.address, "See it on screen",
    )  # fmt: skip
    return write(draft, occasion)
