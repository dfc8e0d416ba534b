"""A table of numbers as people read it, with its downloads."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st
from babel.numbers import get_currency_precision

from dashboard.measures import measures
from dashboard.ui import amounts, downloads

TALLEST = 480
SHORT = 12
"""Up to so many rows a table is as tall as its rows; a longer one scrolls."""


def show(
    frame: pd.DataFrame, *, key: str, title: str, currency: str = "",
    labels: Mapping[str, str] | None = None, like: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """A frame as a table, sortable, numbers right-aligned, unknown a dash; below it CSV and XLSX.

    Columns named like a measure are written as it says, and so are those that are `like` one; any other Decimal
    is written to its last digit. `labels` renames columns. `title` names the table for screen readers and for
    the files.
    """
    shown = frame.copy()
    config: dict[str, Any] = {}
    for name in map(str, frame.columns):
        heading = (labels or {}).get(name) or amounts.label(name, currency)
        config[name] = _column(name, heading, shown, currency, (like or {}).get(name, name))
    st.dataframe(
        shown, key=key, hide_index=True, column_config=config, placeholder=amounts.UNKNOWN, alt=title,
        height="content" if len(shown) <= SHORT else TALLEST,
    )  # fmt: skip
    downloads.buttons(frame.rename(columns=dict(labels or {})), key=key, title=title, currency=currency)


def folded(
    frame: pd.DataFrame, *, key: str, title: str, currency: str = "",
    labels: Mapping[str, str] | None = None, like: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """The same behind a line that opens it: the numbers of a chart. Nothing is sent while it is closed."""
    fold = st.expander("Numbers and downloads", key=f"{key}-fold", on_change="rerun")
    if fold.open:
        with fold:
            show(frame, key=key, title=title, currency=currency, labels=labels, like=like)


def _column(name: str, heading: str, frame: pd.DataFrame, currency: str, like: str) -> Any:
    measure = measures().get(like)
    if measure is None:
        return _other_column(name, heading, frame)
    factor = 100 if measure.unit == "share" else 1
    frame[name] = [None if value is None else float(value * factor) for value in frame[name]]
    frame[name] = frame[name].astype("float64")
    written = _format(measure.unit, measure.digits, currency)
    return st.column_config.NumberColumn(heading, help=(name == like and measure.explained) or None, format=written)


def _other_column(name: str, heading: str, frame: pd.DataFrame) -> Any:
    if any(isinstance(value, Decimal) for value in frame[name]):
        frame[name] = [None if value is None else f"{value.normalize():,f}" for value in frame[name]]
        return st.column_config.TextColumn(heading, alignment="right")
    return st.column_config.Column(heading)


def _format(unit: str, digits: int, currency: str) -> str:
    if unit in ("money", "money per"):
        places = max(0, digits + (get_currency_precision(currency) if currency else 2) - 2)
        return "accounting" if places == 2 else f"%.{places}f"
    return f"%.{digits}f%%" if unit == "share" else "localized"
