"""How each task ended and what the customer calls it: the task list, or the older lists where that is closed to us."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from collectors.api import Api
from collectors.errors import NotAllowed, Retired, WrongKey
from collectors.fields import Row, identity, instant, part, parts, rows, size, word
from collectors.providers.kling.ledgers import listed
from db.window import Window

CLOSED = (WrongKey, NotAllowed, Retired)
"""What a list answers that this key may not read; the ledgers have then already accepted the key."""
OLDER_KINDS = (
    "text2video",
    "image2video",
    "omni-video",
    "motion-control",
    "multi-image2video",
    "avatar/image2video",
)
OLDER_PAGE = 500
OLDER_PAGES = 1000
Outcome = Literal["", "succeeded", "failed"]
OUTCOMES: dict[str, Outcome] = {"succeeded": "succeeded", "succeed": "succeeded", "failed": "failed"}
"""The newer and the older word; a task with any other has not ended."""


@dataclass(frozen=True, slots=True)
class Task:
    """One task as the lists tell it.

    `clips` is unknown once the outputs are purged (after 30 days), `bill` is what it cost as far as the list
    says that.
    """

    id: str
    outcome: Outcome
    reference: str
    ended: datetime
    clips: int | None
    duration: Decimal | None
    bill: tuple[Row, ...]


def tasks(ask: Api, window: Window) -> dict[str, Task]:
    """Every task created in the window, by id; none where the key may read neither kind of list."""
    try:
        return {task.id: task for task in _newer(ask, window)}
    except CLOSED:
        return {task.id: task for kind in OLDER_KINDS for task in _older(ask, kind, window)}


def _newer(ask: Api, window: Window) -> Iterator[Task]:
    where = "a task of Kling's task list"
    for row in listed(ask, "/tasks", window, as_text=True):
        if instant(row, "create_time", where) in window:
            outputs = parts(row, "outputs")
            videos = [made for made in outputs if word(made, "type") == "video"]
            yield Task(
                id=identity(row, "id", where),
                outcome=OUTCOMES.get(word(row, "status"), ""),
                reference=word(row, "external_id"),
                ended=instant(row, "update_time", where),
                clips=min(len(videos), 1) if outputs else None,
                duration=_duration(videos, where),
                bill=tuple(parts(row, "billing")),
            )


def _older(ask: Api, kind: str, window: Window) -> Iterator[Task]:
    """One older list from end to end: it takes no window, and its order is not documented."""
    where = f"Kling's list of {kind} tasks"
    try:
        for page in range(1, OLDER_PAGES + 1):
            found = rows(ask.get(f"/v1/videos/{kind}", {"pageNum": page, "pageSize": OLDER_PAGE}), where, "data")
            yield from (_older_task(row, where) for row in found if instant(row, "created_at", where) in window)
            if len(found) < OLDER_PAGE:
                return
    except CLOSED:
        return


def _older_task(row: Row, where: str) -> Task:
    units, videos = word(row, "final_unit_deduction"), parts(part(row, "task_result"), "videos")
    return Task(
        id=identity(row, "task_id", where),
        outcome=OUTCOMES.get(word(row, "task_status"), ""),
        reference=word(part(row, "task_info"), "external_task_id"),
        ended=instant(row, "updated_at", where),
        clips=1 if videos else None,
        duration=_duration(videos, where),
        bill=({"charge_type": "unit", "amount": units},) if units else (),
    )


def _duration(videos: Sequence[Row], where: str) -> Decimal | None:
    return size(videos[0], "duration", where) if videos and word(videos[0], "duration") else None
