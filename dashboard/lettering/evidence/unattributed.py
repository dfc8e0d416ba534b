"""Work without a team: what it is known by, what it cost, and where the rules are that would place it."""

from dashboard.lettering.address import address_of
from dashboard.lettering.bars import beside
from dashboard.lettering.draft import Numbers, Part
from dashboard.lettering.evidence import work
from dashboard.lettering.letter import Occasion
from dashboard.lettering.words import written
from dashboard.measures import amounts
from db.alerts import Told

HEADINGS = ("Its name", "Known by", "Account", "Cost")
MOST = 8
ALT = "What work without a team cost, by what it is known by, as bars; the amounts are in the table below."


def parts(_: Told, occasion: Occasion) -> tuple[Part, ...]:
    """The dearest of it in the last 30 days; nothing where all has a team, or this reader may not see what has none."""
    view = work.last_days(occasion)
    found = view.unattributed()
    if found.empty:
        return ()
    top = found.head(MOST).to_dict("records")
    rows = tuple(
        (row["name"] or "unknown", row["field"], row["account"], written("cost", row["cost"], view.currency))
        for row in top
    )
    address = address_of("collection", view, part="Waiting for a person")
    numbers = Numbers(work.shown(view), HEADINGS, rows, False, address, "See the rules that would place it")
    words, costs = [row[0] for row in rows], [row["cost"] for row in top]
    picture = beside("unattributed", ALT, words, [("Cost", costs)], view.currency)
    more = (f"{amounts.number(len(found) - MOST)} more are on the screen.",) if len(found) > MOST else ()
    return (Part("What has no team", (), picture, numbers, more),)
