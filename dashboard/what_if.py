"""The clips of a view at every model of every seller, for the command line: a table to read, JSON or CSV."""

import json
from datetime import date
from decimal import Decimal
from typing import Any, Final

import pandas as pd
from rich.table import Table

from dashboard.exports import csv_bytes
from dashboard.measures.what_if.fit import Terms
from dashboard.measures.what_if.table import as_frame
from dashboard.ui.amounts import UNKNOWN, money, number, share
from dashboard.view import View
from db.money import plain

SHOWN: Final = ("model", "seller", "possible", "made", "now", "there", "difference", "change", "why_not")
SHARES: Final = frozenset({"possible", "change", "kept"})
COUNTS: Final = frozenset({"clips", "made", "over"})


def answered(view: View, terms: Terms) -> pd.DataFrame:
    """The alternatives as the What-if screen shows them."""
    return as_frame(view.alternatives(terms), view.currency, view.keep_rates(), view.number("keep_rate"))


def as_json(frame: pd.DataFrame, view: View, day: date) -> str:
    """Each alternative; money, seconds and ratios as decimal strings, unknown as null."""
    rows = [{name: _json(name, value) for name, value in row.items()} for row in frame.to_dict("records")]
    return json.dumps({"prices_of": f"{day}", "currency": view.currency, "rows": rows}, indent=2, ensure_ascii=False)


def _json(name: Any, value: Any) -> Any:
    if not isinstance(value, Decimal):
        return value
    return int(value) if name in COUNTS and value == value.to_integral_value() else plain(value)


def as_csv(frame: pd.DataFrame) -> str:
    """The same rows as CSV."""
    return csv_bytes(frame).decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n")


def as_table(frame: pd.DataFrame, currency: str) -> Table:
    """To read in a terminal: what can be made, at what difference, and why the rest cannot."""
    table = Table()
    for name in SHOWN:
        table.add_column(name.replace("_", " ").capitalize(), overflow="fold")
    for row in frame.to_dict("records"):
        table.add_row(*(_told(name, row[name], currency) for name in SHOWN))
    return table


def _told(name: str, value: Any, currency: str) -> str:
    if value is None or not isinstance(value, Decimal):
        return UNKNOWN if value is None else str(value)
    if name in SHARES:
        return share(value)
    return number(value) if name in COUNTS else money(value, currency)
