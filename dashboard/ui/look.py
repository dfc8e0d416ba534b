"""How charts look by day and by night: our own layout, in the colours of letters."""

from typing import Any

import streamlit as st

from dashboard.lettering.colours import DAY as DAY
from dashboard.lettering.colours import NIGHT as NIGHT
from dashboard.lettering.colours import Look as Look


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
