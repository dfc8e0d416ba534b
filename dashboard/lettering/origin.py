"""Where a letter's numbers are from: data through when, how much is not billed yet, whose prices, what is left out."""

from datetime import date
from zoneinfo import ZoneInfo

from dashboard.measures import amounts
from dashboard.view import View
from db.window import day_of_number


def origin(view: View, zone: ZoneInfo, today: date) -> list[str]:
    """The sentences below every letter."""
    said = [_reach(view, zone), _sureness(view)]
    return [one for one in (*said, *_unknown(view), _sheets(view, today)) if one]


def _reach(view: View, zone: ZoneInfo) -> str:
    known = view.provenance()
    if known.through is None:
        return "Nothing has been collected yet."
    least = f" ({known.behind} reaches least far)" if known.behind else ""
    return f"Data through {amounts.instant(known.through, zone)}{least}."


def _sureness(view: View) -> str:
    known = view.provenance()
    rates = [
        f" {one.currency} is converted at rates of {one.source} up to {amounts.day(one.through)}."
        for one in known.rates
    ]  # fmt: skip
    share = known.estimated_share
    said = "" if share is None else f"{amounts.share(share)} of the cost is an estimate, not billed yet."
    said = "All of the cost is billed." if share == 0 else said
    return said + "".join(rates)


def _unknown(view: View) -> list[str]:
    """What is left out of the cost because nobody knows it."""
    known, said = view.provenance(), []
    if known.unpriced:
        said.append(f"{amounts.number(known.unpriced)} pieces of work have no price and are not in the cost.")
    if known.untimed:
        said.append(f"{amounts.number(known.untimed)} clips are of unknown length and not in costs per second.")
    if known.unconverted:
        said.append("Some bills are not converted for want of a rate, and not in the cost.")
    return said


def _sheets(view: View, today: date) -> str:
    """When the prices that estimates come from were last checked."""
    checked = [one.checked_on for one in view.offers(today)]
    return f"Price sheets last checked {amounts.day(day_of_number(max(checked)))}." if checked else ""
