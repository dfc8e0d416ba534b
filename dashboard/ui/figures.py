"""What charts are made of: plain Plotly figures, written as dicts in the look of the reader's theme."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from html import escape
from typing import Any

import pandas as pd

from dashboard.measures import measures
from dashboard.ui import amounts
from dashboard.ui.look import layout, look
from dashboard.view import UNATTRIBUTED

TALL = 320
BAR = 30
ROOM = 1.4
"""How much longer an axis is than its longest bar, so that the number beside the bar has room."""
MOST_SERIES = 6
REST = "all others"
NOBODYS = ("", UNATTRIBUTED)
HALF_A_BAR = {"day": timedelta(hours=12), "week": timedelta(hours=84)}


def over_time(frame: pd.DataFrame, x: str, measure: str, currency: str, by: str, *, line: bool) -> dict[str, Any]:
    """Bars or lines over `x`, one series for each of the largest words of `by`."""
    drawn, names = _gathered(frame, x, measure, by)
    traces = [
        _trace(part[x].tolist(), part[measure].tolist(), _name(by, name), colour, line, measure, currency)
        for name, colour in zip(names, _colours(names), strict=True)
        for part in [drawn[drawn[by] == name] if by else drawn]
    ]
    return {"data": traces, "layout": _time_layout(measure, currency, legend=bool(by))}


def _name(by: str, word: str) -> str:
    """A word as Plotly may show it, which reads markup in texts."""
    return escape(amounts.word(by, word), quote=False)


def _gathered(frame: pd.DataFrame, x: str, measure: str, by: str) -> tuple[pd.DataFrame, list[str]]:
    """The frame with small series put together under one name, and the names from the largest to the rest."""
    if not by:
        return frame, [measure]
    sums: dict[str, Decimal] = {}
    for word, value in zip(frame[by], frame[measure], strict=True):
        sums[word] = sums.get(word, Decimal(0)) + (value or 0)
    words = sorted(sums, key=lambda word: (-sums[word], word))
    own = words if len(words) <= MOST_SERIES else words[: MOST_SERIES - 1]
    if len(own) == len(words):
        return frame, words
    words = [word if word in own else REST for word in frame[by]]
    known = [value or Decimal(0) for value in frame[measure]]
    named = pd.DataFrame({x: frame[x], by: words, measure: known})
    return named.groupby([x, by], as_index=False)[[measure]].sum(), [*own, REST]


def _colours(names: Sequence[str]) -> list[str]:
    now = look()
    return [now.rest if name == REST else now.series[n % len(now.series)] for n, name in enumerate(names)]


def _trace(
    x: list[Any], values: list[Decimal | None], name: str, colour: str, line: bool, measure: str, currency: str
) -> dict[str, Any]:
    shared = {
        "name": name,
        "x": [str(at) for at in x],
        "y": [None if value is None else float(value) for value in values],
        "customdata": [amounts.written(measure, value, currency) for value in values],
        "hovertemplate": "%{x|%a %-d %b %Y}<br>%{customdata}" + (f"<extra>{name}</extra>"),
    }
    if line:
        return {
            "type": "scatter",
            "mode": "lines+markers",
            "line": {"color": colour, "width": 2},
            "marker": {"size": 4},
            **shared,
        }
    return {"type": "bar", "marker": {"color": colour}, **shared}


def _time_layout(measure: str, currency: str, *, legend: bool) -> dict[str, Any]:
    made = layout(TALL, legend=legend)
    made |= {"barmode": "relative", "bargap": 0.15}
    made["xaxis"] |= {"showgrid": False, "type": "date", "tickformat": "%-d %b", "hoverformat": "%-d %b %Y"}
    made["yaxis"] |= _number_axis(measure, currency) | {"rangemode": "tozero"}
    return made


def mark(figure: dict[str, Any], step: str, through: date, last: date) -> None:
    """A dotted line where the last bar ends that has all its data; bars stand on the start of their day."""
    first = through - timedelta(days=through.weekday()) if step == "week" else through
    if first > last:
        return
    made = figure["layout"]
    now, x = look(), (datetime.combine(first, time.min) - HALF_A_BAR[step]).isoformat()
    line = {"type": "line", "xref": "x", "yref": "paper", "x0": x, "x1": x, "y0": 0, "y1": 1}
    made["shapes"] = [{**line, "line": {"color": now.muted, "dash": "dot", "width": 1}}]
    said = {"text": "incomplete from here ", "x": x, "y": 1, "yref": "paper", "showarrow": False}
    made["annotations"] = [{**said, "xanchor": "right", "yanchor": "top", "font": {"color": now.muted, "size": 12}}]


def _number_axis(measure: str, currency: str) -> dict[str, Any]:
    unit = measures()[measure].unit
    if unit in ("money", "money per"):
        return {"tickprefix": amounts.money(Decimal(0), currency, 0).rstrip("0"), "tickformat": ",~f"}
    return {"tickformat": ".0%" if unit == "share" else ",~f"}


def ranked(top: pd.DataFrame, by: str, name: str, n: int, currency: str, *, headed: bool) -> dict[str, Any]:
    """Horizontal bars of one measure, from the last row up; the `n`-th colour, and gray for what is nobody's."""
    now = look()
    words, values = [_name(by, word) for word in top[by]], [float(value or 0) for value in top[name]]
    said = [amounts.written(name, value, currency, short=True) for value in top[name]]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": words,
        "x": values,
        "customdata": said,
        "marker": {"color": [now.rest if word in NOBODYS else now.series[n] for word in top[by]]},
        "hovertemplate": "%{y}<br>%{customdata}<extra></extra>",
    }
    heading = amounts.label(name, currency) if headed else ""
    return {"data": [bars, _labels(words, values, said)], "layout": _rank_layout(top[name], heading)}


def _labels(words: list[str], values: list[float], said: list[str]) -> dict[str, Any]:
    """The number to the right of each bar; of a negative one right of its foot, where no word stands."""
    return {
        "type": "scatter",
        "mode": "text",
        "y": words,
        "x": [max(value, 0.0) for value in values],
        "text": [f" {number}" for number in said],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _rank_layout(values: "pd.Series[Any]", heading: str) -> dict[str, Any]:
    made = layout((36 if heading else 14) + BAR * len(values), legend=False)
    made["yaxis"] |= {"showgrid": False, "ticksuffix": "  ", "type": "category"}
    made["xaxis"] |= {"showticklabels": False, "showgrid": False, "zeroline": False, "range": _room(values)}
    made |= {"bargap": 0.25, "uniformtext": {"mode": "show", "minsize": 11}}
    if heading:
        made["margin"]["t"] = 28
        said = {"text": heading, "xref": "x domain", "yref": "paper", "x": 0, "y": 1, "font": {"color": look().muted}}
        made["annotations"] = [{**said, "xanchor": "left", "yanchor": "bottom", "showarrow": False}]
    return made


def _room(values: "pd.Series[Any]") -> list[float]:
    known = [float(value) for value in values if value is not None]
    return [min([0.0, *known]) * ROOM, max([0.0, *known]) * ROOM or 1.0]
