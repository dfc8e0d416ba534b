"""Every video worked on in the days chosen: what it cost, what for, and how much of it is used."""

import pandas as pd
import streamlit as st

from dashboard.deliverables import videos
from dashboard.measures.comparison import ratio
from dashboard.measures.deliverables import per_minute, total
from dashboard.ui import amounts, charts, paging, tables, tiles
from dashboard.ui.tiles import Tile
from dashboard.ui.visit import Visit

SHOWN = [
    "title", "team", "status", "cost", "cost_per_finished_minute", "used_share", "seconds", "usable_seconds", "clips",
    "kept", "judged", "render", "plan", "last",
]  # fmt: skip
LIKE = {
    "render": "cost", "plan": "cost", "cost_per_finished_minute": "cost", "finished": "seconds",
}  # fmt: skip


def labels(currency: str) -> dict[str, str]:
    """What the columns are called."""
    return {
        "title": "Video", "team": "Team", "status": "Status", "last": "Last work", "render": f"Rendering ({currency})",
        "plan": f"Planning ({currency})", "cost_per_finished_minute": f"Per finished minute ({currency})",
    }  # fmt: skip


def draw(visit: Visit) -> str | None:
    """The video that is looked into; all of them where none is."""
    view = visit.view
    found = videos(view, visit.today)
    if found.empty:
        st.info(
            "No work in view is named for a video. Your job log says which clip was made for which (`reelspend import"
            " generations jobs.csv`); or name the video of single clips here, under “Clips of no video”."
        )
        return None
    chosen = look_into(found)
    if not chosen:
        every(visit, found)
    return chosen


def every(visit: Visit, found: pd.DataFrame) -> None:
    """All of them: together, the dearest as bars, and each as a row."""
    view = visit.view
    summary(visit, found)
    charts.ranked(
        found.rename(columns={"title": "name"})[["name", "cost", "used_share"]], "name", ["cost", "used_share"],
        key="videos-cost", title="The dearest videos, and how much of their seconds is used", currency=view.currency,
        most=8,
    )  # fmt: skip
    tables.show(
        found[SHOWN], key="videos", title="Cost by video", currency=view.currency, labels=labels(view.currency),
        like=LIKE,
    )  # fmt: skip
    st.caption(
        "Per finished minute: all that was spent on the video ÷ its finished length, or the seconds kept while that is"
        " not said. A video is finished once its length is said, and resting after two weeks without work."
    )


def look_into(found: pd.DataFrame) -> str | None:
    """Which video is looked into; also one of the address that was not worked on in these days."""
    titles = dict(zip(found["video"], found["title"], strict=True))
    asked = st.query_params.get("video", "")
    wanted = list(titles) if not asked or asked in titles else [*titles, asked]
    chosen: str | None = st.selectbox(
        "Look into a video", wanted, index=None, key="video", bind="query-params",
        format_func=lambda video: titles.get(video, video),
        placeholder="Choose a video to see its shots, takes and clips", on_change=paging.first_page,
        args=("clips_page",),
    )  # fmt: skip
    return chosen


def summary(visit: Visit, found: pd.DataFrame) -> None:
    """All videos together."""
    view, cost, kept = visit.view, total(found["cost"]), total(found["finished"])
    minute = amounts.money(per_minute(cost, kept), view.currency)
    part = amounts.share(ratio(cost, view.number("cost")))
    used = ratio(total(found["usable_seconds"]), total(found["seconds"]))
    tiles.row(
        [
            Tile("Videos", f"{len(found):,}", f"{sum(found['status'] == 'in work'):,} in work"),
            Tile("Cost of videos", amounts.written("cost", cost, view.currency, short=True), f"{part} of the total"),
            Tile("Per finished minute", minute, "everything made for them ÷ what is used"),
            Tile("Used of the seconds", amounts.share(used), "kept in the edit ÷ generated"),
        ],
        key="videos",
    )
