"""Charts: each with its title, a sentence for those who cannot see it, its numbers as a table and as files."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.measures import measures
from dashboard.ui import amounts, tables
from dashboard.ui.look import layout, look

TALL = 320
BAR = 30
MOST_SERIES = 6
REST = "all others"
QUIET = {"displayModeBar": False, "responsive": True}


def over_time(
    frame: pd.DataFrame, x: str, measure: str, *, key: str, title: str, currency: str, by: str = "", line: bool = False
) -> None:
    """Bars (or lines) of one measure over days or weeks `x`, stacked by the words of `by` where given.

    The five dearest words have colours of their own, the others stand together; the table has all of them.
    """
    drawn, names = _gathered(frame, x, measure, by)
    traces = [
        _trace(part[x].tolist(), part[measure].tolist(), name, colour, line, measure, currency)
        for name, colour in zip(names, _colours(names), strict=True)
        for part in [drawn[drawn[by] == name] if by else drawn]
    ]
    figure = {"data": traces, "layout": _time_layout(measure, currency, legend=bool(by))}
    _show(figure, frame, key, title, _said_over_time(frame, x, measure, title, currency), currency)


def ranked(
    frame: pd.DataFrame, by: str, names: Sequence[str], *, key: str, title: str, currency: str, most: int = 12
) -> None:
    """Bars from the largest of the first measure down, one panel for each measure in `names`, side by side.

    What is more than `most` is left to the table. Unknown has no bar, and says so.
    """
    first = names[0]
    order = sorted(range(len(frame)), key=lambda n: -(frame[first].iloc[n] or 0))
    top = frame.iloc[order[:most]].iloc[::-1]
    figure = {"data": _rank_traces(top, by, names, currency), "layout": _rank_layout(len(top), len(names))}
    _label_panels(figure, names, currency)
    _show(figure, frame.iloc[order], key, title, _said_ranked(frame.iloc[order], by, first, title, currency), currency)


def _show(figure: Mapping[str, Any], frame: pd.DataFrame, key: str, title: str, alt: str, currency: str) -> None:
    st.markdown(f"##### {title}", anchors=False)
    st.plotly_chart(dict(figure), theme=None, key=key, config=QUIET, alt=alt)
    tables.folded(frame, key=f"{key}-numbers", title=title, currency=currency)


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
    named = frame.assign(**{by: words, measure: [value or Decimal(0) for value in frame[measure]]})
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
        return {"type": "scatter", "mode": "lines", "line": {"color": colour, "width": 2}, **shared}
    return {"type": "bar", "marker": {"color": colour}, **shared}


def _time_layout(measure: str, currency: str, *, legend: bool) -> dict[str, Any]:
    made = layout(TALL, legend=legend)
    made |= {"barmode": "relative", "bargap": 0.15}
    made["xaxis"] |= {"showgrid": False, "type": "date", "tickformat": "%-d %b", "hoverformat": "%-d %b %Y"}
    made["yaxis"] |= _number_axis(measure, currency) | {"rangemode": "tozero"}
    return made


def _number_axis(measure: str, currency: str) -> dict[str, Any]:
    unit = measures()[measure].unit
    if unit in ("money", "money per"):
        return {"tickprefix": amounts.money(Decimal(0), currency, 0).rstrip("0"), "tickformat": ",~f"}
    return {"tickformat": ".0%" if unit == "share" else ",~f"}


def _rank_traces(top: pd.DataFrame, by: str, names: Sequence[str], currency: str) -> list[dict[str, Any]]:
    now = look()
    return [
        {
            "type": "bar",
            "orientation": "h",
            "name": amounts.label(name, currency),
            "y": [word or "(none)" for word in top[by]],
            "x": [None if value is None else float(value) for value in top[name]],
            "text": [amounts.written(name, value, currency, short=True) for value in top[name]],
            "textposition": "auto",
            "insidetextanchor": "end",
            "cliponaxis": False,
            "marker": {"color": now.series[n]},
            "hovertemplate": "%{y}<br>%{text}<extra></extra>",
            "xaxis": f"x{n + 1 if n else ''}",
        }
        for n, name in enumerate(names)
    ]


def _rank_layout(rows: int, panels: int) -> dict[str, Any]:
    made = layout(70 + BAR * rows, legend=False)
    made["yaxis"] |= {"showgrid": False, "ticksuffix": "  ", "type": "category"}
    width = 1 / panels
    for n in range(panels):
        axis = f"xaxis{n + 1 if n else ''}"
        made[axis] = {**made["xaxis"], "showticklabels": False, "showgrid": False, "zeroline": False}
        made[axis]["domain"] = [n * width + (0.03 if n else 0), (n + 1) * width - (0 if n + 1 == panels else 0.03)]
    made["margin"]["t"] = 8 if panels == 1 else 28
    made["bargap"] = 0.25
    return made


def _label_panels(figure: dict[str, Any], names: Sequence[str], currency: str) -> None:
    if len(names) == 1:
        return
    figure["layout"]["annotations"] = [
        {
            "text": amounts.label(name, currency),
            "xref": f"x{n + 1 if n else ''} domain", "yref": "paper", "x": 0, "y": 1, "yanchor": "bottom",
            "xanchor": "left", "showarrow": False, "font": {"color": look().muted},
        }
        for n, name in enumerate(names)
    ]  # fmt: skip


def _said_over_time(frame: pd.DataFrame, x: str, measure: str, title: str, currency: str) -> str:
    known = [(value, at) for value, at in zip(frame[measure], frame[x], strict=True) if value is not None]
    if not known:
        return f"{title}: nothing known."
    at = sorted({at for _, at in known})
    return f"{title}, from {amounts.day(at[0])} to {amounts.day(at[-1])}. The numbers are in the table below."


def _said_ranked(frame: pd.DataFrame, by: str, measure: str, title: str, currency: str) -> str:
    said = [
        f"{word or 'none'} {amounts.written(measure, value, currency, short=True)}"
        for word, value in zip(frame[by].head(5), frame[measure].head(5), strict=True)
    ]
    return f"{title}, largest first: {', '.join(said)}. All numbers are in the table below."
