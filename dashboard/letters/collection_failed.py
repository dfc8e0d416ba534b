"""A collection failed or an account is stale: what was said, how far its data reach, and who must do what."""

from dashboard.lettering import telling
from dashboard.lettering.accounts import accounts_of, behind, reach
from dashboard.lettering.draft import Draft, Part
from dashboard.lettering.letter import Letter, Occasion
from dashboard.lettering.words import sentence
from dashboard.lettering.write import write
from dashboard.measures.health import Health

TITLE = "Collection"


def compose(occasion: Occasion) -> Letter:
    """The letter of an account that brings nothing."""
    told, about = occasion.alerts[0], occasion.about
    found = accounts_of(occasion)
    mine = [one for one in found if one.account in told.where.get("account", ())]
    parts = (
        Part(sentences=(*telling.happened(told, occasion), *said(mine, about))),
        Part(
            "How far the data reach", ("Days after that are incomplete in every number until it is collected again.",),
            behind(found, occasion), reach(found, occasion),
        ),
    )  # fmt: skip
    draft = Draft(
        telling.subject(told, about), TITLE, telling.headline(told, about), telling.tone(about, "bad"), parts,
        telling.todo(told, occasion), told.address, "See the collection",
    )  # fmt: skip
    return write(draft, occasion)


def said(found: list[Health], about: str) -> tuple[str, ...]:
    """What the last collection of each account said; nothing of it where that is over."""
    if about == telling.CLEARED:
        return ()
    return tuple(f"{one.account} said last: {sentence(one.error)}" for one in found if one.error)
