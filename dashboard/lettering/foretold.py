"""What had been forecast of a month that is over: how wrong it was, by how far ahead it looked."""

from datetime import date
from decimal import Decimal
from typing import Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from dashboard.forecasts.judged import score_card as score_card_of
from dashboard.forecasts.past import Past, past_of
from dashboard.lettering.draft import Numbers, Part
from dashboard.lettering.words import changed, share
from dashboard.measures import amounts
from dashboard.view import View
from db.forecasts import kept

PART: Final = "How good is it?"
HEADINGS: Final = ("Forecast of", "Forecasts", "Error", "Bias", "80% held")
EXPLAINED: Final = (
    "Error is the sum of all misses over the sum of what came; bias is the same with its sign, above 0 too much was"
    " forecast; held is how often what came lay within the interval."
)


def score_card(view: View, month: str, today: date, zone: ZoneInfo) -> Part:
    """How the forecasts of that month (2026-10) that were kept met what it cost."""
    past = past_of(view, today, zone)
    card = score_card_of(view, past, month)
    found = card[card["part"] == ""]
    if found.empty:
        return Part("How good was the forecast?", (_none(_any(view, past, month)),))
    rows = [
        (row["asked"], amounts.number(row["forecasts"]), share(row["wape"]), changed(row["bias"], None),
         share(row["cover80"]))
        for row in found.to_dict("records")
    ]  # fmt: skip
    address = f"/forecast?{urlencode({'forecast': PART, 'score_month': month})}"
    numbers = Numbers("Forecasts of this month alone", HEADINGS, tuple(rows), False, address, "See these forecasts")
    return Part("How good was the forecast?", (), None, numbers, (EXPLAINED, *_replayed(int(found["replayed"].sum()))))


def _replayed(many: int) -> tuple[str, ...]:
    """That some were never shown."""
    said = "1 of them was" if many == 1 else f"{amounts.number(Decimal(many))} of them were"
    return (f"{said} replayed: made afterwards, from what was known then.",) if many else ()


def _any(view: View, past: Past, month: str) -> bool:
    """Whether a forecast of the month was kept."""
    return any(one.horizon == month and not one.part for one in kept(view.engine, past.scope))


def _none(some: bool) -> str:
    """Why there is no card."""
    if some:
        return "Not all days of the month are known in full yet, so its forecasts cannot be judged."
    return "No forecast of this month was kept while it could still be wrong."
