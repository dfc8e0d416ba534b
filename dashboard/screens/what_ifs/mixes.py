"""Several parts of the work in view move at once, each to a place of its own: what does that come to?"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.measures.what_if.fit import Terms
from dashboard.measures.what_if.mix import STAYS, TOGETHER
from dashboard.measures.what_if.moves import ANY, Move, as_rows, move_of, moves_of
from dashboard.scenarios.questions.mixes import MOVES, QUESTION
from dashboard.screens.what_ifs.elsewhere import TERMS, allowed, signed
from dashboard.ui import amounts, page, tables, tiles
from dashboard.ui.tiles import Tile
from dashboard.ui.visit import Visit
from dashboard.view import View
from dashboard.view_of_what_if import faults, mixed, places, usual_moves
from db.offers import Offer

TITLE, ORDER = QUESTION, 30
NEEDS_WORK = True
ADDRESS, KEPT = MOVES, "_moves"
KEYS = (*TERMS, "split", ADDRESS)
NAMES = {STAYS: "Stays where it is", TOGETHER: "All together"}
LABELS = {
    "move": "Move", "team": "Team", "model": "From", "to": "To", "part": "Part (%)", "clips": "Clips",
    "left": "Stays behind, and why", "change": "Change (%)",
}  # fmt: skip
LIKE = {
    "part": "estimated_share", "clips": "clips", "now": "cost", "there": "cost", "difference": "cost",
    "change": "estimated_share",
}  # fmt: skip


def draw(visit: Visit) -> None:
    """The moves in a table to change, and below it what each costs now and there."""
    view = visit.view
    terms, wants, offers = allowed(view, visit), view.wants(), view.offers(visit.today)
    if wants.empty or not offers:
        st.info("Nothing in view can be made elsewhere. Choose longer days, or clear a filter at the left.")
        return
    moves, wrong = moves_of(typed(wants, offers, terms).to_dict("records"))
    st.query_params[ADDRESS] = [str(move) for move in moves]
    wrong = wrong or faults(wants, offers, moves)
    for sentence in wrong:
        st.warning(amounts.literal(sentence))
    if wrong or not moves:
        st.info("Once every row can be read, the costs stand here.")
        return
    answers(view, mixed(wants, offers, moves, terms))
    assumptions(view, wants)


def typed(wants: pd.DataFrame, offers: Sequence[Offer], terms: Terms) -> pd.DataFrame:
    """The moves in an editor: those of the address, which has every change as well."""
    st.caption(
        "Each row moves a part of a team's clips from a model to a place; change it, or add another below. Without a"
        " mode after the model, each clip is made in the cheapest one that can."
    )
    start, key = started(wants, offers, terms)
    edited: pd.DataFrame = st.data_editor(
        start,
        key=key,
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        column_config=columns(start, wants, offers),
    )
    st.session_state[KEPT] = (start, key, [str(move) for move in moves_of(edited.to_dict("records"))[0]])
    return edited


def started(wants: pd.DataFrame, offers: Sequence[Offer], terms: Terms) -> tuple[pd.DataFrame, str]:
    """The table as it was before anything was changed, and its editor's name; both anew for another address."""
    asked = st.query_params.get_all(ADDRESS)
    start, key, said = st.session_state.get(KEPT, (None, "moves-0", None))
    if start is not None and key in st.session_state and (asked == said or not asked):
        return start, key
    moves = read(asked) or usual_moves(wants, offers, terms)
    return as_rows(moves), f"moves-{int(key.rpartition('-')[2]) + 1}"


def read(asked: Sequence[str]) -> list[Move]:
    """The moves of an address; what is none is told and left out."""
    moves = []
    for text in asked:
        try:
            moves.append(move_of(text))
        except ValueError as fault:
            st.warning(amounts.literal(f"In the address, {fault}."))
    return moves


def columns(start: pd.DataFrame, wants: pd.DataFrame, offers: Sequence[Offer]) -> dict[str, Any]:
    """What can be chosen: teams and models that have clips in view or are named, and every place that sells."""
    teams, models = ([ANY, *sorted({*wants[name], *start[name]} - {"", ANY})] for name in ("team", "model"))
    return {
        "team": st.column_config.SelectboxColumn("Team", options=teams, default=ANY),
        "model": st.column_config.SelectboxColumn("From", options=models, default=ANY),
        "to": st.column_config.SelectboxColumn("To", options=list(map(str, places(offers))), width="large"),
        "percent": st.column_config.NumberColumn("Part (%)", min_value=0.1, max_value=100, default=100),
    }


def answers(view: View, found: pd.DataFrame) -> None:
    """All of it as tiles, each move as a row."""
    whole = found.iloc[-1]
    now, then, more = (
        amounts.written("cost", whole[name], view.currency, short=True) for name in ("now", "there", "difference")
    )
    moving = f"{amounts.number(sum(found['clips'].iloc[:-2]))} of {amounts.number(whole['clips'])} clips move"
    said = [Tile("Cost now", now), Tile("Cost then", then, moving), Tile("Difference", more, signed(whole["change"]))]
    tiles.row(said, 3, key="moves")
    page.heading("Move by move")
    labels = LABELS | {
        "now": f"Cost now ({view.currency})", "there": f"Cost then ({view.currency})",
        "difference": f"Difference ({view.currency})",
    }  # fmt: skip
    shown = found.assign(move=[NAMES.get(name, name) for name in found["move"]])
    tables.show(shown, key="move-table", title="Move by move", currency=view.currency, labels=labels, like=LIKE)


def assumptions(view: View, wants: pd.DataFrame) -> None:
    """What was assumed, in words."""
    unknown = int(wants["uncosted"].sum())
    left = f" {unknown:,} clips of unknown cost are in no sum." if unknown else ""
    rate = view.number("keep_rate")
    kept = f" (now {amounts.share(rate)} of the clips are kept)" if rate else ""
    st.caption(
        "Long and short clips, large and small ones move alike: so many percent of each. Clips that the new place"
        " cannot make stay where they are. Prices are those in force today, negotiated ones first. It is assumed that"
        f" as much is kept there as here{kept}.{left}"
    )
