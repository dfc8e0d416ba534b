"""A Kling that knows a few invented tasks and gives them in pages of any size."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx

from db.window import Window
from tests.collectors.recorded import FakeTime, api, collector_of, written

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = Window(datetime(2026, 11, 18, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC))
FIRST = int(DAY.start.timestamp() * 1000)
LAST = int(DAY.end.timestamp() * 1000)


@dataclass(frozen=True)
class Made:
    """One invented task: when it was made (ms), how it went, and what each of its deductions took."""

    created: int
    status: str
    took: tuple[tuple[str, float], ...]

    def lines(self, number: int, ledger: str) -> list[dict[str, Any]]:
        """Its rows in a ledger."""
        said = {"task_id": f"t{number}", "api_key_name": "social", "model_name": "kling-3.0", "duration": "5.041"}
        when = [str(self.created + 90_000 + nth) for nth in range(len(self.took))]
        pots = {"package": ("package_id", {}), "balance": ("cash_type", {"currency": "USD"})}
        name, more = pots[ledger]
        return [
            said | more | {name: pot, "deduction_amount": amount, "deduction_time": at}
            for at, (pot, amount) in zip(when, self.took, strict=True)
            if (pot == "balance") == (ledger == "balance")
        ]

    def item(self, number: int) -> dict[str, Any]:
        """Its entry in the task list."""
        times = {"create_time": self.created, "update_time": self.created + 95_000}
        return {"id": f"t{number}", "status": self.status, "external_id": f"shot-{number}", **times}


@dataclass
class Studio:
    """A Kling that knows some tasks, gives them in small pages, and may send every page twice."""

    made: list[Made]
    limit: int = 500
    twice: bool = False

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path, said = request.url.path, json.loads(request.content)
        first, past, skip, again = self._asked(said)
        chosen = [(number, made) for number, made in enumerate(self.made) if first <= made.created < past]
        rows = [row for number, made in chosen for row in self._rows(path, number, made)]
        page, more = rows[skip : skip + self.limit], len(rows) > skip + self.limit
        follows = [first, past, skip, 1] if self.twice and not again else [first, past, skip + self.limit, 0]
        more = more or (self.twice and not again)
        result = page if path == "/tasks" else {"detail": page, "count": len(page)}
        data = {"result": result, "has_more": more, "next_cursor": json.dumps(follows) if more else ""}
        return httpx.Response(200, json={"code": 0, "message": "SUCCEED", "data": data})

    def _asked(self, said: dict[str, Any]) -> list[int]:
        if "cursor" in said:
            return [int(number) for number in json.loads(said["cursor"])]
        return [int(said["start_time"]), int(said["end_time"]), 0, 0]

    def _rows(self, path: str, number: int, made: Made) -> list[dict[str, Any]]:
        return [made.item(number)] if path == "/tasks" else made.lines(number, path.rpartition("/")[2])


def facts_of(answer: Callable[[httpx.Request], httpx.Response], *windows: Window, **case: Any) -> list[str]:
    """Every different fact about the windows, as sorted text."""
    return sorted({json.dumps(written(fact)) for fact in collected(answer, *windows, **case)})


def collected(answer: Callable[[httpx.Request], httpx.Response], *windows: Window, **case: Any) -> list[Any]:
    """Every fact about the windows, as the collector says them."""
    collector, keys = collector_of("kling", case)
    with api(collector, keys, httpx.MockTransport(answer), FakeTime(NOON)) as ask:
        return [fact for window in windows for fact in collector.facts(ask, window)]
