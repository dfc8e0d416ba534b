"""Shots that are only planned: paste them as a table; per model what they cost, and the cheapest mix of models."""

import pandas as pd
import streamlit as st

from dashboard.measures.what_if.board import COLUMNS, EXAMPLE, by_maker, mixed, shots_of
from dashboard.measures.what_if.fit import SIZES, Terms
from dashboard.measures.what_if.storyboard import priced
from dashboard.screens.what_ifs.elsewhere import allowed
from dashboard.ui import amounts, page, tables, tiles
from dashboard.ui.tiles import Tile
from dashboard.ui.visit import Visit
from dashboard.view import View
from db.window import day_number

TITLE, ORDER = "Storyboard", 20
LABELS = {
    "shot": "Shot", "model": "Model", "seller": "Seller", "made": "Clips to make", "over": "Seconds too many",
    "why_not": "What it cannot make, and why",
}  # fmt: skip
LIKE = {"made": "clips", "over": "seconds"}


def draw(visit: Visit) -> None:
    """The shots, and once they can be read the answers."""
    shots, wrong = shots_of([{str(name): value for name, value in row.items()} for row in typed().to_dict("records")])
    for sentence in wrong:
        st.warning(amounts.literal(sentence))
    countries, split = allowed(visit.view, visit)
    if wrong or not shots:
        st.info("Once every row can be read, the costs stand here.")
        return
    table = priced(shots, visit.view.offers(visit.today), Terms(day_number(visit.today), countries, split))
    answers(visit.view, by_maker(table, shots), mixed(table, shots))


def typed() -> pd.DataFrame:
    """The shots in an editor, into which a table can be pasted."""
    st.caption("Paste shots from a spreadsheet, or type them. A cut is a shot within one clip; every take is paid.")
    example = pd.DataFrame(list(EXAMPLE), columns=list(COLUMNS))
    edited: pd.DataFrame = st.data_editor(
        example, key="storyboard", num_rows="dynamic", hide_index=True, width="stretch",
        column_config={
            "shot": st.column_config.TextColumn("Shot"),
            "seconds": st.column_config.NumberColumn("Seconds", min_value=0.1, max_value=600),
            "resolution": st.column_config.SelectboxColumn("At least", options=list(SIZES)),
            "sound": st.column_config.SelectboxColumn("Sound", options=["yes", "no", "voice"]),
            "cuts": st.column_config.NumberColumn("Cuts", min_value=1, step=1),
            "takes": st.column_config.NumberColumn("Takes", min_value=1, step=1),
        },
    )  # fmt: skip
    return edited


def answers(view: View, makers: pd.DataFrame, mix: pd.DataFrame) -> None:
    """The cheapest model that makes all, the cheapest mix, and both as tables."""
    able = makers[makers["cost"].notna()]
    whole = None if mix["cost"].isna().any() else sum(mix["cost"])
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
