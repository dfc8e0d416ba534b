"""How each account is collected, for letters: which are not well, since when, and what was said."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from dashboard.lettering.address import address_of
from dashboard.lettering.bars import beside
from dashboard.lettering.draft import NOT_KNOWN, Numbers, Picture
from dashboard.lettering.letter import Occasion
from dashboard.measures import amounts
from dashboard.measures.health import FILED, WELL, Health, health
from dashboard.measures.readable import readable

HOUR: Final = Decimal(3600)


def accounts_of(occasion: Occasion) -> list[Health]:
    """Every account with work of this reader's, those in need first."""
    return health(readable(occasion.view.accounts()).to_dict("records"), (), occasion.now)


def unwell(occasion: Occasion) -> list[Health]:
    """Those that a person should look at."""
    return [one for one in accounts_of(occasion) if one.state not in WELL]


def reach(found: Sequence[Health], occasion: Occasion) -> Numbers:
    """Each account: how it is, and up to when its data reach."""
    rows = [(one.account, one.state, _stamp(one, occasion)) for one in found]
    title = f"Times in {occasion.zone.key}"
    address = address_of("collection", occasion.view, part="Freshness")
    return Numbers(title, ("Account", "State", "Data through"), tuple(rows), False, address, "See all accounts")


def behind(found: Sequence[Health], occasion: Occasion) -> Picture | None:
    """How many hours the data of each account are behind, as bars; of those that are asked, not of files."""
    known = [one for one in found if one.through is not None and one.state != FILED]
    if not known:
        return None
    hours = [_hours(one, occasion) for one in known]
    alt = "How many hours the data of each account lie back: the longer the bar, the older the data."
    return beside("behind", alt, [one.account for one in known], [("Hours behind", hours)], "")


def _hours(one: Health, occasion: Occasion) -> Decimal:
    seconds = (occasion.now - one.through).total_seconds() if one.through else 0
    return Decimal(round(seconds)) / HOUR


def _stamp(one: Health, occasion: Occasion) -> str:
    return NOT_KNOWN if one.through is None else amounts.stamp(one.through, occasion.zone)
