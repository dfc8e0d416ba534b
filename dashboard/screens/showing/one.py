"""One video: what it cost, the shot that took most of it, and every shot with its takes."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.deliverables import finish, may_change, videos, whole
from dashboard.measures.deliverables import dearest_first, why
from dashboard.measures.stop_loss import Limits, over
from dashboard.screens.showing import clips
from dashboard.ui import amounts, charts, page, tables, tiles
from dashboard.ui.tiles import Tile
from dashboard.ui.visit import Visit
from dashboard.view import View

LABELS = {
    "shot": "Shot",
    "usable": "Usable seconds",
    "takes": "Takes",
    "first": "First work",
    "last": "Last work",
    "over": "Over the limit",
}
LIKE = {"usable": "usable_seconds"}
NO_SHOT = "no shot named"


def draw(visit: Visit, video: str) -> None:
    """The video over all days that it was worked on, whatever days are chosen; the other filters hold."""
    view = whole(visit.view, [video])
    found = videos(view, visit.today)
    if found.empty:
        st.info(f"Nothing that you may see is named for the video {amounts.literal(video)}.")
        return
    row = found.iloc[0].to_dict()
    page.heading(amounts.literal(str(row["title"])))
    when, here = view.narrowing, visit.view.only(video=[video]).number("cost")
    st.caption(
        f"All its days, {amounts.days(when.since, when.until)}; {amounts.written('cost', here, view.currency)} of it in"
        f" the days chosen. Team: {amounts.literal(row['team'])}. Status: {row['status']}."
    )
    summary(view, row)
    shots(view, visit.limits)
    length(visit, video, row)
    page.heading("Its clips")
    clips.draw_of(visit, view, video)


def summary(view: View, row: Mapping[Any, Any]) -> None:
    """What it cost, and what that bought."""
    plan = amounts.written("cost", row["plan"], view.currency) if row["plan"] is not None else "none"
    made, used = (amounts.written("seconds", row[name], "") for name in ("seconds", "usable_seconds"))
    minute = amounts.money(row["cost_per_finished_minute"], view.currency)
    tiles.row(
        [
            Tile("Cost", amounts.written("cost", row["cost"], view.currency, short=True), f"planning: {plan}"),
            Tile("Per finished minute", minute, f"{amounts.written('seconds', row['finished'], '')} finished"),
            Tile("Used of the seconds", amounts.share(row["used_share"]), f"{used} of {made}"),
            Tile("Kept", amounts.number(row["kept"]), f"of {amounts.number(row['clips'])} clips"),
        ],
        key="video",
    )


def shots(view: View, limits: Limits) -> None:
    """Every shot, the dearest first, and a sentence about the one that took most."""
    found = view.shots()
    frame = dearest_first(found)
    frame["over"] = beyond(frame, over(found, limits), view.currency)
    frame["shot"] = [shot or NO_SHOT for shot in frame["shot"]]
    if said := why(found):
        top, part = said
        st.markdown(
            f"Shot **{amounts.literal(top['shot'])}** alone took {amounts.share(part, 0)} of the money:"
            f" {amounts.literal(amounts.written('cost', top['cost'], view.currency))} in {takes(top['takes'])},"
            f" {top['kept']:,} of them kept."
        )
    charts.ranked(
        frame[["shot", "cost"]], "shot", ["cost"], key="shots-cost", title="Cost by shot", currency=view.currency
    )
    shown = ["shot", "takes", "kept", "judged", "cost", "seconds", "usable", "used_share", "first", "last"]
    shown += ["over"] if limits else []
    tables.show(frame[shown], key="shots", title="Shots", currency=view.currency, labels=LABELS, like=LIKE)
    if frame["unknown"].sum():
        st.caption(f"{frame['unknown'].sum():,} pieces of its work have no known cost and are in no sum.")


def beyond(frame: pd.DataFrame, too_much: pd.DataFrame, currency: str) -> list[str]:
    """How far each shot is over its limit, in words; empty where it is not."""
    said = {row["shot"]: excess(row, currency) for row in too_much.to_dict("records")}
    return [said.get(shot, "") for shot in frame["shot"]]


def takes(count: int) -> str:
    """A number of takes."""
    return "1 take" if count == 1 else f"{count:,} takes"


def excess(row: Mapping[Any, Any], currency: str) -> str:
    """By how many takes and how much money a shot is over, such as: 7 takes, $11.20."""
    parts = [takes(row["takes_over"])] if row["takes_over"] is not None else []
    if row["cost_over"] is not None:
        parts.append(amounts.written("cost", row["cost_over"], currency))
    return ", ".join(parts)


def length(visit: Visit, video: str, row: Mapping[Any, Any]) -> None:
    """Say how long it became, which makes it finished."""
    if not may_change(visit.view):
        return
    stated = float(row["finished"]) if row["status"] == "finished" else None
    with st.expander("Finished length"), st.form("length", border=False):
        seconds = st.number_input(
            "Seconds of the finished video", 0.001, 1e6, stated, 1.0, "%.3f", placeholder="not finished yet",
            key=f"length-{video}", help="Empty while it is in work: then the seconds kept stand for it.",
        )  # fmt: skip
        if st.form_submit_button("Save") and finish(
            visit.view, video, None if seconds is None else Decimal(str(seconds)), visit.now
        ):
            st.rerun()
