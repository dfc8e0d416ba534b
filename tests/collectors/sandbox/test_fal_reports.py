"""Does the sandbox keep fal's contract for usage, keys and credit?"""

from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest

from collectors.sandbox import Studio, Truth
from tests.collectors.sandbox.line import FIRST, NOW, Line, billing_events


def test_usage_tells_the_same_money(fal: Line, truth: Truth) -> None:
    """The usage report of October by day and caller, row by row over its pages, adds up to the truth of each day."""
    asked = {
        "start": "2026-10-01", "end": "2026-11-01", "timeframe": "day", "limit": 40,
        "expand": ["time_series", "summary", "auth_method_structured"],
    }  # fmt: skip
    sums: dict[str, Decimal] = defaultdict(Decimal)
    page: dict[str, Any] = {"next_cursor": "MQ=="}
    while page["next_cursor"]:
        page = fal.get("/models/usage", **asked, cursor=page["next_cursor"])
        for bucket in page["time_series"]:
            for row in bucket["results"]:
                assert row["cost_subtotal"] == row["quantity"] * row["unit_price"]
                assert row["cost_total"] == row["cost"] == row["cost_subtotal"] - row["cost_discount"]
                sums[bucket["bucket"][:10]] += row["cost_total"]
    days = truth.by("account", "day")
    assert sums == {f"2026-10-{n:02d}": days["fal-studio", f"2026-10-{n:02d}"].money for n in range(1, 32)}
    assert sum(row["cost_total"] for row in page["summary"]) == sum(sums.values())


def test_usage_is_bound_to_whole_buckets_unless_told(fal: Line) -> None:
    """By day, from noon to noon is two whole days; unbound it is not."""
    asked = {"start": "2026-10-08T12:00:00Z", "end": "2026-10-09T12:00:00Z", "timeframe": "day", "expand": "summary"}
    whole = fal.get("/models/usage", **asked)["summary"]
    part = fal.get("/models/usage", **asked, bound_to_timeframe="false")["summary"]
    days = fal.get("/models/usage", **asked | {"start": "2026-10-08", "end": "2026-10-10"})["summary"]
    assert whole == days
    assert sum(row["cost"] for row in part) < sum(row["cost"] for row in whole)


@pytest.mark.parametrize(
    ("timeframe", "first"),
    [("month", "2026-10-01"), ("week", "2026-10-05"), ("day", "2026-10-08"), ("hour", "2026-10-08T")],
)
def test_buckets_begin_where_they_should(fal: Line, timeframe: str, first: str) -> None:
    """8 October 2026 is a Thursday: its week begins on Monday the 5th."""
    asked = {"start": "2026-10-08", "end": "2026-10-09", "timeframe": timeframe}
    buckets = fal.get("/models/usage", **asked)["time_series"]
    assert buckets[0]["bucket"].startswith(first)
    assert buckets[0]["bucket"].endswith("+00:00")


def test_keys_have_names_but_the_deleted_one(fal: Line, studio: Studio) -> None:
    """Every key of an event is listed with its alias, page by page, except the one that was deleted."""
    listed: dict[str, str] = {}
    page: dict[str, Any] = {"next_cursor": "MQ=="}
    while page["next_cursor"]:
        page = fal.get("/keys", limit=7, cursor=page["next_cursor"])
        listed |= {key["key_id"]: key["alias"] for key in page["keys"]}
    expand = "auth_method_structured"
    used = {event[expand].get("api_key_id") for event in billing_events(fal, FIRST, NOW, limit=5000, expand=expand)}
    deleted = studio.ring.keys[studio.ring.deleted["fal"]].id
    assert used - {None} - listed.keys() == {deleted}
    assert "test bench" in listed.values()
    assert "creator_email" not in fal.get("/keys")["keys"][0]
    assert "@" in fal.get("/keys", expand="creator_info")["keys"][0]["creator_email"]


def test_credit_goes_down(fal: Line) -> None:
    """The credit is told when asked for, and only then."""
    assert fal.get("/account/billing") == {"username": "reel-studio"}
    credit = fal.get("/account/billing", expand="credits")["credits"]
    assert 0 <= credit["current_balance"] < 2500
    assert credit["currency"] == "USD"
