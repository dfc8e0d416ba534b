"""Several alerts in one letter, for readers who want one a day: what is new, what is over, what to do about each."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.lettering import telling
from dashboard.lettering.bars import beside
from dashboard.lettering.draft import Draft, Part, Picture
from dashboard.lettering.evidence.work import last_days
from dashboard.lettering.letter import Letter, Occasion
from dashboard.lettering.standing_open import listed, named
from dashboard.lettering.words import of_all, sentence
from dashboard.lettering.write import write
from dashboard.telling.address import address_of
from db.alerts import Told
from db.money import from_nano

TITLE = "Alerts of a day"


def compose(occasion: Occasion) -> Letter:
    """The letter of all alerts that the occasion tells of, those about most money first."""
    found = sorted(occasion.alerts, key=lambda one: (-abs(one.impact or 0), one.id))
    over = [one for one in found if is_over(one, occasion)]
    new = [one for one in found if one not in over]
    parts = [part(name, some, occasion) for name, some in (("What is new", new), ("What is over", over)) if some]
    draft = Draft(
        subject(new, over), TITLE, sentence(subject(new, over)), "watch" if new else "good", tuple(parts),
        todo(new, occasion), address_of(one.id for one in found), "See these alerts",
    )  # fmt: skip
    return write(draft, replace(occasion, view=last_days(occasion)))


def is_over(one: Told, occasion: Occasion) -> bool:
    """Whether the alert has cleared."""
    return occasion.about == telling.CLEARED or one.resolved is not None


def subject(new: Sequence[Told], over: Sequence[Told]) -> str:
    """The one alert there is, or how many, and the first of them."""
    first = (new or over)[0]
    many = len(new) + len(over)
    if many == 1:
        return first.said if new else f"Over: {first.said}"
    said = f"{len(new)} {'alert' if len(new) == 1 else 'alerts'}" if new else ""
    gone = f"{len(over)} over" if over else ""
    return f"{', '.join(filter(None, (said, gone)))}: {first.said}"


def part(name: str, found: Sequence[Told], occasion: Occasion) -> Part:
    """Some alerts as a table, and the money of each as a bar."""
    return Part(name, (), picture(name, found, occasion), listed(found, occasion))


def picture(name: str, found: Sequence[Told], occasion: Occasion) -> Picture | None:
    """How much money each is about; None where none is about money."""
    known = [one for one in found if one.impact]
    if len(known) < 2:
        return None
    words = [named(one) for one in known]
    worth = [from_nano(abs(one.impact or 0)) for one in known]
    alt = f"{name}: how much money each alert is about, as bars, the most on top."
    return beside(name.replace(" ", "-").lower(), alt, words, [("Worth", worth)], occasion.view.currency)


def todo(new: Sequence[Told], occasion: Occasion) -> tuple[str, ...]:
    """What each of the new ones asks for; what several ask for alike, but for their account, is said once."""
    if not new:
        return (telling.NOTHING,)
    waiting = (telling.UNANSWERED,) if occasion.about == telling.ESCALATED else ()
    alike: dict[str, list[Told]] = {}
    for one in new:
        alike.setdefault(of_all(one.todo), []).append(one)
    said = (asked(todo, some) for todo, some in alike.items() if todo)
    return (*waiting, *said, telling.EACH if len(new) > 1 else telling.ANSWER)


def asked(todo: str, some: Sequence[Told]) -> str:
    """What one alert asks for, or several alike, with the first of them and how many more there are."""
    first, more = some[0], len(some) - 1
    return f"{named(first)} and {more} more: {sentence(todo)}" if more else f"{named(first)}: {sentence(first.todo)}"
