"""The parts of the Tiers screen for the command line, each as the screen shows it."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

import pandas as pd

from collectors.price_sheets.claims import claims
from dashboard import view_of_tiers
from dashboard.measures.tiers.claimed import claimed
from dashboard.measures.tiers.drift import by_month, list_prices
from dashboard.measures.tiers.matrix import matrix
from dashboard.measures.tiers.ranges import Ranges
from dashboard.measures.tiers.standing import in_each_tier, standing
from dashboard.view import View
from db.window import day_number

KINDS: Final = ("tier", "model", "seller", "mode", "resolution", "audio")


def _paid(view: View, day: date) -> pd.DataFrame:
    return standing(view_of_tiers.paid(view), _ranges(view, day), view_of_tiers.limits(view), KINDS)


def _tiers(view: View, day: date) -> pd.DataFrame:
    return in_each_tier(view_of_tiers.paid(view), _ranges(view, day), view_of_tiers.limits(view))


def _ranges(view: View, day: date) -> Ranges:
    return Ranges(view_of_tiers.asked(view, day), day_number(day))


def _models(view: View, day: date) -> pd.DataFrame:
    return matrix(view_of_tiers.limits(view), view_of_tiers.asked(view, day), day_number(day))


def _claims(view: View, day: date) -> pd.DataFrame:
    return claimed(claims(), view_of_tiers.paid(view), view_of_tiers.asked(view, day), view_of_tiers.limits(view))


PARTS: Final[Mapping[str, Callable[[View, date], pd.DataFrame]]] = MappingProxyType({
    "paid": _paid,
    "tiers": _tiers,
    "models": _models,
    "drift": lambda view, _: by_month(view_of_tiers.paid(view)),
    "lists": lambda view, _: list_prices(view_of_tiers.paid(view)),
    "multipliers": lambda view, _: view_of_tiers.multiplied(view, ("model", "seller", "resolution", "audio")),
    "claims": _claims,
})  # fmt: skip
"""What can be asked for, each as the screen shows it."""
