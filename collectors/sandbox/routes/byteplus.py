"""How ModelArk answers: the tasks of the last week by API key, the split bill and the credit by signature."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from collectors.sandbox.ark import Row, Task, bill, tasks
from collectors.sandbox.ark_requests import (
    VERSION,
    bill_answer,
    bill_error,
    check_signature,
    page_number,
    question_of,
    turn_bill,
    turn_task,
    whole,
)
from collectors.sandbox.books.byteplus import REMEMBERED, keys_of
from collectors.sandbox.desk import Answer, Asked, Desk
from db.money import plain

TASKS, BILLING = "/api/v3/contents/generations/tasks", "/billing/"
PRODUCT, ELSEWHERE = "ark_bd", "vod"
BY_DAY = 1
RUNNING = ("queued", "running", "succeeded", "failed", "cancelled", "expired")
CREDIT = 5000


class BytePlus(Desk):
    """One API key lists every task; a pair of keys reads the bill. It bears five questions a second for long."""

    prefix: ClassVar[str] = "/byteplus"
    per_second: ClassVar[float] = 5.0

    def answer(self, asked: Asked) -> Answer:
        """401 for a wrong key, and the documented codes for what cannot be asked."""
        if asked.path == TASKS and asked.method == "GET":
            return self._tasks(asked)
        if asked.path != BILLING or asked.method != "POST":
            turn_task(404, "NotFound", "there is nothing here")
        check_signature(asked, self.prefix + asked.path, keys_of(self.studio))
        actions = {
            "ListBillOverviewByProd": self._overview,
            "ListSplitBillDetail": self._split,
            "QueryBalanceAcct": self._balance,
        }
        action = actions.get(asked.one("Action"))
        if action is None or asked.one("Version") != VERSION:
            turn_bill(404, "InvalidActionOrVersion", "there is no such action")
        return action(asked)

    def too_many(self) -> Answer:
        """The code says that there were more than five a second."""
        return bill_error(429, "AccountFlowLimitExceeded", "more than 5 requests a second")

    def _tasks(self, asked: Asked) -> Answer:
        if asked.authorization != f"Bearer {keys_of(self.studio).api}":
            turn_task(401, "AuthenticationError", "The API key in the request is missing or invalid")
        page, size = page_number(asked, "page_num", 1), page_number(asked, "page_size", 20)
        shown = [task for task in reversed(tasks(self.studio)) if self._is_asked_for(task, asked)]
        items = [_item(task, asked.now_s) for task in shown[(page - 1) * size : page * size]]
        return Answer.of({"total": len(shown), "items": items})

    def _is_asked_for(self, task: Task, asked: Asked) -> bool:
        model, status, ids = asked.one("filter.model"), asked.one("filter.status"), asked.many("filter.task_ids")
        if status and status not in RUNNING:
            turn_task(400, "InvalidParameter.status", "there is no such status")
        return (
            asked.now_s - REMEMBERED <= task.created <= asked.now_s
            and model in ("", task.endpoint.id, task.offer.model)
            and status in ("", _status(task, asked.now_s))
            and (not ids or task.id in ids)
        )

    def _month(self, asked: Asked) -> tuple[dict[str, Any], list[Row]]:
        """The question, and the rows of its month that show by now."""
        question = question_of(asked)
        try:
            first = date.fromisoformat(f"{question.get('BillPeriod')}-01")
        except ValueError:
            turn_bill(400, "InvalidParameter.BillPeriod", "BillPeriod must be YYYY-MM")
        past = (first + timedelta(31)).replace(day=1)
        days = range((first - date(1970, 1, 1)).days, (past - date(1970, 1, 1)).days)
        return question, [row for row in bill(self.studio) if row.day in days and row.arrives <= asked.now_s]

    def _overview(self, asked: Asked) -> Answer:
        """ModelArk, and something that is none of our business."""
        question, rows = self._month(asked)
        owed = sum(row.cents for row in rows)
        said = [
            {"Product": code, "Currency": "USD", "BillPeriod": question["BillPeriod"]} for code in (PRODUCT, ELSEWHERE)
        ]
        told = [one | {"PayableAmount": _dollars(owed), "OriginalBillAmount": _dollars(owed)} for one in said]
        return _page(asked, question, told if rows else [])

    def _split(self, asked: Asked) -> Answer:
        question, rows = self._month(asked)
        if whole(question.get("GroupPeriod"), "GroupPeriod", 0, 2) != BY_DAY:
            turn_bill(400, "InvalidParameter.GroupPeriod", "this sandbox tells the bill by day")
        wanted = question.get("Product") or [PRODUCT]
        return _page(asked, question, [_row(row) for row in rows if PRODUCT in wanted])

    def _balance(self, asked: Asked) -> Answer:
        """Filled up once a month."""
        month = asked.now.strftime("%Y-%m")
        spent = sum(row.cents for row in bill(self.studio) if _day(row)[:7] == month and row.arrives <= asked.now_s)
        left = _dollars(CREDIT * 100 - spent)
        said = {"AccountID": 2100000001, "AvailableBalance": left, "CashBalance": left, "CreditLimit": "0.00"}
        return bill_answer(asked, Result=said | {"ArrearsBalance": "0.00", "FreezeAmount": "0.00"})


def _page(asked: Asked, question: dict[str, Any], rows: list[dict[str, Any]]) -> Answer:
    """One page; the number of rows only where it was asked for."""
    limit, offset = whole(question.get("Limit"), "Limit", 1, 300), whole(question.get("Offset", 0), "Offset", 0, 10**9)
    total = len(rows) if question.get("NeedRecordNum") == 1 else 0
    said = {"Total": total, "Limit": limit, "Offset": offset, "List": rows[offset : offset + limit]}
    return bill_answer(asked, Result=said)


def _status(task: Task, now: int) -> str:
    return "running" if now < task.ended else "failed" if task.failed else "succeeded"


def _item(task: Task, now: int) -> dict[str, Any]:
    """A task as the list tells it; nothing in it names the endpoint."""
    status = _status(task, now)
    said = {
        "id": task.id,
        "model": task.offer.model,
        "status": status,
        "created_at": task.created,
        "updated_at": min(task.ended, now),
        "resolution": task.offer.resolution,
        "ratio": "16:9",
        "duration": task.seconds,
        "framespersecond": 24,
        "generate_audio": True,
        "service_tier": "default",
        "execution_expires_after": 172800,
    }
    if status == "failed":
        said["error"] = {"code": "OutputVideoSensitiveContentDetected", "message": "output blocked"}
    if status == "succeeded":
        said["content"] = {"video_url": f"https://example.invalid/{task.id}.mp4"}
        said["usage"] = {"completion_tokens": task.tokens, "total_tokens": task.tokens}
    return said


def _row(row: Row) -> dict[str, Any]:
    """A row of the split bill: every amount and count is a text."""
    count = plain(Decimal(row.tokens) / 1000)
    listed = plain(Decimal(row.tokens * row.offer.nano).scaleb(-9)) if not row.refund else _dollars(row.cents)
    return {
        "BillPeriod": _day(row)[:7],
        "ExpenseDate": _day(row),
        "Product": PRODUCT,
        "ProductZh": "ModelArk",
        "BillCategory": "refund-modify" if row.refund else "consume-use",
        "ConfigName": "Video generation",
        "ConfigurationCode": row.offer.code,
        "Factor": row.offer.resolution,
        "SplitItemID": row.endpoint.id,
        "SplitItemName": row.endpoint.name,
        "Count": count,
        "Unit": "K tokens",
        "OriginalBillAmount": listed,
        "PayableAmount": _dollars(row.cents),
        "PretaxAmount": _dollars(row.cents),
        "Tax": "0.00",
        "PosttaxAmount": _dollars(row.cents),
        "Currency": "USD",
        "Project": row.endpoint.project,
        "ProjectDisplayName": row.endpoint.project.capitalize(),
        "Tag": "studio:evenings",
        "SplitBillDetailId": row.id,
    }


def _day(row: Row) -> str:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(row.day)).date().isoformat()


def _dollars(cents: int) -> str:
    return f"{Decimal(cents).scaleb(-2):.2f}"
