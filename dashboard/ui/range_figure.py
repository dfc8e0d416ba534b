"""The figure of price ranges: what sellers ask as a bar, the list price as a mark on it, what was paid as a dot."""

from collections.abc import Sequence
from decimal import Decimal
from html import escape
from typing import Any

import pandas as pd

from dashboard.ui import amounts
from dashboard.ui.look import layout, look

ROW, MARGIN = 34, 74
THICK = 0.34


def ranges(frame: pd.DataFrame, by: str, currency: str) -> dict[str, Any]:
    """Rows of `by` from the last up, with `model_low`, `model_high`, `list_per_second` and what was paid."""
    words = [escape(amounts.word(by, word), quote=False) for word in frame[by]]
    traces = [
        _bars(words, frame["model_low"].tolist(), frame["model_high"].tolist(), currency),
        _marks(words, frame["list_per_second"].tolist(), currency, listed=True),
        _marks(words, _like_for_like(frame), currency, listed=False),
    ]
    return {"data": traces, "layout": _layout(len(words), currency)}


def _like_for_like(frame: pd.DataFrame) -> list[Decimal | None]:
    """What was paid for the seconds that the list price is of; without one, for all."""
    pairs = zip(frame["compared_per_second"], frame["per_second"], strict=True)
    return [price if compared is None else compared for compared, price in pairs]


def _bars(words: Sequence[str], lows: Sequence[Any], highs: Sequence[Any], currency: str) -> dict[str, Any]:
    pairs = [None if low is None or high is None else (low, high) for low, high in zip(lows, highs, strict=True)]
    said = ["" if pair is None else " to ".join(amounts.money(end, currency, 3) for end in pair) for pair in pairs]
    return {
        "type": "bar",
        "orientation": "h",
        "name": "asked by its sellers today",
        "y": list(words),
        "base": [float(pair[0]) if pair else 0 for pair in pairs],
        "x": [max(float(pair[1] - pair[0]), 0.001) if pair else None for pair in pairs],
        "width": THICK,
        "marker": {"color": look().rest, "opacity": 0.55},
        "customdata": said,
        "hovertemplate": "%{y}: %{customdata} asked today<extra></extra>",
    }


def _marks(words: Sequence[str], values: Sequence[Decimal | None], currency: str, *, listed: bool) -> dict[str, Any]:
    now = look()
    colour = now.series[1] if listed else now.series[0]
    shape = {"symbol": "line-ns", "size": 18, "line": {"width": 3, "color": colour}} if listed else {"size": 12}
    name = "list price of its day" if listed else "paid"
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "y": list(words),
        "x": [None if value is None else float(value) for value in values],
        "marker": {"color": colour, **shape},
        "customdata": [amounts.money(value, currency, 3) for value in values],
        "hovertemplate": "%{y}: %{customdata} " + f"{name}<extra></extra>",
    }


def _layout(rows: int, currency: str) -> dict[str, Any]:
    made = layout(MARGIN + ROW * rows, legend=True)
    made["yaxis"] |= {"showgrid": False, "ticksuffix": "  ", "type": "category"}
    prefix = amounts.money(Decimal(0), currency, 0).rstrip("0")
    made["xaxis"] |= {"tickprefix": prefix, "tickformat": ",.2f", "rangemode": "tozero", "nticks": 6}
    made |= {"barmode": "overlay"}
    return made
