"""Shots that are only planned: paste them as a table; per model what they cost, and the cheapest mix of models."""

from collections.abc import Sequence
from zlib import crc32

import pandas as pd
import streamlit as st

from dashboard.measures.what_if.board import (
    COLUMNS,
    EXAMPLE,
    NUMBERS,
    as_lines,
    by_maker,
    from_lines,
    mixed,
    shots_of,
    whole_cost,
)
from dashboard.measures.what_if.fit import SIZES
from dashboard.measures.what_if.storyboard import priced
from dashboard.scenarios.questions.storyboard import QUESTION, SHOTS
from dashboard.screens.what_ifs.elsewhere import TERMS, allowed
from dashboard.ui import amounts, page, tables, tiles
from dashboard.ui.tiles import Tile
from dashboard.ui.visit import Visit
from dashboard.view import View

TITLE, ORDER = QUESTION, 20
NEEDS_WORK = False
KEYS, KEPT = (*TERMS, "split", SHOTS), "_shots"
LABELS = {
    "shot": "Shot", "model": "Model", "seller": "Seller", "made": "Clips to make", "over": "Seconds too many",
    "why_not": "What it cannot make, and why",
}  # fmt: skip
LIKE = {"made": "clips", "over": "seconds"}


def draw(visit: Visit) -> None:
    """The shots, and once they can be read the answers."""
    edited = typed()
    st.query_params[SHOTS] = lines_of(edited)
    shots, wrong = shots_of(edited.to_dict("records"))
    for sentence in wrong:
        st.warning(amounts.literal(sentence))
    terms = allowed(visit.view, visit)
    if wrong or not shots:
        st.info("Once every row can be read, the costs stand here.")
        return
    table = priced(shots, visit.view.offers(visit.today), terms)
    answers(visit.view, by_maker(table, shots), mixed(table, shots))


def typed() -> pd.DataFrame:
    """The shots in an editor, into which a table can be pasted."""
    st.caption("Paste shots from a spreadsheet, or type them. A cut is a shot within one clip; every take is paid.")
    begun, key = started()
    edited: pd.DataFrame = st.data_editor(
        begun, key=key, num_rows="dynamic", hide_index=True, width="stretch",
        column_config={
            "shot": st.column_config.TextColumn("Shot"),
            "seconds": st.column_config.NumberColumn("Seconds", min_value=0.1, max_value=600),
            "resolution": st.column_config.SelectboxColumn("At least", options=list(SIZES)),
            "sound": st.column_config.SelectboxColumn("Sound", options=["yes", "no", "voice"]),
            "cuts": st.column_config.NumberColumn("Cuts", min_value=1, step=1),
            "takes": st.column_config.NumberColumn("Takes", min_value=1, step=1),
        },
    )  # fmt: skip
    st.session_state[KEPT] = (begun, key, lines_of(edited))
    return edited


def lines_of(edited: pd.DataFrame) -> list[str]:
    """The shots as an address has them."""
    return as_lines(edited.to_dict("records"))


def started() -> tuple[pd.DataFrame, str]:
    """The shots as they were before anything was changed, and their editor's name; both anew for another address."""
    asked = st.query_params.get_all(SHOTS)
    begun, key, said = st.session_state.get(KEPT, (None, "", None))
    if begun is not None and key in st.session_state and (asked == said or not asked):
        return begun, key
    begun = begin_with(asked)
    return begun, f"storyboard-{crc32(begun.to_csv().encode())}"


def begin_with(lines: Sequence[str]) -> pd.DataFrame:
    """The shots of the address, or else an example, in the form of the editor; what is no number is left empty."""
    frame = pd.DataFrame(from_lines(lines) or EXAMPLE, columns=list(COLUMNS))
    return frame.assign(**{name: pd.to_numeric(frame[name], errors="coerce") for name in NUMBERS})


def answers(view: View, makers: pd.DataFrame, mix: pd.DataFrame) -> None:
    """The cheapest model that makes all, the cheapest mix, and both as tables."""
    able = makers[makers["cost"].notna()]
    whole = whole_cost(mix)
    one = able.iloc[0] if len(able) else None
    tiles.row(
        [
            Tile("Cheapest mix", amounts.written("cost", whole, view.currency, short=True), f"{len(mix)} shots"),
            Tile(
                "Cheapest single model",
                amounts.UNKNOWN if one is None else amounts.written("cost", one["cost"], view.currency, short=True),
                "no model can make every shot" if one is None else f"{one['model']} at {one['seller']}",
            ),
        ],
        2, key="storyboard",
    )  # fmt: skip
    labels = LABELS | {"cost": amounts.label("cost", view.currency)}
    page.heading("The cheapest mix, shot by shot")
    tables.show(mix, key="mix", title="Cheapest mix", currency=view.currency, labels=labels, like=LIKE)
    page.heading("All shots on one model")
    tables.show(makers, key="makers", title="All shots on one model", currency=view.currency, labels=labels, like=LIKE)
    st.caption("Prices are those in force today, negotiated ones first; every take of a shot is paid.")
