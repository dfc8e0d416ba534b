"""What was, what is expected and how sure that is, against a limit: a plain Plotly figure."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from dashboard.ui import amounts
from dashboard.ui.look import layout, look

TALL = 360
AHEAD = ("expected", "low80", "high80", "low95", "high95")
FAR = 1.5
"""How much higher than what is likely a chart goes for the wider interval."""
BANDS = (("95", 0.14), ("80", 0.22))


def fan(frame: pd.DataFrame, currency: str, limit: Decimal | None, *, bars: bool) -> dict[str, Any]:
    """Columns day, actual, expected, low80, high80, low95, high95; `limit` is a dashed line where there is one, and
    a column `even` a dotted one."""
    joined = frame if bars else _joined(frame)
    traces = [trace for held, shade in BANDS for trace in _band(joined, held, shade, currency)]
    traces += [_actual(frame, currency, bars=bars), _expected(joined, currency)]
    made = layout(TALL, legend=True)
    made["xaxis"] |= {"showgrid": False, "type": "date", "tickformat": "%-d %b", "hoverformat": "%-d %b %Y"}
    prefix = amounts.money(Decimal(0), currency, 0).rstrip("0")
    made["yaxis"] |= {"tickprefix": prefix, "tickformat": ",~f", "range": _room(frame, limit)}
    made |= {"bargap": 0.15, "hovermode": "x unified"}
    if limit is not None:
        traces.append(_limit(frame, limit, currency))
    if "even" in frame:
        traces.append(_even(frame, currency))
    return {"data": traces, "layout": made}


def _room(frame: pd.DataFrame, limit: Decimal | None) -> list[float]:
    """An axis for all that is likely: a wider bound that goes far beyond would press everything else to the ground."""
    likely = [float(value) for name in ("actual", "expected", "high80") for value in frame[name] if value is not None]
    wide = [float(value) for value in frame["high95"] if value is not None]
    top = max([*likely, float(limit or 0)], default=0.0)
    return [min([0.0, *likely]), max(min(max(wide, default=0.0), FAR * top), top) * 1.05 or 1.0]


def _joined(frame: pd.DataFrame) -> pd.DataFrame:
    """The forecast begins where what is known ends, so that the line does not break."""
    known = [n for n, value in enumerate(frame["actual"]) if value is not None]
    if not known or known[-1] + 1 == len(frame):
        return frame
    joined = frame.copy()
    last = joined.index[known[-1]]
    for name in AHEAD:
        if joined[name].iloc[known[-1] + 1] is not None:
            joined.loc[last, name] = joined.loc[last, "actual"]
    return joined


def _band(frame: pd.DataFrame, held: str, shade: float, currency: str) -> list[dict[str, Any]]:
    """The lower bound without a line, and the upper one filled down to it; nothing where there is no interval."""
    known = frame[frame[f"low{held}"].notna()]
    if known.empty:
        return []
    days = [str(day) for day in known["day"]]
    low, high = (_floats(known[f"{end}{held}"]) for end in ("low", "high"))
    said = [
        f"{amounts.money(one, currency)} to {amounts.money(other, currency)}"
        for one, other in zip(known[f"low{held}"], known[f"high{held}"], strict=True)
    ]
    shared = {"type": "scatter", "mode": "lines", "x": days, "line": {"width": 0}, "legendgroup": held}
    return [
        {**shared, "y": low, "showlegend": False, "hoverinfo": "skip"},
        {
            **shared, "y": high, "fill": "tonexty", "fillcolor": _rgba(look().series[1], shade),
            "name": f"{held} of 100 times", "customdata": said, "hovertemplate": "%{customdata}",
        },
    ]  # fmt: skip


def _actual(frame: pd.DataFrame, currency: str, *, bars: bool) -> dict[str, Any]:
    known = frame[frame["actual"].notna()]
    said = [amounts.money(value, currency) for value in known["actual"]]
    shared = {
        "name": "billed or estimated", "x": [str(day) for day in known["day"]], "y": _floats(known["actual"]),
        "customdata": said, "hovertemplate": "%{customdata}",
    }  # fmt: skip
    if bars:
        return {"type": "bar", "marker": {"color": look().series[0]}, **shared}
    return {"type": "scatter", "mode": "lines", "line": {"color": look().series[0], "width": 3}, **shared}


def _expected(frame: pd.DataFrame, currency: str) -> dict[str, Any]:
    ahead = frame[frame["expected"].notna()]
    return {
        "type": "scatter", "mode": "lines+markers", "name": "expected", "x": [str(day) for day in ahead["day"]],
        "y": _floats(ahead["expected"]), "line": {"color": look().series[1], "width": 2, "dash": "dot"},
        "marker": {"size": 4}, "customdata": [amounts.money(value, currency) for value in ahead["expected"]],
        "hovertemplate": "%{customdata}",
    }  # fmt: skip


def _limit(frame: pd.DataFrame, limit: Decimal, currency: str) -> dict[str, Any]:
    days = [str(frame["day"].iloc[0]), str(frame["day"].iloc[-1])]
    return {
        "type": "scatter", "mode": "lines", "name": "budget", "x": days, "y": [float(limit)] * 2,
        "line": {"color": look().series[3], "width": 2, "dash": "dash"},
        "customdata": [amounts.money(limit, currency)] * 2, "hovertemplate": "%{customdata}",
    }  # fmt: skip


def _even(frame: pd.DataFrame, currency: str) -> dict[str, Any]:
    """What would have been spent by each day if it were spent evenly."""
    return {
        "type": "scatter", "mode": "lines", "name": "spent evenly", "x": [str(day) for day in frame["day"]],
        "y": _floats(frame["even"]), "line": {"color": look().series[3], "width": 1, "dash": "dot"},
        "customdata": [amounts.money(value, currency) for value in frame["even"]], "hovertemplate": "%{customdata}",
    }  # fmt: skip


def _floats(values: "pd.Series[Any]") -> list[float]:
    return [float(value) for value in values]


def _rgba(colour: str, shade: float) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{shade})"


def said(frame: pd.DataFrame, title: str, currency: str, limit: Decimal | None) -> str:
    """The chart for those who cannot see it."""
    ahead = frame[frame["expected"].notna()]
    known: Sequence[Decimal] = [value for value in frame["actual"] if value is not None]
    parts = [f"{title}, from {amounts.day(frame['day'].iloc[0])} to {amounts.day(frame['day'].iloc[-1])}"]
    if known:
        parts.append(f"last known {amounts.money(known[-1], currency)}")
    if len(ahead):
        parts.append(f"expected on the last day {amounts.money(ahead['expected'].iloc[-1], currency)}")
    if limit is not None:
        parts.append(f"budget {amounts.money(limit, currency)}")
    return f"{', '.join(parts)}. All numbers are in the table below."
