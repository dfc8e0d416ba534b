"""Does the sandbox keep Kling's contract for tasks, in the newer and the older interface?"""

from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count, pairwise
from typing import Any

from collectors.sandbox import Studio, Truth, serving
from tests.collectors.sandbox.kling_words import LEDGERS, YEAR, code, deducted
from tests.collectors.sandbox.line import NOW, Line, listed, milliseconds


def test_tasks_tell_what_failed(kling: Line, truth: Truth) -> None:
    """Over the whole year as many tasks failed as the truth says, uncharged, and as many clips were made."""
    tasks = list(listed(kling, "/tasks", {name: str(time) for name, time in YEAR.items()} | {"limit": 500}))
    words = Counter(task["status"] for task in tasks)
    known = truth.by("account")["kling-brand",]
    assert (words["failed"], words["succeeded"]) == (known.failed, known.clips)
    assert all(
        not task["billing"] and not task["outputs"] and task["message"] for task in tasks if task["status"] == "failed"
    )
    assert all(earlier["create_time"] <= later["create_time"] for earlier, later in pairwise(tasks))
    assert len({task["external_id"] for task in tasks}) == len({task["id"] for task in tasks}) == len(tasks)


def test_a_task_costs_what_its_ledger_says(kling: Line) -> None:
    """The bill of a task is the deduction of its row."""
    rows = {row["task_id"]: row["deduction_amount"] for row in deducted(kling, LEDGERS[0])}
    bills = {task["id"]: task["billing"] for task in listed(kling, "/tasks", {"limit": 500})}
    both = rows.keys() & bills.keys()
    assert both
    assert all(Decimal(bills[task][0]["amount"]) == rows[task] for task in both)


def test_outputs_are_kept_for_thirty_days(kling: Line) -> None:
    """A task of the last week has its file, one of September none any more."""
    week = {
        "start_time": str(milliseconds(NOW.replace(day=15))),
        "filters": [{"key": "status", "values": ["succeeded"]}],
    }
    recent = list(listed(kling, "/tasks", week))
    september = {
        "start_time": str(milliseconds(NOW.replace(month=9))),
        "end_time": str(milliseconds(NOW.replace(month=10))),
    }
    assert recent
    assert all(task["outputs"][0]["duration"].endswith(".041") for task in recent)
    assert {len(task["outputs"]) for task in listed(kling, "/tasks", september)} == {0}


def test_a_task_still_running(studio: Studio) -> None:
    """Between creation and end a task is processing, without a bill."""
    own = studio.takes.of("kling")[-1]
    middle = datetime.fromtimestamp(int(studio.takes.at[own]) + 10, UTC)
    with (
        serving(studio, lambda: middle, ticks=count().__next__) as url,
        Line(f"{url}/kling", f"Bearer {studio.keys.kling_api}") as kling,
    ):
        tasks = list(listed(kling, "/tasks", {"filters": [{"key": "status", "values": ["processing"]}]}))
    assert tasks
    assert tasks[-1]["billing"] == tasks[-1]["outputs"] == []


def test_tasks_by_id(kling: Line) -> None:
    """By either kind of id, up to twenty; an unknown one is simply not there."""
    tasks = list(listed(kling, "/tasks", {}))[:20]
    ids = ",".join(task["id"] for task in tasks)
    assert kling.get("/tasks", task_ids=ids)["data"] == tasks
    assert kling.get("/tasks", external_task_ids=tasks[3]["external_id"])["data"] == [tasks[3]]
    assert kling.get("/tasks", task_ids="1")["data"] == []
    assert code(kling.ask("/tasks", task_ids=ids + ",1")) == (400, 1201)
    assert code(kling.ask("/tasks")) == (400, 1201)


def test_older_lists_have_every_task(kling: Line) -> None:
    """One walk for each kind, newest first, finds what the newer list has; a short page is the last."""
    found: dict[str, dict[str, Any]] = {}
    for kind in ("text2video", "image2video", "omni-video"):
        rows: list[dict[str, Any]] = []
        page: list[dict[str, Any]] = [{}] * 300
        number = 0
        while len(page) == 300:
            number += 1
            page = kling.get(f"/v1/videos/{kind}", pageNum=number, pageSize=300)["data"]
            rows += page
        assert all(later["created_at"] >= earlier["created_at"] for later, earlier in pairwise(rows))
        found |= {row["task_id"]: row for row in rows}
    tasks = list(listed(kling, "/tasks", {name: str(time) for name, time in YEAR.items()} | {"limit": 500}))
    assert found.keys() == {task["id"] for task in tasks}
    assert {row["task_status"] for row in found.values()} == {"succeed", "failed"}
    assert kling.get("/v1/videos/motion-control")["data"] == []
    assert len(kling.get("/v1/videos/text2video")["data"]) == 30


def test_an_older_task(kling: Line) -> None:
    """By its id or the customer's, with what it took since 23 January 2026."""
    row = kling.get("/v1/videos/text2video", pageSize=1)["data"][0]
    assert kling.get(f"/v1/videos/text2video/{row['task_id']}")["data"] == row
    assert kling.get(f"/v1/videos/text2video/{row['task_info']['external_task_id']}")["data"] == row
    assert code(kling.ask(f"/v1/videos/image2video/{row['task_id']}")) == (400, 1201)
    said_since = milliseconds(datetime(2026, 1, 23, tzinfo=UTC))
    rows = kling.get("/v1/videos/image2video", pageSize=500)["data"]
    ended = [row for row in rows if row["task_status"] == "succeed"]
    words = {"final_unit_deduction", "final_balance_deduction"}
    told = {(bool(words & row.keys()), row["created_at"] >= said_since) for row in ended}
    assert told == {(True, True), (False, False)}
