"""What stands open for a reader: lines that are crossed and not over, those about most money first."""

import re
from collections.abc import Sequence
from typing import Final

from dashboard.lettering.draft import Numbers
from dashboard.lettering.letter import Occasion
from dashboard.lettering.words import money
from dashboard.measures import amounts
from dashboard.telling.address import address_of
from db.alerts import Told, stored
from db.engine import reading

MOST: Final = 8
DIMENSION: Final = re.compile(r"(?<=^odd days of )\w+=")


def open_alerts(occasion: Occasion) -> list[Told]:
    """Those that the reader may see: everything of everybody, or what is about their own teams' work alone."""
    with reading(occasion.view.engine) as connection:
        found = stored(connection, unresolved=True)
    teams = occasion.view.reader.teams
    mine = [one for one in found if teams is None or set() != set(one.where.get("team", ())) <= teams]
    return sorted((one for one in mine if not one.planned), key=lambda one: (-abs(one.impact or 0), one.id))


def named(one: Told) -> str:
    """What an alert is called in a few words, such as Budget Social, or Odd days of social."""
    rule = DIMENSION.sub("", one.rule)
    return f"{rule[:1].upper()}{rule[1:]}"


def listed(found: Sequence[Told], occasion: Occasion) -> Numbers:
    """Each alert with when it was crossed and the money it is about."""
    currency = occasion.view.currency
    rows = [(one.said, _since(one, occasion), _worth(one, currency)) for one in found]
    title, address = f"Days in {occasion.zone.key}, money in {currency}", address_of(one.id for one in found)
    opens = "See it on screen, and answer" if len(found) == 1 else "See them on screen, and answer"
    return Numbers(title, ("What", "Since", "Worth"), tuple(rows), False, address, opens)


def _worth(one: Told, currency: str) -> str:
    """A dash for what is not about money."""
    return amounts.UNKNOWN if one.impact is None else money(one.impact, currency)


def _since(one: Told, occasion: Occasion) -> str:
    return amounts.day((one.at or occasion.now).astimezone(occasion.zone).date())
