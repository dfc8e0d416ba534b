"""How charts look by day and by night: our own layout, and colours that differ also for the colour-blind."""

from dataclasses import dataclass
from typing import Any

import streamlit as st


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of one theme: texts, lines, the series in order, and what stands for all the rest."""

    text: str
    muted: str
    line: str
    ground: str
    series: tuple[str, ...]
    rest: str


DAY = Look(
    "#1f2933", "#52606d", "#e1e6eb", "#ffffff",
    ("#1f5f8b", "#e08a2e", "#3d9384", "#a44a6e", "#8a8a35", "#7466ad", "#5aa5d6", "#b5651d"), "#a3adb8",
)  # fmt: skip
NIGHT = Look(
    "#e6eaee", "#a9b4bf", "#2b3641", "#12181f",
    ("#6fb1de", "#f0a95a", "#63bfae", "#d784a5", "#bfbf68", "#a99ce0", "#3f83b3", "#d98c4a"), "#6b7783",
)  # fmt: skip


def look() -> Look:
    """The look that fits the reader's theme."""
    return NIGHT if st.context.theme.type == "dark" else DAY


def layout(height: int, *, legend: bool) -> dict[str, Any]:
    """A Plotly layout: no frame, quiet lines, the legend above, nothing that has to be fetched."""
    now = look()
    axis = {"gridcolor": now.line, "linecolor": now.line, "zerolinecolor": now.line, "automargin": True}
    return {
        "height": height,
        "margin": {"l": 0, "r": 8, "t": 34 if legend else 8, "b": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": '"Source Sans", sans-serif', "size": 13, "color": now.text},
        "hoverlabel": {"bgcolor": now.ground, "bordercolor": now.line, "font": {"color": now.text}},
        "showlegend": legend,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "title": {"text": ""}},
        "xaxis": {**axis, "tickfont": {"color": now.muted}, "fixedrange": True},
        "yaxis": {**axis, "tickfont": {"color": now.muted}, "fixedrange": True},
        "dragmode": False,
    }
