"""Charts: each with its title, a sentence for those who cannot see it, its numbers as a table and as files."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.ui import amounts, bars, figures, forecast_figure, range_figure, tables, tornado_figure

FIGURES = 1000
MOST_SPANS = 12
QUIET = {"displayModeBar": False, "responsive": True}


def over_time(
    frame: pd.DataFrame, x: str, measure: str, *, key: str, title: str, currency: str, by: str = "",
    line: bool = False, through: date | None = None,
) -> None:  # fmt: skip
    """Bars (or lines) of one measure over days or weeks `x`, stacked by the words of `by` where given.

    The five dearest words have colours of their own, the others stand together; the table has all of them.
    `through` marks the day after which data are incomplete.
    """
    figure = figures.over_time(frame, x, measure, currency, by, line=line)
    if through and len(frame):
        figures.mark(figure, x, through, frame[x].max())
    st.markdown(f"#### {amounts.literal(title)}", anchors=False)
    _draw(st, figure, key, _said_over_time(frame, x, measure, title))
    tables.folded(frame, key=f"{key}-numbers", title=title, currency=currency)


def ranked(
    frame: pd.DataFrame, by: str, names: Sequence[str], *, key: str, title: str, currency: str, most: int = 12
) -> None:
    """Bars from the largest of the first measure down; a chart for each measure in `names`, side by side.

    What is more than `most` is left to the table. Unknown has no bar but a dash.
    """
    order = sorted(range(len(frame)), key=lambda n: -(frame[names[0]].iloc[n] or 0))
    sorted_frame = frame.iloc[order]
    st.markdown(f"#### {amounts.literal(title)}", anchors=False)
    for n, (place, name) in enumerate(zip(st.columns(len(names)), names, strict=True)):
        figure = figures.ranked(sorted_frame.head(most).iloc[::-1], by, name, n, currency, headed=len(names) > 1)
        _draw(place, figure, f"{key}-{name}", _said_ranked(sorted_frame, by, name, title, currency))
    tables.folded(sorted_frame, key=f"{key}-numbers", title=title, currency=currency)


def ranges(
    frame: pd.DataFrame, by: str, *, key: str, title: str, currency: str, labels: Mapping[str, str], most: int = 15
) -> None:
    """For each of the first rows a bar from `model_low` to `model_high`, a mark at `list_per_second` and a dot at what
    was paid for the same seconds, all prices of a second; unknown has no mark. All rows are in the table."""
    st.markdown(f"#### {amounts.literal(title)}", anchors=False)
    figure = range_figure.ranges(frame.head(most).iloc[::-1], by, currency)
    _draw(st, figure, key, _said_ranges(frame, by, title, currency))
    tables.folded(frame, key=f"{key}-numbers", title=title, currency=currency, labels=labels)


def _said_ranges(frame: pd.DataFrame, by: str, title: str, currency: str) -> str:
    said = [
        f"{amounts.word(by, word)} {amounts.money(value, currency, 3)}"
        for word, value in zip(frame[by].head(5), frame["per_second"].head(5), strict=True)
    ]
    return f"{title}. Paid for a second: {', '.join(said)}. All numbers are in the table below."


def waterfall(frame: pd.DataFrame, by: str, amount: str, *, like: str, key: str, title: str, currency: str) -> None:
    """Bars of which each begins where the one above it ends, and all of them together; `by` names the steps.

    Amounts are written `like` a measure. The numbers are for the caller to show.
    """
    st.markdown(f"#### {amounts.literal(title)}", anchors=False)
    values = [amounts.written(like, value, currency) for value in frame[amount]]
    said = ", ".join(f"{word} {value}" for word, value in zip(frame[by], values, strict=True))
    alt = f"{title}, from the top: {said}. All numbers are in the table below."
    _draw(st, bars.waterfall(frame, by, amount, like, currency), key, alt)


def spans(frame: pd.DataFrame, by: str, span: bars.Span, *, key: str, title: str, currency: str) -> None:
    """A bar from a low to a high value for each word of `by`, with a dot at the one between, where that is known.

    The numbers are for the caller to show.
    """
    st.markdown(f"#### {amounts.literal(title)}", anchors=False)
    said = [
        f"{amounts.word(by, word)} {' to '.join(amounts.written(span.like, end, currency) for end in ends)}"
        for word, *ends in frame[[by, span.low, span.high]].head(5).itertuples(index=False)
    ]
    alt = f"{title}: {', '.join(said)}. All numbers are in the table below."
    _draw(st, bars.spans(frame.head(MOST_SPANS).iloc[::-1], by, span, currency), key, alt)


def tornado(frame: pd.DataFrame, by: str, middle: Decimal, *, key: str, title: str, currency: str) -> None:
    """How far `low` and `high` of each row lie from the answer in the middle. Its numbers are the caller's to show."""
    st.markdown(f"#### {amounts.literal(title)}", anchors=False)
    figure = tornado_figure.tornado(frame, by, middle, currency)
    _draw(st, figure, key, tornado_figure.said(frame, by, title, middle, currency))


def fan(
    frame: pd.DataFrame, *, key: str, title: str, currency: str, limit: Decimal | None = None, bars: bool = False,
    labels: Mapping[str, str], like: Mapping[str, str],
) -> None:  # fmt: skip
    """What was, what is expected and how sure that is, by day (see `ui.forecast_figure`); `limit` is a budget."""
    st.markdown(f"#### {amounts.literal(title)}", anchors=False)
    figure = forecast_figure.fan(frame, currency, limit, bars=bars)
    _draw(st, figure, key, forecast_figure.said(frame, title, currency, limit))
    tables.folded(frame, key=f"{key}-numbers", title=title, currency=currency, labels=labels, like=like)


def _draw(place: Any, figure: Mapping[str, Any], key: str, alt: str) -> None:
    place.plotly_chart(_checked(json.dumps(figure)), theme=None, key=key, config=QUIET, alt=alt)


@lru_cache(maxsize=FIGURES)
def _checked(figure: str) -> Any:
    """A figure as Plotly's own object: its check of every property, half the cost of a screen, is done once."""
    from plotly.graph_objects import Figure

    return Figure(**json.loads(figure))


def _said_over_time(frame: pd.DataFrame, x: str, measure: str, title: str) -> str:
    known = [(value, at) for value, at in zip(frame[measure], frame[x], strict=True) if value is not None]
    if not known:
        return f"{title}: nothing known."
    at = sorted({at for _, at in known})
    return f"{title}, from {amounts.day(at[0])} to {amounts.day(at[-1])}. The numbers are in the table below."


def _said_ranked(frame: pd.DataFrame, by: str, measure: str, title: str, currency: str) -> str:
    said = [
        f"{amounts.word(by, word)} {amounts.written(measure, value, currency, short=True)}"
        for word, value in zip(frame[by].head(5), frame[measure].head(5), strict=True)
    ]
    return f"{title}, largest first: {', '.join(said)}. All numbers are in the table below."
