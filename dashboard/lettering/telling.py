"""What alert letters say alike: that a line is crossed, over again, or still unanswered, and since when."""

from typing import Final

from dashboard.lettering.draft import Tone
from dashboard.lettering.letter import Occasion
from dashboard.lettering.words import scope, sentence
from dashboard.measures import amounts
from db.alerts import Told

ANSWER: Final = "Acknowledge it under Budgets & alerts, so that others see that somebody is on it."
NOTHING: Final = "Nothing: this letter only says that it is over."
UNANSWERED: Final = "Nobody has acknowledged it since, so you are told as well."
EACH: Final = "Acknowledge each under Budgets & alerts, so that others see that somebody is on it."
CLEARED, ESCALATED = "cleared", "escalated"
TONES: Final[dict[str, Tone]] = {CLEARED: "good", ESCALATED: "bad"}


def subject(told: Told, about: str) -> str:
    """The one true thing, in a line."""
    return f"{ {CLEARED: 'Over: ', ESCALATED: 'Nobody has answered: '}.get(about, '') }{told.said}"


def headline(told: Told, about: str) -> str:
    """The same as a sentence at the top."""
    if about == CLEARED:
        return f"This is over: {sentence(told.said)}"
    return sentence(told.said)


def tone(about: str, usual: Tone = "watch") -> Tone:
    """How the letter looks."""
    return TONES.get(about, usual)


def happened(told: Told, occasion: Occasion) -> tuple[str, ...]:
    """When it was crossed, what became of it, and of which work it is."""
    what = f" It is about {scope(told.where)}." if told.where else ""
    said = f"{_when(told, occasion)}{what}"
    if occasion.about == ESCALATED:
        return said, UNANSWERED
    return (said,)


def _when(told: Told, occasion: Occasion) -> str:
    at = amounts.instant(told.at or occasion.now, occasion.zone)
    if occasion.about == CLEARED and told.resolved:
        return f"It was first seen {at} and was over {amounts.instant(told.resolved, occasion.zone)}."
    return f"It was so when it was first seen, {at}; the numbers below are of when this letter was written."


def todo(told: Told, occasion: Occasion) -> tuple[str, ...]:
    """What to do next: what the alert says, and how to answer it."""
    if occasion.about == CLEARED:
        return (NOTHING,)
    return tuple(filter(None, (sentence(told.todo), ANSWER)))
