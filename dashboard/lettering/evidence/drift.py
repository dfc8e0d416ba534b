"""A price that drifts: what a second was billed at, what the list of its day says, and what the difference is worth."""

from dataclasses import replace
from typing import Any

from dashboard import view_of_tiers
from dashboard.lettering.address import address_of
from dashboard.lettering.bars import beside
from dashboard.lettering.draft import Numbers, Part, Picture
from dashboard.lettering.evidence import work
from dashboard.lettering.letter import Occasion
from dashboard.lettering.words import written
from dashboard.measures.tiers.drift import AGREED, AGREES, list_prices
from dashboard.view import View
from db.alerts import Told

HEADINGS = ("Model", "Seller", "Billed a second", "Listed", "Worth")
MOST = 6
BILLED, LISTED = "per_second", "list_per_second"
Row = dict[Any, Any]


def parts(told: Told, occasion: Occasion) -> tuple[Part, ...]:
    """Each list price of the alert's work that the latest bill does not agree with, or the work where all do."""
    view = months(told, occasion)
    prices = list_prices(view_of_tiers.paid(view)).to_dict("records")
    off = [row for row in prices if row["state"] not in (AGREES, AGREED)][:MOST]
    if not off:
        return work.parts(told, occasion)
    rows = tuple(_row(row, view.currency) for row in off)
    address = address_of("tiers", view, tiers="Price drift")
    title = f"In the latest month of each, in {view.currency}"
    numbers = Numbers(title, HEADINGS, rows, False, address, "See all list prices")
    return (Part("Billed against listed", (), charted(off, view), numbers),)


def months(told: Told, occasion: Occasion) -> View:
    """The alert's work of this month and the two before."""
    view = work.lately(told, occasion)
    first = view.narrowing.since.replace(day=1)
    return replace(view, narrowing=replace(view.narrowing, since=first))


def charted(off: list[Row], view: View) -> Picture:
    """Billed beside listed, as bars."""
    words = [f"{row['model']}, {row['seller']}" for row in off]
    series = [(said, [row[name] for row in off]) for said, name in (("Billed a second", BILLED), ("Listed", LISTED))]
    alt = "What a second was billed at, beside its list price, as bars; the prices are in the table below."
    return beside("drift", alt, words, series, view.currency)


def _row(row: Row, currency: str) -> tuple[str, ...]:
    prices = (written("cost_per_second", row[name], currency) for name in (BILLED, LISTED))
    return str(row["model"]), str(row["seller"]), *prices, written("cost", row["over_list"], currency)
