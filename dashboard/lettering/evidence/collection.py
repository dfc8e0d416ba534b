"""An account that brings nothing: what was said, and how far the data of each reach."""

from dashboard.lettering import telling
from dashboard.lettering.accounts import accounts_of, behind, reach
from dashboard.lettering.draft import Part
from dashboard.lettering.letter import Occasion
from dashboard.lettering.words import sentence
from dashboard.measures.health import Health
from db.alerts import Told


def parts(told: Told, occasion: Occasion) -> tuple[Part, ...]:
    """What its last collection said, and every account beside it, the one that the alert is about first."""
    about = told.where.get("account", ())
    found = sorted(accounts_of(occasion), key=lambda one: one.account not in about)
    mine = [one for one in found if one.account in about]
    incomplete = "Days after that are incomplete in every number until it is collected again."
    heard = (*said(mine, occasion.about), incomplete)
    return (Part("How far the data reach", heard, behind(found, occasion), reach(found, occasion)),)


def said(found: list[Health], about: str) -> tuple[str, ...]:
    """What the last collection of each account said; nothing of it where that is over."""
    if about == telling.CLEARED:
        return ()
    return tuple(f"{one.account} said last: {sentence(one.error)}" for one in found if one.error)
