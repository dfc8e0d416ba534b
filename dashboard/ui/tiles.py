"""Tiles: one number each, with what it is compared with and how it is reckoned."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from dashboard.measures import measures
from dashboard.ui import amounts
from dashboard.view import View

IN_A_ROW = 4


@dataclass(frozen=True, slots=True)
class Tile:
    """What a tile shows, all of it as text. `change` begins with - where it went down; `note` stands beside it."""

    label: str
    value: str
    note: str = ""
    change: str = ""
    explained: str = ""
    tone: Literal["off", "inverse"] = "off"
    """`inverse` colours a rise as bad; `off` leaves the judgement to the reader."""


def of(view: View, name: str, *, note: str = "") -> Tile:
    """The tile of one measure over everything in view."""
    measure = measures()[name]
    value = amounts.written(name, view.number(name), view.currency, short=True)
    return Tile(measure.label, value, note=note, explained=f"{measure.explained[:1].upper()}{measure.explained[1:]}.")


def row(tiles: Sequence[Tile], in_a_row: int = IN_A_ROW, *, key: str = "") -> None:
    """Tiles side by side, so many in a row; two on a phone. `key` is one of the screen's own, if it has several."""
    with st.container(key=f"tiles-{key}"):
        for start in range(0, len(tiles), in_a_row):
            columns = st.columns(in_a_row, gap="small")
            for column, tile in zip(columns, tiles[start : start + in_a_row], strict=False):
                _draw(column, tile)


def _draw(place: "st.delta_generator.DeltaGenerator", tile: Tile) -> None:
    place.metric(
        tile.label,
        tile.value,
        tile.change or amounts.literal(tile.note) or None,
        delta_color=tile.tone if tile.change else "off",
        delta_arrow="auto" if tile.change else "off",
        delta_description=(amounts.literal(tile.note) or None) if tile.change else None,
        help=tile.explained or None,
        border=True,
        height="stretch",
    )
