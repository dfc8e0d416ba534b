"""Single clips with their video, shot and take, which can be changed here."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

import pandas as pd
import streamlit as st

from collectors.delivery import NotImported
from dashboard.deliverables import ASSIGNED, assign, changes, may_change, of_no_video
from dashboard.ui import amounts, downloads, paging
from dashboard.ui.visit import Visit
from dashboard.view import View

LABELS = {
    "video": "Video", "shot": "Shot", "take": "Take", "kept": "Kept (s)", "seconds": "Seconds", "model": "Model",
    "status": "Status", "team": "Team", "project": "Project", "external_id": "Id at the provider",
    "reference": "Own reference", "account": "Account",
}  # fmt: skip
SAID = "said_of_clips"


def draw_of(visit: Visit, view: View, video: str) -> None:
    """The clips of one video."""
    pages(visit, view, "clips_page", f"Clips of {video}")


def draw_loose(visit: Visit) -> None:
    """What was rendered in the days chosen and belongs to no video yet."""
    view = of_no_video(visit.view)
    if not view.count_pieces():
        st.success("Every clip in view belongs to a video.")
        return
    cost = amounts.literal(amounts.written("cost", view.number("cost"), view.currency))
    st.markdown(f"{cost} was rendered in view for no video that anybody named.")
    pages(visit, view, "loose_page", "Clips of no video")


def pages(visit: Visit, view: View, key: str, title: str) -> None:
    """Clips a page at a time, the dearest first; the buttons below save what was changed on it."""
    if said := st.session_state.pop(SAID, ""):
        st.success(said)
    paging.pages(view.count_pieces(), key, lambda number: one_page(visit, view, number, title), "Clips")


def one_page(visit: Visit, view: View, number: int, title: str) -> None:
    """One page of clips, to read or to change."""
    found = view.pieces(number, paging.SIZE, dearest_first=True)
    pieces = found[found["line"] == 0].reset_index(drop=True)
    shown = readable(pieces, visit)
    config = columns(visit, shown)
    if may_change(visit.view):
        editor(visit, pieces, shown, config, title)
    else:
        st.dataframe(shown, hide_index=True, column_config=config, placeholder=amounts.UNKNOWN, alt=title)
        st.caption("Which clips belong to a video is said by those who may see all teams. Ask finance.")
    exact = pieces.rename(columns={"usable": "kept"}).assign(at=shown["at"])[list(map(str, shown))]
    downloads.buttons(exact.rename(columns=LABELS), key=f"{title}-{number}", title=title, currency=view.currency)


def readable(pieces: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    """What is shown of clips: first what can be changed."""
    frame = pieces.assign(
        at=[amounts.stamp(at, visit.zone) for at in pieces["at"]],
        cost=pd.to_numeric(pieces["cost"]).astype("float64"),
        seconds=pd.to_numeric(pieces["seconds"]).astype("float64"),
        kept=pd.to_numeric(pieces["usable"]).astype("float64"),
        take=pd.to_numeric(pieces["take"]).astype("Int64"),
        shot=[shot or "" for shot in pieces["shot"]],
    )
    return frame[[*ASSIGNED, "cost", "kept", "seconds", "at", *list(LABELS)[5:]]]


def columns(visit: Visit, shown: pd.DataFrame) -> dict[str, Any]:
    """How each column is written; only those of ASSIGNED can be changed."""
    config = {name: st.column_config.Column(LABELS.get(name, name), disabled=True) for name in map(str, shown)}
    config["at"] = st.column_config.Column(f"Time ({visit.now:%Z})", disabled=True)
    label = amounts.label("cost", visit.view.currency)
    config["cost"] = st.column_config.NumberColumn(label, format="accounting", disabled=True)
    config["video"] = st.column_config.TextColumn("Video", help="Empty takes the clip out of its video.")
    config["shot"] = st.column_config.TextColumn("Shot")
    config["take"] = st.column_config.NumberColumn("Take", min_value=0, step=1)
    return config


def editor(visit: Visit, pieces: pd.DataFrame, shown: pd.DataFrame, config: Mapping[str, Any], title: str) -> None:
    """The table to change, and the button that keeps it. What was typed is read when it is pressed, never before."""
    ids = "\n".join(pieces["external_id"])
    key = f"assign-{blake2b(ids.encode(), digest_size=6).hexdigest()}-{visit.view.version()}"
    st.data_editor(
        shown,
        key=key,
        hide_index=True,
        num_rows="fixed",
        column_config=dict(config),
        alt=title,
        placeholder=amounts.UNKNOWN,
    )
    if st.button("Save videos, shots and takes", key="assign", type="primary"):
        save(visit, pieces, st.session_state[key]["edited_rows"])
    st.caption("Name a video, a shot and a take in the first columns, then save. This counts before any job log.")


def save(visit: Visit, pieces: pd.DataFrame, edited: Mapping[int, Mapping[str, Any]]) -> None:
    """Keep the changed rows, all or none, and draw the screen anew."""
    found = changes(pieces, edited)
    for sentence in found.wrong:
        st.error(amounts.literal(sentence))
    if found.wrong:
        st.caption("Nothing was saved. Mend these rows and save again.")
        return
    if not found.marks:
        st.info("Nothing was changed, so there is nothing to save.")
        return
    try:
        done = assign(visit.view, found.marks, visit.now, visit.zone)
    except NotImported as trouble:
        st.error(amounts.literal(str(trouble)))
        return
    count = done.new + done.changed
    st.session_state[SAID] = f"{count:,} {'clip was' if count == 1 else 'clips were'} changed."
    st.rerun()
