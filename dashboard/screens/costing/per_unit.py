"""Cost per second, per usable second, per clip and per video: of everything, by any word, and over time."""

import pandas as pd
import streamlit as st

from dashboard.measures import measures
from dashboard.measures.unit_costs import SHOWN, dearest
from dashboard.screens import costing
from dashboard.ui import amounts, charts, page, tables, tiles
from dashboard.ui.periods import step_of
from dashboard.ui.tiles import Tile
from dashboard.ui.visit import Visit
from dashboard.view import View

TITLE, ORDER = "Per unit", 10
PER = ("cost_per_second", "cost_per_usable_second", "cost_per_clip", "cost_per_video")
LINES = 6
"""So many lines a chart over time has, those of the dearest words."""


def draw(visit: Visit) -> None:
    """The four unit costs as tiles, planning beside rendering, then one of them by a word and over time."""
    view = visit.view
    tiles.row([tiles.of(view, name) for name in PER], key="per-unit")
    tiles.row(apart(view), key="apart")
    page.heading("Compared")
    by, name = costing.group(), chosen()
    frame = dearest(view.figures(SHOWN, [by]))
    known = frame[[value is not None for value in frame[name]]]
    if known.empty:
        st.info(f"{measures()[name].label} is not known for anything in view. {wanting(name)}")
    else:
        compared(view, known, by, name)
        over_time(view, known, by, name)
    every_number(view, frame, by)


def chosen() -> str:
    """The unit cost that is compared."""
    labels = {measures()[name].label: name for name in PER}
    return labels[
        st.segmented_control(
            "Compare", list(labels), default=next(iter(labels)), required=True, key="compare", bind="query-params"
        )
    ]


def wanting(name: str) -> str:
    """What would make an unknown unit cost known."""
    if name == "cost_per_usable_second":
        return "Mark clips as kept under Clips, or import a job log: `reelspend import generations`."
    if name == "cost_per_video":
        return "Only a job log knows which clips were made for a video: `reelspend import generations`."
    return "Clips whose seconds or costs nobody knows have none."


def apart(view: View) -> list[Tile]:
    """Planning and rendering apart, and what planning adds to a second."""
    return [tiles.of(view, name) for name in ("rendering", "planning", "planning_per_second")] + [
        tiles.of(view, "full_cost_per_usable_second", note="see A usable second")
    ]


def compared(view: View, frame: pd.DataFrame, by: str, name: str) -> None:
    """One unit cost by the words of a dimension, and the cost that stands behind each."""
    title = f"{measures()[name].label} by {amounts.label(by).lower()}"
    charts.ranked(frame[[by, name, "cost"]], by, [name, "cost"], key="per-unit-by", title=title, currency=view.currency)


def over_time(view: View, frame: pd.DataFrame, by: str, name: str) -> None:
    """The same over time, a line for each of the dearest words; lines of others stand in the table above."""
    step, words = step_of(view.narrowing), frame[by].head(LINES).tolist()
    figures = view.only(**{by: words}).figures([name], [step, by])
    title = f"{measures()[name].label} by {step}"
    charts.over_time(
        figures, step, name, by=by, line=True, key="per-unit-time", title=title, currency=view.currency
    )  # fmt: skip
    if len(frame) > len(words):
        st.caption(f"Lines are those of the {len(words)} on which most was spent, of {len(frame)}.")


def every_number(view: View, frame: pd.DataFrame, by: str) -> None:
    """Every unit cost by the words, with the sums it is made of."""
    shown = frame.assign(**{by: [amounts.word(by, word) for word in frame[by]]})
    title = f"Unit costs by {amounts.label(by).lower()}"
    st.markdown(f"#### {title}", anchors=False)
    tables.show(shown, key="per-unit-table", title=title, currency=view.currency)
    st.caption(
        "Each is a sum divided by a sum, of the work for which both are known. A usable second at first hand counts the"
        " clips that somebody judged; in full it counts all rendering and planning."
    )
