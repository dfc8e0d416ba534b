"""Does a stretch of days equal the providers' bills? For letters to those who see whole accounts."""

from typing import Any, Final

from dashboard.lettering.address import address_of
from dashboard.lettering.draft import Numbers, Part
from dashboard.lettering.words import written
from dashboard.measures import amounts
from dashboard.measures.reconciliation import AGREES, DIFFERS, OPEN
from dashboard.view import View

SAID: Final = {
    AGREES: "What was settled equals every bill, and no day of it can change any more.",
    OPEN: "What was settled equals every bill so far; some days are still open and may change.",
    DIFFERS: "What was settled differs from a bill; the screen says of which account and on which days.",
}
HEADINGS: Final = ("Account", "Bill lines", "Settled", "Difference", "Tax, purchases")


def bills(view: View) -> tuple[Part, ...]:
    """Each account's bill beside what was settled of it, tax and purchases of credit apart; nothing for few teams."""
    found = view.reconciliation(["account", "currency"])
    if found.empty:
        return ()
    rows = tuple(_row(row) for row in found.to_dict("records"))
    title = f"{_days(view)}, each account in the currency of its bill"
    address = address_of("collection", view, part="Bills")
    numbers = Numbers(title, HEADINGS, rows, False, address, "See the bills")
    note = "Tax and purchases of prepaid credit are kept apart from cost, and are not charged to teams."
    return (Part("Does it equal the bills?", (SAID[_worst(found["state"].tolist())],), None, numbers, (note,)),)


def _worst(states: list[str]) -> str:
    return next(state for state in (DIFFERS, OPEN, AGREES) if state in states)


def _row(row: dict[Any, Any]) -> tuple[str, ...]:
    money = (row[name] for name in ("billed", "settled", "difference", "apart"))
    return str(row["account"]), *(written("cost", one, str(row["currency"])) for one in money)


def _days(view: View) -> str:
    return amounts.days(view.narrowing.since, view.narrowing.until)
