"""The parts of the Tiers screen for the command line: a table to read, JSON or CSV."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

import pandas as pd
from rich.table import Table

from collectors.price_sheets.claims import claims
from dashboard import view_of_tiers
from dashboard.measures.tiers.claimed import claimed
from dashboard.measures.tiers.drift import by_month, list_prices
from dashboard.measures.tiers.matrix import matrix
from dashboard.measures.tiers.multipliers import multipliers
from dashboard.measures.tiers.ranges import Ranges
from dashboard.measures.tiers.standing import in_each_tier, standing
from dashboard.screens.tiering.words import LIKE
from dashboard.ui.amounts import UNKNOWN, written
from dashboard.view import View
from db.money import plain
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
    "multipliers": lambda view, _: multipliers(view_of_tiers.paid(view), ("model", "seller", "resolution", "audio")),
    "claims": _claims,
})  # fmt: skip
"""What can be asked for, each as the screen shows it."""


def as_json(frame: pd.DataFrame, view: View, day: date) -> str:
    """Each row; money, seconds and ratios as decimal strings, days as text, unknown as null."""
    rows = [{name: _json(value) for name, value in row.items()} for row in frame.to_dict("records")]
    return json.dumps({"prices_of": f"{day}", "currency": view.currency, "rows": rows}, indent=2, ensure_ascii=False)


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    return f"{value}" if isinstance(value, date) else value


def as_table(frame: pd.DataFrame, currency: str) -> Table:
    """To read in a terminal."""
    table = Table()
    for name in map(str, frame.columns):
        table.add_column(
            name.replace("_", " ").capitalize(), overflow="fold", justify="right" if name in LIKE else "left"
        )
    for row in frame.to_dict("records"):
        table.add_row(*(_told(str(name), value, currency) for name, value in row.items()))
    return table


def _told(name: str, value: Any, currency: str) -> str:
    if value is None:
        return UNKNOWN
    if not isinstance(value, Decimal):
        return str(value)
    return written(LIKE[name], value, currency) if name in LIKE else plain(value)
