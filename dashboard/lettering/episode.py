"""The odd days that an alert is about, as this reader's View tells them."""

import re
from datetime import date
from typing import Final

from dashboard.forecasts.judged import anomalies
from dashboard.forecasts.past import scope as scope_seen
from dashboard.lettering.evidence.work import today
from dashboard.lettering.letter import Occasion
from dashboard.measures.outlook.anomaly import Anomaly
from db.alerts import Told

DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def episode_of(told: Told, occasion: Occasion) -> Anomaly | None:
    """The one that has a day that the alert names and is of the same work; None where there is none any more."""
    days = {date.fromisoformat(day) for day in DAY.findall(f"{told.rule} {told.period} {told.threshold}")}
    seen = scope_seen(occasion.view)
    for one in anomalies(occasion.view, today(occasion), occasion.zone):
        same = (one.part or seen) == told.scope
        if same and any(one.first <= day < one.past for day in days):
            return one
    return None
