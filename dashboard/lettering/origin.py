"""Where a letter's numbers are from: what is said below every screen, and when the price sheets were checked."""

from datetime import date
from zoneinfo import ZoneInfo

from dashboard.measures import amounts
from dashboard.measures.origin import facts
from dashboard.view import View
from db.window import day_of_number


def origin(view: View, zone: ZoneInfo, today: date) -> list[str]:
    """The sentences below every letter."""
    return [f"{said}." for said in (*facts(view.provenance(), zone), *_sheets(view, today))]


def _sheets(view: View, today: date) -> list[str]:
    """When the prices that estimates come from were last checked."""
    checked = [one.checked_on for one in view.offers(today)]
    return [f"Price sheets last checked {amounts.day(day_of_number(max(checked)))}"] if checked else []
