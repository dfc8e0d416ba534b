"""An OpenAI that knows what each day of a week cost and what it was for, and gives it in pages of any size."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx

from db.window import Window
from tests.collectors.recorded import FakeTime, api, collector_of, written

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
WEEK = Window(datetime(2026, 9, 20, tzinfo=UTC), datetime(2026, 9, 27, tzinfo=UTC))
DAY = 86_400
FIRST = int(WEEK.start.timestamp())

Result = dict[str, Any]


def result(value: object, item: str | None = "sora-2", key: str | None = "key_a1", **more: Any) -> Result:
    """One result of the costs, of Mara's project."""
    amount = {"value": value, "currency": "usd"}
    return {"amount": amount, "line_item": item, "project_id": "proj_trailers01", "api_key_id": key} | more


def tokens(fresh: int, out: int = 0, key: str | None = "key_a1", **more: Any) -> Result:
    """One result of the usage of completions, of Mara's project."""
    words = {"project_id": "proj_trailers01", "api_key_id": key, "model": "gpt-5.5-2026-04-23", "batch": False}
    return {"input_tokens": fresh, "output_tokens": out, "num_model_requests": 1, **words, **more}


@dataclass
class Bill:
    """An OpenAI that knows what each day cost, gives so many results a page, and may send every page twice.

    `usage` is the tokens of each day, where they are told.
    """

    days: dict[int, list[Result]]
    most: int = 1000
    twice: bool = False
    usage: dict[int, list[Result]] = field(default_factory=dict)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        asked = request.url.params
        assert (int(asked["start_time"]) % DAY, int(asked["end_time"]) % DAY) == (0, 0)
        days = range(int(asked["start_time"]), int(asked["end_time"]), DAY)
        told = self.usage if request.url.path.endswith("/completions") else self.days
        if not told:
            return httpx.Response(200, json={"object": "page", "data": [], "has_more": False, "next_page": None})
        pieces = [piece for day in days for piece in self._pieces(told, day)]
        number, again = json.loads(asked.get("page", "[0, 0]"))
        follows = [number, 1] if self.twice and not again else [number + 1, 0]
        more = follows[0] < len(pieces)
        page = {"object": "page", "data": pieces[number : number + 1], "has_more": more}
        return httpx.Response(200, json=page | {"next_page": json.dumps(follows) if more else None})

    def _pieces(self, told: dict[int, list[Result]], day: int) -> list[dict[str, Any]]:
        """The day's bucket, cut where a page is full."""
        known = told.get((day - FIRST) // DAY, [])
        cuts = range(0, max(len(known), 1), self.most)
        return [{"object": "bucket", "start_time": day, "results": known[cut : cut + self.most]} for cut in cuts]


def collected(answer: Callable[[httpx.Request], httpx.Response], *windows: Window) -> list[Any]:
    """Every fact about the windows, as the collector says them."""
    collector, keys = collector_of("openai", {})
    with api(collector, keys, httpx.MockTransport(answer), FakeTime(NOON)) as ask:
        return [fact for window in windows for fact in collector.facts(ask, window)]


def facts_of(answer: Callable[[httpx.Request], httpx.Response], *windows: Window) -> list[str]:
    """Every different fact about the windows, as sorted text."""
    return sorted({json.dumps(written(fact)) for fact in collected(answer, *windows)})
