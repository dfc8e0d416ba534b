"""fal's two accounts of the same money are held against each other, and nothing is added up twice."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import httpx

from collectors.difference import Difference
from db.window import Window
from tests.collectors.recorded import FakeTime, Replay, api, collector_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WINDOW = Window(datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC))
KLING, VEO = "fal-ai/kling-video/v3/standard/text-to-video", "fal-ai/veo3.1/fast"
TRAILERS = {"detail": "team-trailers", "api_key_id": "k_7f31c0"}
MARA = {"detail": "mara", "login_username": "mara"}


def usage(*buckets: tuple[str, list[dict[str, Any]]], cursor: str | None = None) -> dict[str, Any]:
    """An answer of the usage report."""
    series = [{"bucket": day, "results": results} for day, results in buckets]
    return {"path": "/models/usage", "body": {"time_series": series, "next_cursor": cursor, "has_more": bool(cursor)}}


def row(endpoint: str, cost: float, who: dict[str, str]) -> dict[str, Any]:
    """A row of the usage report."""
    return {"endpoint_id": endpoint, "cost_total": cost, "auth_method_structured": who}


def event(request: str, endpoint: str, at: str, cost: float | None, who: dict[str, str]) -> dict[str, Any]:
    """A billing event."""
    said = {"request_id": request, "endpoint_id": endpoint, "timestamp": at, "auth_method_structured": who}
    return said if cost is None else said | {"cost_total": cost}


def events(*rows: dict[str, Any]) -> dict[str, Any]:
    """An answer of the billing events."""
    return {"path": "/models/billing-events", "body": {"billing_events": list(rows), "next_cursor": None}}


def checked(*answers: dict[str, Any]) -> list[Difference]:
    """What the cross-check says of these answers, given in the order they are asked for."""
    collector, keys = collector_of("fal", {})
    replay = Replay(collector.base_url, list(answers))
    with api(collector, keys, httpx.MockTransport(replay), FakeTime(NOW)) as ask:
        return list(collector.cross_check(ask, WINDOW))


def test_the_same_money_is_no_difference() -> None:
    """0.63 + 0.378 = 1.008 for the key, and 1.08 for Mara, in both; noise of binary fractions is none."""
    told = usage(("2026-11-20T00:00:00+00:00", [row(KLING, 1.0080000000000002, TRAILERS), row(VEO, 1.08, MARA)]))
    summed = events(
        event("r1", KLING, "2026-11-20T14:07:31Z", 0.63, TRAILERS),
        event("r2", KLING, "2026-11-20T23:59:59Z", 0.378, TRAILERS),
        event("r3", VEO, "2026-11-20T13:59:02Z", 1.08, MARA),
    )
    assert checked(told, summed) == []


def test_what_differs_is_told_by_day_endpoint_and_key() -> None:
    """One event is missing, one has no cost yet, and one is in no usage row."""
    told = usage(
        ("2026-11-20T00:00:00+00:00", [row(KLING, 1.26, TRAILERS)]),
        ("2026-11-21T00:00:00+00:00", [row(VEO, 1.08, MARA)]),
    )
    summed = events(
        event("r1", KLING, "2026-11-20T14:07:31Z", 0.63, TRAILERS),
        event("r2", VEO, "2026-11-21T13:59:02Z", None, MARA),
        event("r3", KLING, "2026-11-21T14:00:00Z", 0.5, TRAILERS),
    )
    assert checked(told, summed) == [
        Difference(date(2026, 11, 20), KLING, "k_7f31c0", usage=Decimal("1.26"), bill=Decimal("0.63")),
        Difference(date(2026, 11, 21), KLING, "k_7f31c0", usage=Decimal(0), bill=Decimal("0.5")),
        Difference(date(2026, 11, 21), VEO, "mara", usage=Decimal("1.08"), bill=Decimal(0)),
    ]


def test_a_bucket_that_goes_on_on_the_next_page_is_added_up() -> None:
    """0.63 on the first page and 0.37 on the second are 1.00, and `cost` stands for `cost_total` in older answers."""
    first = usage(("2026-11-20T00:00:00-05:00", [row(KLING, 0.63, TRAILERS)]), cursor="Mg==")
    older = {"endpoint_id": KLING, "cost": 0.37, "auth_method_structured": TRAILERS}
    second = usage(("2026-11-20T00:00:00-05:00", [older])) | {"params": {"cursor": "Mg=="}}
    assert checked(first, second, events(event("r1", KLING, "2026-11-20T14:00:00Z", 1.0, TRAILERS))) == []


def test_the_report_is_asked_by_day_in_utc_and_not_widened() -> None:
    """Both accounts are asked for just the same stretch of time."""
    asked = {
        "start": "2026-11-20T00:00:00Z",
        "end": "2026-11-22T00:00:00Z",
        "expand": ["time_series", "auth_method_structured"],
        "timeframe": "day",
        "timezone": "UTC",
        "bound_to_timeframe": "false",
    }
    assert checked(usage() | {"params": asked}, events()) == []
