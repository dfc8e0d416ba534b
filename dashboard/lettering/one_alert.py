"""The letter of one alert: what was seen, the numbers and the picture behind it, and what to do."""

from dataclasses import replace

from dashboard.lettering import telling
from dashboard.lettering.draft import Draft, Part, Tone
from dashboard.lettering.evidence import parts_of
from dashboard.lettering.evidence.work import lately
from dashboard.lettering.letter import Letter, Occasion
from dashboard.lettering.write import write


def written(occasion: Occasion, title: str, opens: str, tone: Tone = "watch") -> Letter:
    """The letter of the alert that the occasion tells of, called `title`; its button says what it `opens`."""
    told, about = occasion.alerts[0], occasion.about
    parts = (Part(sentences=telling.happened(told, occasion)), *parts_of(told, occasion))
    draft = Draft(
        telling.subject(told, about), title, telling.headline(told, about), telling.tone(about, tone), parts,
        telling.todo(told, occasion), told.address, opens,
    )  # fmt: skip
    return write(draft, replace(occasion, view=lately(told, occasion)))
