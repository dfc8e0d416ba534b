"""What became of forecasts: their score card, why today's is another one than the last, and days that were odd."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.forecasts.foreseen import typed_in
from dashboard.forecasts.outlook import Outlook
from dashboard.forecasts.past import RECENT, Past, past_of
from dashboard.measures.forecasting.tell import tell
from dashboard.measures.outlook.anomaly import Anomaly, Least, episodes, odd_days, told_once, with_plans
from dashboard.measures.outlook.change import Change, changed
from dashboard.measures.outlook.foreseen import planned
from dashboard.measures.outlook.score import card, scored
from dashboard.view import View
from db.forecasts import kept, latest_before
from db.window import day_number

SMALLEST: Final = 10 * 10**9
"""Ten of the reporting currency: less is never told."""


def score_card(view: View, past: Past, month: str = "") -> pd.DataFrame:
    """How wrong the kept forecasts of this scope and its parts were, or those of one month, such as 2026-10.

    Columns as `measures.outlook.score` has them.
    """
    mine = [one for one in kept(view.engine, past.scope) if not month or one.horizon == month]
    return card(scored(mine, past.history, past.past))


def months_judged(view: View, past: Past) -> list[str]:
    """The months whose forecasts can be judged, the latest first."""
    judged = scored(kept(view.engine, past.scope), past.history, past.past)
    return sorted({one.kept.horizon for one in judged if len(one.kept.horizon) == len("2026-10")}, reverse=True)


def change_since(view: View, outlook: Outlook) -> list[Change]:
    """Why each month of the whole is another than on the last day that has a forecast."""
    past = outlook.past
    before = latest_before(view.engine, past.scope, day_number(past.today))
    found = (changed(before, line, past.history, past.past) for line in outlook.whole)
    return [one for one in found if one]


def anomalies(view: View, today: date, zone: ZoneInfo) -> list[Anomaly]:
    """Days of the last weeks outside what was forecast of them, of everything in view and each of its parts, once."""
    past = past_of(view, today, zone)
    said = typed_in(view, past)
    odd = odd_days(past.history, past.past, tell, least(past), planned(said, past.past))
    return with_plans(told_once(episodes(odd, past.past)), said, past.scope)


def least(past: Past) -> Least:
    """What an odd day must differ by: a hundredth of what four weeks cost, and a quarter of what was expected."""
    month = past.history.of("", past.past - RECENT, past.past)
    return Least(max(month // 100, SMALLEST), 0.25)


def going_on(found: Sequence[Anomaly]) -> list[Anomaly]:
    """Those that a reader should hear of now: they go on, and nobody planned them."""
    return [one for one in found if one.going_on and not one.planned]
