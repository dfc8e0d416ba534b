"""What had been forecast of a month that is over: how wrong it was, by how far ahead it looked."""

from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from dashboard.forecasts.past import past_of
from dashboard.lettering.draft import Numbers, Part
from dashboard.lettering.words import changed, share
from dashboard.measures import amounts
from dashboard.measures.outlook.score import card, scored
from dashboard.view import View
from db.forecasts import kept

HEADINGS: Final = ("Forecast of", "Forecasts", "Error", "Bias", "80% held")
EXPLAINED: Final = (
    "Error is the sum of all misses over the sum of what came; bias is the same with its sign, above 0 too much was"
    " forecast; held is how often what came lay within the interval."
)


def score_card(view: View, month: str, today: date, zone: ZoneInfo) -> Part:
    """How the forecasts of that month (2026-10) that were kept met what it cost."""
    past = past_of(view, today, zone)
    mine = [one for one in kept(view.engine, past.scope) if one.horizon == month and not one.part]
    found = card(scored(mine, past.history, past.past))
    if found.empty:
        return Part("How good was the forecast?", (_none(bool(mine)),))
    rows = [
        (row["asked"], amounts.number(row["forecasts"]), share(row["wape"]), changed(row["bias"], None),
         share(row["cover80"]))
        for row in found.to_dict("records")
    ]  # fmt: skip
    numbers = Numbers("Forecasts of this month alone", HEADINGS, tuple(rows))
    return Part("How good was the forecast?", (), None, numbers, (EXPLAINED,))


def _none(some: bool) -> str:
    """Why there is no card."""
    if some:
        return "Not all days of the month are known in full yet, so its forecasts cannot be judged."
    return "No forecast of this month was kept while it could still be wrong."
