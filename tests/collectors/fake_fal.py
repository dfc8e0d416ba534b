"""A fal that knows some requests, keys and prices, tells them over its line, and can be made to fail."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx

KLING = "fal-ai/kling-video/v3/standard/text-to-video"
Say = Callable[[httpx.Request], httpx.Response | None]


def event(request: str, at: datetime, cost: float | None = 0.63, key: str = "k_mara", **more: Any) -> dict[str, Any]:
    """One billed request: five seconds of Kling for 63 cents by Mara's key, unless said otherwise."""
    said = {
        "request_id": request,
        "endpoint_id": KLING,
        "timestamp": f"{at:%Y-%m-%dT%H:%M:%SZ}",
        "output_units": 5,
        "unit_price": 0.126,
        "cost_total": cost,
        "auth_method_structured": {"api_key_id": key},
    }
    return said | more


@dataclass
class FakeFal:
    """Answers like fal. `first` may say something else, or nothing, before it does."""

    events: list[dict[str, Any]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    prices: dict[str, float] = field(default_factory=dict)
    first: Say = lambda _: None
    asked: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return self.first(request) or httpx.Response(200, json=self._answer(request))

    def windows(self) -> list[tuple[str, str]]:
        """The start and the end of each question about events, in order."""
        asked = [request.url.params for request in self.asked if is_about_events(request)]
        return [(said["start"], said["end"]) for said in asked]

    def _answer(self, request: httpx.Request) -> dict[str, Any]:
        if is_about_events(request):
            return {"billing_events": self._during(request.url.params), "next_cursor": None, "has_more": False}
        if request.url.path.endswith("/keys"):
            keys = [{"key_id": key, "alias": alias} for key, alias in self.names.items()]
            return {"keys": keys, "next_cursor": None, "has_more": False}
        if request.url.path.endswith("/models/pricing"):
            wanted = set(request.url.params.get_list("endpoint_id")) & set(self.prices)
            prices = [{"endpoint_id": one, "unit_price": self.prices[one], "unit": "second"} for one in sorted(wanted)]
            return {"prices": prices, "next_cursor": None, "has_more": False}
        return {"credits": {"current_balance": 100, "currency": "USD"}}

    def _during(self, window: httpx.QueryParams) -> list[dict[str, Any]]:
        start, end = (datetime.fromisoformat(window[name]) for name in ("start", "end"))
        return [one for one in self.events if start <= datetime.fromisoformat(one["timestamp"]) < end]


def is_about_events(request: httpx.Request) -> bool:
    """Whether this asks for money, and not for what stands."""
    return request.url.path.endswith("/models/billing-events")
