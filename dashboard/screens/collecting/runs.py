"""What did each collection and import come to?"""

from datetime import datetime, timedelta

import streamlit as st

from dashboard.ui import amounts, paging, tables
from dashboard.ui.visit import Visit

COLUMNS = {
    "started": "Started", "account": "Account", "what": "What", "window": "Window", "rows": "Rows", "new": "New",
    "changed": "Changed", "gone": "Gone", "took": "Took (s)", "result": "Result",
}  # fmt: skip
ZONED = ("started", "window")
COUNTED = ("rows", "new", "changed", "gone")


def draw(visit: Visit) -> None:
    """Every run, the latest first, a page at a time."""
    count = visit.view.count_runs()
    if not count:
        st.info("No collection and no import has run yet. Start with: reelspend collect")
        return
    paging.pages(count, "runs_page", lambda number: draw_page(visit, number), "Runs")


def draw_page(visit: Visit, number: int) -> None:
    """One page of runs."""
    found = visit.view.runs(number, paging.SIZE)
    frame = found.assign(
        started=[amounts.stamp(at, visit.zone) for at in found["started"]],
        window=[window(visit, *times) for times in zip(found["since"], found["until"], strict=True)],
        took=[seconds(*times) for times in zip(found["started"], found["ended"], strict=True)],
        result=[result(error, permanent) for error, permanent in zip(found["error"], found["permanent"], strict=True)],
    )
    labels = COLUMNS | {name: f"{COLUMNS[name]} ({visit.now:%Z})" for name in ZONED}
    tables.show(frame[list(COLUMNS)], key="runs", title="Runs", labels=labels, like=dict.fromkeys(COUNTED, "requests"))


def window(visit: Visit, since: datetime, until: datetime) -> str:
    """What was asked for; a dash where it was what stands now."""
    if until - since < timedelta(seconds=1):
        return amounts.UNKNOWN
    return f"{amounts.stamp(since, visit.zone)} to {amounts.stamp(until, visit.zone)}"


def seconds(started: datetime, ended: datetime) -> float:
    """How long a run took, in seconds to a tenth."""
    return round((ended - started).total_seconds(), 1)


def result(error: str, permanent: object) -> str:
    """How a run went, in words."""
    if not error:
        return "done"
    return f"{'needs a person' if permanent else 'failed, asks again'}: {error}"
