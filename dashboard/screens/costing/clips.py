"""Single clips, and what was kept of each: marked here, by whoever has seen the edit."""

from hashlib import blake2b
from typing import Any

import pandas as pd
import streamlit as st

from collectors.delivery import NotImported
from dashboard.clips import KEPT, clips_by_id, keep_marks, marks_of
from dashboard.ui import amounts, downloads, paging
from dashboard.ui.visit import Visit

TITLE, ORDER = "Clips", 50
ORDERS = ("Newest first", "Dearest first")
COLUMNS = {
    "at": "", KEPT: "Seconds kept", "seconds": "Seconds", "cost": "", "video": "Video", "shot": "Shot", "take": "Take",
    "model": "Model", "team": "Team", "status": "Status", "external_id": "Id at the provider",
    "reference": "Own reference", "account": "Account",
}  # fmt: skip
DONE = "marked"
"""Where what was saved last is said, until it is shown."""


def draw(visit: Visit) -> None:
    """One clip by its id, or all of them a page at a time; each can be marked."""
    said_before()
    id_ = st.text_input(
        "Find a clip by its id at the provider", key="clip", bind="query-params", placeholder="all clips"
    ).strip()
    view = visit.view.only(kind=["render"])
    if id_:
        found = clips_by_id(view, [id_])
        if found.empty:
            st.info("No clip in the days and filters chosen has this id. Choose a longer period, or clear the field.")
            return
        editor(visit, found)
        return
    order = st.segmented_control(
        "Order", ORDERS, default=ORDERS[0], required=True, key="clip_order", bind="query-params",
        label_visibility="collapsed", on_change=paging.first_page, args=("clip_page",),
    )  # fmt: skip

    def draw_page(number: int) -> None:
        editor(visit, view.pieces(number, paging.SIZE, dearest_first=order == ORDERS[1]))

    paging.pages(view.count_pieces(), "clip_page", draw_page, "Rows")


def said_before() -> None:
    """What the last Save came to, said once."""
    if DONE in st.session_state:
        st.success(st.session_state.pop(DONE))


def editor(visit: Visit, pieces: pd.DataFrame) -> None:
    """A page of clips of which one column can be changed, and the button that keeps what was changed."""
    if pieces.empty:
        st.info("No clip in the days and filters chosen. Choose a longer period, or clear a filter at the left.")
        return
    key, frame = key_of(pieces), shown(pieces, visit)
    st.data_editor(
        frame, key=key, hide_index=True, column_config=columns(visit), disabled=[n for n in COLUMNS if n != KEPT],
        placeholder=amounts.UNKNOWN, height="content" if len(frame) <= 12 else 480,
    )  # fmt: skip
    st.caption(
        "Seconds kept can be changed: 0 rejects a clip, an empty cell takes the mark back, and what a job log,"
        " an edit or a file says counts again. Save keeps this page's changes and reckons their days anew; costs stay."
    )
    if st.button("Save", type="primary", key="save"):
        save(visit, pieces, st.session_state[key]["edited_rows"])
    downloads.buttons(pieces[list(COLUMNS)].rename(columns=labels(visit)), key="clip-list", title="Clips")


def key_of(pieces: pd.DataFrame) -> str:
    """A name for the editor of just these clips since the last Save: changes of others are never taken for theirs."""
    ids = "\x1f".join([*pieces["account"], *pieces["external_id"]])
    return f"marks-{blake2b(ids.encode(), digest_size=6).hexdigest()}-{st.session_state.get('saves', 0)}"


def shown(pieces: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    """The page as it is edited: numbers as such, times as texts."""
    frame = pieces[list(COLUMNS)].assign(at=[amounts.stamp(at, visit.zone) for at in pieces["at"]])
    for name in (KEPT, "seconds", "cost"):
        frame[name] = pd.Series([None if value is None else float(value) for value in frame[name]], dtype="float64")
    return frame.assign(take=["" if take is None else str(int(take)) for take in frame["take"]])


def labels(visit: Visit) -> dict[str, str]:
    """What the columns are called."""
    return COLUMNS | {"at": f"Time ({visit.now:%Z})", "cost": amounts.label("cost", visit.view.currency)}


def columns(visit: Visit) -> dict[str, Any]:
    """How the columns are shown; seconds kept are numbers from 0 on."""
    said = labels(visit)
    made: dict[str, Any] = {name: st.column_config.Column(said[name]) for name in COLUMNS}
    made["cost"] = st.column_config.NumberColumn(said["cost"], format="accounting")
    made[KEPT] = st.column_config.NumberColumn(said[KEPT], min_value=0.0, step=0.001, help="0: rejected")
    return made


def save(visit: Visit, pieces: pd.DataFrame, edited: dict[int, dict[str, Any]]) -> None:
    """Keep all of the changes, or none where one of them cannot be."""
    marks, wrong = marks_of(pieces, edited)
    if wrong or not marks:
        for sentence in wrong or ["Nothing was changed, so there is nothing to save."]:
            st.warning(amounts.literal(sentence))
        return
    try:
        with st.spinner("Saving …"):
            clips, days = keep_marks(visit.view, marks, visit.now, visit.zone)
    except NotImported as trouble:
        st.error(amounts.literal(f"{trouble}."))
        return
    of_clips, of_days = (f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((clips, "clip"), (days, "day")))
    st.session_state[DONE] = f"Saved: {of_clips} marked, {of_days} reckoned anew."
    st.session_state["saves"] = st.session_state.get("saves", 0) + 1
    st.rerun()
