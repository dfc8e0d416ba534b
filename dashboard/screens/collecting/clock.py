"""Is a scheduler at work, what does it do next, and which letters do not leave?"""

import pandas as pd
import streamlit as st

from dashboard.clock.health import Health, health
from dashboard.clock.job import NextRun, next_runs
from dashboard.clock.jobs import jobs
from dashboard.ui import amounts, page, tables
from dashboard.ui.visit import Visit
from db.engine import reading
from db.outbox_list import Entry, outbox_page

DOES = {
    "forecast": "Keep today's forecast", "alerts": "Look for lines crossed", "letters": "Send letters",
    "calendar": "Letters of the week and the month", "forget": "Forget what is old",
}  # fmt: skip
RUNS = {"job": "Job", "last": "Last run", "took": "Took (s)", "result": "Result", "next": "Next run"}
LETTERS = {
    "letter": "Letter", "reader": "To", "channel": "Over", "due": "Due since", "attempts": "Attempts", "state": "State",
    "error": "Why",
}  # fmt: skip
SHOWN = 50


def draw(visit: Visit) -> None:
    """Who is at work first, then letters that are in trouble, then each job with its last and its next run."""
    with reading(visit.view.engine) as connection:
        found = health(connection, visit.now)
        troubled = outbox_page(connection, size=SHOWN, troubled=True)
    at_work(visit, found)
    if found.letters.stuck or troubled:
        letters(visit, found, troubled)
    every_job(visit, found)


def at_work(visit: Visit, found: Health) -> None:
    """Whether somebody keeps the ledger fresh, and what to do where nobody does."""
    beat = amounts.instant(found.beat, visit.zone) if found.beat else ""
    if found.beat is None:
        st.info("No scheduler has worked here yet. Start it beside the dashboard with: reelspend up")
    elif found.late:
        st.error(
            f"The scheduler was last seen {beat}: since then nothing is collected by itself and no letter leaves."
            " Start it again: reelspend scheduler"
        )
    elif found.holder:
        machine, process = [*found.holder.split(" "), "", ""][:2]
        st.success(amounts.literal(f"A scheduler is at work: process {process} on {machine}, last seen {beat}."))
    else:
        st.info(f"The scheduler has ended, or runs from time to time; it last worked {beat}.")


def letters(visit: Visit, found: Health, troubled: list[Entry]) -> None:
    """Those that should have left long ago, and why each that was tried did not."""
    page.heading("Letters in trouble")
    if found.letters.stuck:
        st.warning(
            f"Letters due for more than half an hour: {amounts.number(found.letters.stuck)}, the first since"
            f" {amounts.stamp(found.letters.oldest, visit.zone)}. They are tried again by themselves."
        )
    rows = [
        (
            one.letter.replace("_", " "), one.reader, one.channel, amounts.stamp(one.due, visit.zone), one.attempts,
            "given up" if one.given_up else "tried again", one.error,
        )
        for one in troubled
    ]  # fmt: skip
    if rows:
        labels = LETTERS | {"due": f"{LETTERS['due']} ({visit.now:%Z})"}
        frame = pd.DataFrame(rows, columns=list(LETTERS), dtype=object)
        tables.show(frame, key="letters", title="Letters in trouble", labels=labels)


def every_job(visit: Visit, found: Health) -> None:
    """A row for each job, in the order in which they are done."""
    page.heading("Jobs")
    planned = jobs({login.account: login.every for login in visit.logins}, visit.zone)
    rows = [row(visit, run) for run in next_runs(planned, visit.now, found.last)]
    zone = f" ({visit.now:%Z})"
    labels = RUNS | {name: RUNS[name] + zone for name in ("last", "next")}
    tables.show(pd.DataFrame(rows, columns=list(RUNS), dtype=object), key="jobs", title="Jobs", labels=labels)


def row(visit: Visit, run: NextRun) -> tuple[object, ...]:
    """One job: how it went last, and when it comes again."""
    name, last = DOES.get(run.job.name, run.job.name.capitalize()), run.last
    coming = "now" if run.due and not (last and last.ended is None) else amounts.stamp(run.next, visit.zone)
    if last is None:
        return name, None, None, "not yet", coming
    took = None if last.ended is None else round((last.ended - last.started).total_seconds(), 1)
    result = "at it" if last.ended is None else last.error or "done"
    return name, amounts.stamp(last.started, visit.zone), took, result, coming
