"""Prepaid credit that runs out or expires: how much is left of each, how fast it goes, how long it lasts."""

from dashboard.lettering.address import address_of
from dashboard.lettering.bars import beside
from dashboard.lettering.draft import NOT_KNOWN, Numbers, Part, Picture
from dashboard.lettering.letter import Occasion
from dashboard.measures import amounts
from dashboard.measures.credit import Credit
from db.alerts import Told

HEADINGS = ("Account", "Unit", "Left", "A day", "Days left")


def parts(told: Told, occasion: Occasion) -> tuple[Part, ...]:
    """The credit of every account, the one that the alert is about first; nothing for those who see some teams only."""
    mine = told.where.get("account", ())
    found = sorted(occasion.view.credit(occasion.now), key=lambda one: (one.account not in mine, one.account))
    if not found:
        return ()
    address = address_of("collection", occasion.view, part="Credit")
    numbers = Numbers("In each account's own unit", HEADINGS, tuple(map(_row, found)), False, address, "See all credit")
    note = "A day is what was used on one of the last seven, or of the last thirty where those had no use."
    return (Part("How long the credit lasts", (), lasting(found), numbers, (note, *_unused(found))),)


def lasting(found: list[Credit]) -> Picture | None:
    """How many days each is enough for, as bars."""
    known = [one for one in found if one.lasts is not None]
    if not known:
        return None
    alt = "How many days the credit of each account is enough for, as bars; the days are in the table below."
    return beside("lasting", alt, [one.account for one in known], [("Days left", [one.lasts for one in known])], "")


def _row(one: Credit) -> tuple[str, ...]:
    pace = NOT_KNOWN if one.pace is None else amounts.number(one.pace, 2)
    lasts = NOT_KNOWN if one.lasts is None else amounts.number(one.lasts)
    return one.account, one.currency, amounts.number(one.left, 2), pace, lasts


def _unused(found: list[Credit]) -> tuple[str, ...]:
    """What would expire unused."""
    return tuple(
        f"{amounts.number(one.unused, 2)} {one.currency} of {one.account} would expire unused at this pace."
        for one in found
        if one.unused
    )
