"""The figure of a tornado: how far each assumption moves an answer to either side, the widest on top."""

from collections.abc import Sequence
from decimal import Decimal
from html import escape
from typing import Any, Final

import pandas as pd

from dashboard.ui import amounts
from dashboard.ui.look import layout, look

ROW, MARGIN = 42, 74
ROOM: Final = 0.35
"""How much of what is drawn is left free on either side, for the numbers."""
ENDS: Final = (("low", "assumption lower", 0), ("high", "assumption higher", 1))
"""Columns, what their bars are called, and in which of the series' colours they are."""


def tornado(frame: pd.DataFrame, by: str, middle: Decimal, currency: str) -> dict[str, Any]:
    """For each row of `by`, the first on top, bars from the answer in the middle to its `low` and its `high`."""
    words = [escape(str(word), quote=False) for word in frame[by]]
    traces = [_bars(words, frame[name].tolist(), middle, currency, called, n) for name, called, n in ENDS]
    return {"data": traces, "layout": _layout(frame, middle, currency)}


def said(frame: pd.DataFrame, by: str, title: str, middle: Decimal, currency: str) -> str:
    """The same in words, for those who do not see it."""
    each = [
        f"{word} from {_money(low, currency)} to {_money(high, currency)}"
        for word, low, high in frame[[by, "low", "high"]].itertuples(index=False)
    ]
    return f"{title}, around {_money(middle, currency)}: {', '.join(each)}. All numbers are in the table below."


def _bars(
    words: Sequence[str], ends: Sequence[Decimal], middle: Decimal, currency: str, called: str, colour: int
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": called,
        "y": list(words),
        "base": float(middle),
        "x": [float(end - middle) for end in ends],
        "marker": {"color": look().series[colour]},
        "text": [_money(end, currency) for end in ends],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{y}: %{text}, " + f"{called}<extra></extra>",
    }


def _layout(frame: pd.DataFrame, middle: Decimal, currency: str) -> dict[str, Any]:
    now, made = look(), layout(MARGIN + ROW * len(frame), legend=True)
    ends = [middle, *frame["low"], *frame["high"]]
    low, high = float(min(ends)), float(max(ends))
    room = (high - low) * ROOM
    made["yaxis"] |= {"showgrid": False, "ticksuffix": "  ", "type": "category", "autorange": "reversed"}
    made["xaxis"] |= {
        "showgrid": False, "zeroline": False, "range": [low - room, high + room], "tickvals": [float(middle)],
        "ticktext": [f"now {_money(middle, currency)}"],
    }  # fmt: skip
    line = {"type": "line", "x0": float(middle), "x1": float(middle), "y0": 0, "y1": 1, "yref": "paper"}
    return made | {"barmode": "overlay", "shapes": [line | {"line": {"color": now.muted, "width": 1}}]}


def _money(value: Decimal, currency: str) -> str:
    return amounts.written("cost", value, currency)
