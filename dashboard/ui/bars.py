"""Two kinds of lying bars: steps that lead to a total, and ranges with a middle; plain Plotly figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any

import pandas as pd

from dashboard.measures.usable_second import GOOD, PLANNING, UNKNOWN
from dashboard.ui import amounts
from dashboard.ui.look import layout, look

TOTAL = "A usable second"
BAR = 34
ROOM = 1.3
"""How much longer the axis is than what is drawn, so that the number beside it has room."""


@dataclass(frozen=True, slots=True)
class Span:
    """The columns of a range's ends and of what is between, all written `like` a measure."""

    low: str
    middle: str
    high: str
    like: str


def waterfall(frame: pd.DataFrame, by: str, amount: str, like: str, currency: str) -> dict[str, Any]:
    """Lying bars from the first row down, each from where the last one ended; the total stands below them."""
    values = [float(value) for value in frame[amount]]
    ends = [sum(values[: n + 1]) for n in range(len(values))]
    words, total = [*map(str, frame[by]), TOTAL], sum(frame[amount], Decimal(0))
    said = [amounts.written(like, value, currency) for value in (*frame[amount], total)]
    rows = [escape(word, quote=False) for word in words]
    steps = {
        "type": "bar",
        "orientation": "h",
        "y": rows,
        "x": [*values, ends[-1]],
        "base": [*(end - value for end, value in zip(ends, values, strict=True)), 0.0],
        "customdata": said,
        "marker": {"color": [_colour(word) for word in words]},
        "hovertemplate": "%{y}<br>%{customdata}<extra></extra>",
    }
    reach = [max(end, end - value) for end, value in zip(ends, values, strict=True)]
    made = _layout(len(words), [0.0, max(reach) * ROOM])
    made["yaxis"]["autorange"] = "reversed"
    return {"data": [steps, _numbers(rows, [*reach, ends[-1]], said)], "layout": made}


def _colour(step: str) -> str:
    """One colour for what was kept, one for what was paid in vain, one for planning; gray where nobody knows."""
    now = look()
    known = {TOTAL: now.muted, PLANNING: now.series[2]} | dict.fromkeys(GOOD, now.series[0])
    return known.get(step) or (now.rest if step in UNKNOWN else now.series[1])


def spans(top: pd.DataFrame, by: str, span: Span, currency: str) -> dict[str, Any]:
    """A lying bar from low to high for each row, from the last one up, and a dot at the middle where it is known."""
    now, known = look(), top[top[span.low].notna()]
    words = [escape(amounts.word(by, word), quote=False) for word in known[by]]
    lows, highs = ([float(value) for value in known[name]] for name in (span.low, span.high))
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": words,
        "x": [high - low for low, high in zip(lows, highs, strict=True)],
        "base": lows,
        "width": 0.42,
        "marker": {"color": now.series[0], "opacity": 0.35},
        "customdata": [_said(row, span, currency) for row in known.to_dict("records")],
        "hovertemplate": "%{y}<br>%{customdata}<extra></extra>",
    }
    middles = [None if value is None else float(value) for value in known[span.middle]]
    dots: dict[str, Any] = {"type": "scatter", "mode": "markers", "y": words, "x": middles, "hoverinfo": "skip"}
    dots["marker"] = {"color": now.series[0], "size": 11, "line": {"color": now.ground, "width": 1.5}}
    beside = [amounts.written(span.like, value, currency) for value in known[span.middle]]
    made = _layout(len(words), [0.0, max(highs, default=1.0) * ROOM])
    return {"data": [bars, dots, _numbers(words, highs, beside)], "layout": made}


def _said(row: dict[Any, Any], span: Span, currency: str) -> str:
    low, middle, high = (
        amounts.written(span.like, row[name], currency) for name in (span.low, span.middle, span.high)
    )  # fmt: skip
    return f"{low} to {high}, {middle} between"


def _numbers(words: Sequence[str], ends: Sequence[float], said: Sequence[str]) -> dict[str, Any]:
    """The number to the right of each bar."""
    return {
        "type": "scatter", "mode": "text", "y": list(words), "x": list(ends), "text": [f"\u2003{one}" for one in said],
        "textposition": "middle right", "cliponaxis": False, "hoverinfo": "skip",
    }  # fmt: skip


def _layout(rows: int, room: list[float]) -> dict[str, Any]:
    made = layout(14 + BAR * rows, legend=False)
    made["yaxis"] |= {"showgrid": False, "ticksuffix": "  ", "type": "category"}
    made["xaxis"] |= {"showticklabels": False, "showgrid": False, "zeroline": False, "range": room}
    return made | {"bargap": 0.25, "uniformtext": {"mode": "show", "minsize": 11}}
