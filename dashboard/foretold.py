"""The forecast and its score card for the command line: tables to read, JSON or CSV."""

import json
from datetime import date
from decimal import Decimal
from typing import Any, Final

import pandas as pd
from rich.console import JustifyMethod
from rich.table import Table

from dashboard.forecasts import tables
from dashboard.forecasts.judged import score_card
from dashboard.forecasts.outlook import Outlook
from dashboard.ui.amounts import UNKNOWN, money, number, share
from dashboard.view import View
from db.money import plain

SHARES: Final = frozenset({"wape", "bias", "cover80", "cover95"})
COUNTS: Final = frozenset({"forecasts", "replayed"})
HEADS: Final = {"wape": "Error (WAPE)", "mase": "MASE", "cover80": "80% held", "cover95": "95% held", "asked": "Of"}


def lines(outlook: Outlook, by: str) -> pd.DataFrame:
    """This month and the next three: everything, and with `by` each of its words."""
    return tables.lines([*outlook.whole, *(outlook.of(by) if by else ())])


def card(view: View, outlook: Outlook, by: str) -> pd.DataFrame:
    """The score card of everything, and with `by` of each of its words."""
    found = score_card(view, outlook.past)
    return found[(found["part"] == "") | (found["part"].str.startswith(f"{by}=") if by else False)]


def as_json(view: View, outlook: Outlook, by: str) -> str:
    """Forecasts, what is known ahead and the score card; money and ratios as decimal strings, unknown as null."""
    past = outlook.past
    answer = {
        "made_on": f"{past.today}", "known_before": f"{past.past}", "currency": view.currency, "scope": past.scope,
        "rows": _rows(lines(outlook, by)), "known_ahead": _rows(tables.foreseen(outlook)),
        "score": _rows(card(view, outlook, by)),
    }  # fmt: skip
    return json.dumps(answer, indent=2, ensure_ascii=False)


def _rows(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return [{name: _json(str(name), value) for name, value in row.items()} for row in frame.to_dict("records")]


def _json(name: str, value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if name in COUNTS else plain(value)
    return f"{value}" if isinstance(value, date) else value


def as_table(frame: pd.DataFrame, title: str, currency: str) -> Table:
    """To read in a terminal."""
    table = Table(title=title, title_justify="left")
    for name in map(str, frame.columns):
        side: JustifyMethod = "right" if name in {*tables.MONEY, *HEADS, *COUNTS, "bias"} - {"asked"} else "left"
        heading = HEADS.get(name) or name.replace("_", " ").capitalize()
        table.add_column(heading, justify=side, overflow="fold")
    for row in frame.to_dict("records"):
        table.add_row(*(_told(str(name), value, currency) for name, value in row.items()))
    return table


def _told(name: str, value: Any, currency: str) -> str:
    if value is None:
        return UNKNOWN
    if not isinstance(value, Decimal):
        return str(value) or ("everything" if name == "part" else "")
    if name in SHARES:
        return share(value)
    if name == "mase":
        return number(value, 2)
    return number(value) if name in COUNTS else money(value, currency)
