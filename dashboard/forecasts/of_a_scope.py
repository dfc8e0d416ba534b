"""This month of the work that a scope narrows a View to, as the screen Forecast has it, without what else it shows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache, partial
from zoneinfo import ZoneInfo

from dashboard.forecasts.foreseen import foreseen_of
from dashboard.forecasts.outlook import Outlook, among, outlook
from dashboard.forecasts.past import Past, past_of
from dashboard.measures.forecasting.tell import tell
from dashboard.measures.outlook.foreseen import effects, planned
from dashboard.measures.outlook.line import Line, months
from dashboard.measures.outlook.reckon import lines_of, stepped
from dashboard.reader import EVERYBODY
from dashboard.view import View

Above = Callable[[], Outlook]
"""The forecast of everything, made once, when it is first asked for."""


def above(view: View, today: date, zone: ZoneInfo) -> Above:
    """That of the whole ledger, whatever the view is narrowed to and whoever reads: single parts are told from it."""
    everything = replace(view, narrowing=replace(view.narrowing, where={}), reader=EVERYBODY)
    return cache(partial(outlook, everything, today, zone))


def month_of(mine: View, today: date, zone: ZoneInfo, everything: Above) -> tuple[Past, Line]:
    """What the work of a view will have cost at the end of this month, and from which past that is told.

    It is what `outlook` says of the same view; many scopes share the one forecast of everything.
    """
    part, _ = among(mine)
    if part or (not mine.narrowing.where and mine.reader.teams is None):
        told = everything()
        for line in (told.month, *told.parts):
            if (line.part, line.horizon) == (part, told.month.horizon):
                return told.past, replace(line, part="")
    return _alone(mine, today, zone)


def _alone(view: View, today: date, zone: ZoneInfo) -> tuple[Past, Line]:
    past = past_of(view, today, zone)
    foreseen = foreseen_of(view, past)
    lines = lines_of(past.history, months(today)[:1], past.past, tell, planned(foreseen, past.past))
    whole = [line for line in lines if not line.part]
    (line,) = stepped(whole, effects(foreseen, whole, "", past.past))
    return past, line
