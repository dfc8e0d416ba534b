"""Does the sandbox keep Anthropic's contract: tokens by key, cents by workspace, names, and its errors?"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from collectors.sandbox import Studio, Truth
from collectors.sandbox.books.anthropic import admin_key
from tests.collectors.sandbox.line import FIRST, Line

USAGE, COSTS = "/v1/organizations/usage_report/messages", "/v1/organizations/cost_report"
NIGHT = datetime(2026, 11, 23, tzinfo=UTC)
KINDS = ("uncached_input_tokens", "cache_read_input_tokens", "output_tokens")
OCTOBER = {"starting_at": "2026-10-01T00:00:00Z", "ending_at": "2026-11-01T00:00:00Z"}


@pytest.fixture
def anthropic(base_url: str, studio: Studio) -> Iterator[Line]:
    """A line to Anthropic with the admin key."""
    with Line(f"{base_url}/anthropic", "") as line:
        line.client.headers["x-api-key"] = admin_key(studio)
        yield line


def rows(line: Line, path: str, start: datetime, end: datetime, **params: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row with its day, page after page."""
    asked = {"starting_at": start.isoformat(), "ending_at": end.isoformat(), "limit": 31, **params}
    page: dict[str, Any] = {"has_more": True, "next_page": None}
    while page["has_more"]:
        page = line.get(path, **asked, **({"page": page["next_page"]} if page["next_page"] else {}))
        for bucket in page["data"]:
            yield from ((bucket["starting_at"][:10], row) for row in bucket["results"])
        assert page["has_more"] == (page["next_page"] is not None)


def test_cents_are_the_truth(anthropic: Line, truth: Truth) -> None:
    """Every line of the year, page by page: each day adds up to the nano-dollar, at a hundred cents a dollar."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for day, row in rows(anthropic, COSTS, FIRST, NIGHT, group_by_=["workspace_id", "description"]):
        sums[day] += Decimal(row["amount"]) / 100
    days = {day: one for (account, day), one in truth.by("account", "day").items() if account == "claude-plan"}
    assert sums == {day: one.money for day, one in days.items() if one.money}


def test_tokens_are_the_truth(anthropic: Line, truth: Truth) -> None:
    """All five kinds of the year are what was planned."""
    told = [row for _, row in rows(anthropic, USAGE, FIRST, NIGHT, group_by_=["api_key_id"])]
    fresh = sum(row[kind] for row in told for kind in KINDS)
    assert (
        fresh + sum(sum(row["cache_creation"].values()) for row in told) == truth.by("account")["claude-plan",].tokens
    )


def test_groups_tell_apart_and_never_change_the_sum(anthropic: Line) -> None:
    """However it is grouped, October costs the same; what was not asked for is null."""
    whole = []
    for groups in ([], ["workspace_id"], ["description"], ["workspace_id", "description"]):
        told = list(rows(anthropic, COSTS, NIGHT - timedelta(53), NIGHT - timedelta(22), group_by_=groups))
        assert any(row["token_type"] for _, row in told) == ("description" in groups)
        assert any(row["workspace_id"] for _, row in told) == ("workspace_id" in groups)
        whole.append(sum(Decimal(row["amount"]) for _, row in told))
    assert len(set(whole)) == 1


def test_a_page_has_as_many_days_as_asked(anthropic: Line) -> None:
    """Seven where nothing is said, thirty-one at most; rows do not count."""
    assert len(anthropic.get(COSTS, **OCTOBER)["data"]) == 7
    assert len(anthropic.get(COSTS, **OCTOBER, limit=31)["data"]) == 31
    assert anthropic.ask(COSTS, **OCTOBER, limit=32).status_code == 400


def test_nobody_and_everybody_has_a_name(anthropic: Line) -> None:
    """Keys and workspaces of the rows are listed, but for the Console and the default workspace, which are null."""
    groups = ["api_key_id", "workspace_id", "model", "service_tier"]
    told = [row for _, row in rows(anthropic, USAGE, FIRST, NIGHT, group_by_=groups)]
    for path, word in (("api_keys", "api_key_id"), ("workspaces", "workspace_id")):
        listed = anthropic.get(f"/v1/organizations/{path}", limit=1000)["data"]
        assert {row[word] for row in told} <= {one["id"] for one in listed} | {None}
        assert any(row[word] is None for row in told)
    tagged = [one["tags"] for one in anthropic.get("/v1/organizations/workspaces")["data"]]
    assert tagged[:4] == [{"team": "trailers"}, {"team": "social"}, {"team": "brand-films"}, {}]


def test_the_two_reports_name_models_in_their_own_way(anthropic: Line) -> None:
    """The usage knows the day of a model, the bill does not; batches are Haiku's alone."""
    used = [row for _, row in rows(anthropic, USAGE, FIRST, NIGHT, group_by_=["model", "service_tier"])]
    paid = [row for _, row in rows(anthropic, COSTS, FIRST, NIGHT, group_by_=["description"])]
    assert "claude-sonnet-4-5-20250929" in {row["model"] for row in used}
    assert "claude-sonnet-4-5" in {row["model"] for row in paid}
    assert {row["model"] for row in paid if row["service_tier"] == "batch"} == {"claude-haiku-4-5"}
    assert {"Web Search Usage", "Code Execution Usage"} < {row["description"] for row in paid}


@pytest.mark.parametrize(
    ("path", "params", "named"),
    [
        (COSTS, {}, "starting_at"),
        (COSTS, {"starting_at": "yesterday"}, "starting_at"),
        (COSTS, {**OCTOBER, "ending_at": "2026-09-01T00:00:00Z"}, "ending_at"),
        (COSTS, {**OCTOBER, "bucket_width": "1h"}, "bucket_width"),
        (COSTS, {**OCTOBER, "limit": 0}, "limit"),
        (COSTS, {**OCTOBER, "group_by_": "api_key_id"}, "group_by"),
        (USAGE, {**OCTOBER, "group_by_": "description"}, "group_by"),
        (USAGE, {**OCTOBER, "page": "page_x"}, "page"),
        ("/v1/organizations/api_keys", {"after_id": "apikey_nobody"}, "after_id"),
    ],
)
def test_what_cannot_be_asked(anthropic: Line, path: str, params: dict[str, Any], named: str) -> None:
    """A parameter that is missing or outside the contract is 400, and is named."""
    answer = anthropic.ask(path, **params)
    assert (answer.status_code, answer.json()["error"]["type"]) == (400, "invalid_request_error")
    assert named in answer.json()["error"]["message"]


def test_without_the_right_key(base_url: str, anthropic: Line) -> None:
    """No key or a wrong one is 401, another path 404, each in Anthropic's shape."""
    with Line(f"{base_url}/anthropic", "wrong") as stranger:
        answer = stranger.ask(COSTS, **OCTOBER)
    assert (answer.status_code, answer.json()["error"]["type"]) == (401, "authentication_error")
    assert anthropic.ask("/v1/organizations/analytics/cost").status_code == 404
