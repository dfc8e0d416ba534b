"""Does the sandbox keep OpenAI's contract: costs by day, projects, keys, and its errors?"""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest

from collectors.sandbox import Studio, Truth, serving
from tests.collectors.sandbox.line import FIRST, NOW, Line, completions, costs

NIGHT = datetime(2026, 11, 23, tzinfo=UTC)
SEPTEMBER = {"start_time": 1788220800, "end_time": 1790812800}
"""1 September to 1 October 2026, in Unix seconds."""


def value(result: dict[str, Any]) -> Decimal:
    """A result's amount: a number, or a string with many digits."""
    return Decimal(str(result["amount"]["value"]))


@pytest.mark.parametrize("limit", [7, 180])
def test_costs_are_the_truth(openai: Line, truth: Truth, limit: int) -> None:
    """Every result of the year, page by page: each day adds up to the nano-dollar and to seconds."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    seconds = Decimal(0)
    for day, result in costs(openai, FIRST, NIGHT, limit=limit):
        sums[day.isoformat()] += value(result)
        if (result["line_item"] or "").startswith("sora-2"):
            seconds += result["quantity"]
    days = {day: one for (account, day), one in truth.by("account", "day").items() if account == "openai-plan"}
    assert sums == {day: one.money for day, one in days.items()}
    assert seconds == truth.by("account")["openai-plan",].seconds


@pytest.mark.parametrize("limit", [7, 31])
def test_tokens_are_the_truth(openai: Line, truth: Truth, limit: int) -> None:
    """What was read and written in the year; what was read again is within the input."""
    told = [row for _, row in completions(openai, FIRST, NIGHT, limit=limit)]
    assert sum(row["input_tokens"] + row["output_tokens"] for row in told) == truth.by("account")["openai-plan",].tokens
    assert all(0 < row["input_cached_tokens"] < row["input_tokens"] for row in told)


def test_tokens_are_those_that_the_costs_bill(openai: Line) -> None:
    """Of each day, key and model, fresh input, read input and output are the quantities of their three lines."""
    billed: dict[tuple[Any, ...], int] = defaultdict(int)
    for day, row in costs(openai, FIRST, NIGHT, limit=180):
        model, _, kind = (row["line_item"] or "").partition(", ")
        if model.startswith("gpt-"):
            billed[day, row["project_id"], row["api_key_id"], model, kind] += row["quantity"]
    worked: dict[tuple[Any, ...], int] = defaultdict(int)
    for day, row in completions(openai, FIRST, NIGHT, limit=31):
        words = (day, row["project_id"], row["api_key_id"], row["model"])
        worked[*words, "input"] += row["input_tokens"] - row["input_cached_tokens"]
        worked[*words, "cached input"] += row["input_cached_tokens"]
        worked[*words, "output"] += row["output_tokens"]
    assert worked == billed


def test_a_page_has_as_many_days_as_asked(openai: Line) -> None:
    """`limit` counts days, seven where nothing is said, and a day without rows is there and empty."""
    asked = {"start_time": int((FIRST - timedelta(days=3)).timestamp()), "end_time": int(NIGHT.timestamp())}
    page = openai.get("/organization/costs", **asked)
    assert [bucket["start_time"] for bucket in page["data"]] == [asked["start_time"] + n * 86400 for n in range(7)]
    assert [bool(bucket["results"]) for bucket in page["data"][:4]] == [False, False, False, True]
    assert page["has_more"]
    assert len(openai.get("/organization/costs", **asked, limit=180)["data"]) == 180


def test_groups_tell_apart_and_never_change_the_sum(openai: Line) -> None:
    """However it is grouped, September costs the same; a name that was not asked for is null."""
    names = ["project_id", "line_item", "api_key_id"]
    sums = []
    for groups in ([], names[:1], names[1:2], names[:2], names):
        rows = [row for _, row in costs(openai, FIRST, NIGHT, limit=180, group_by_=groups)]
        assert all(row[name] is None for name in set(names) - set(groups) for row in rows)
        assert any(row["quantity"] is not None for row in rows) == ("line_item" in groups)
        sums.append(sum(map(value, rows)))
    assert len(set(sums)) == 1


def test_one_project(openai: Line) -> None:
    """A filter leaves what the project costs, and the sum over all projects and credits is the whole."""
    rows = [row for _, row in costs(openai, FIRST, NIGHT, limit=180)]
    project = next(row["project_id"] for row in rows if row["project_id"])
    own = [row for row in rows if row["project_id"] == project]
    assert [row for _, row in costs(openai, FIRST, NIGHT, limit=180, project_ids_=project)] == own


def test_credits_have_no_names(openai: Line) -> None:
    """A credit is negative and names neither project, key nor line; nothing else is."""
    rows = [row for _, row in costs(openai, FIRST, NIGHT, limit=180)]
    given = [row for row in rows if value(row) < 0]
    assert len(given) == 13
    for row in given:
        assert (row["project_id"], row["line_item"], row["api_key_id"], row["quantity"]) == (None, None, None, None)
    assert sum(map(value, given)) == Decimal("-32.5")  # thirteen times 2.50


def test_units_are_told_of_late(openai: Line) -> None:
    """Quantities say what they count from 21 August 2026 on."""
    rows = [(day, row) for day, row in costs(openai, FIRST, NIGHT, limit=180) if row["line_item"]]
    assert {row["quantity_unit"] for day, row in rows if day < date(2026, 8, 21)} == {None}
    assert {row["quantity_unit"] for day, row in rows if day >= date(2026, 8, 21)} == {"tokens", "duration_seconds"}


def test_a_second_of_sora_costs_a_known_price(openai: Line) -> None:
    """0.10, 0.30 and 0.50 dollars, by model and size."""
    rows = [row for _, row in costs(openai, FIRST, NIGHT, limit=180) if (row["line_item"] or "").startswith("sora")]
    assert {(row["line_item"], value(row) / row["quantity"]) for row in rows} == {
        ("sora-2, video 720p", Decimal("0.10")),
        ("sora-2-pro, video 720p", Decimal("0.30")),
        ("sora-2-pro, video 1024p", Decimal("0.50")),
    }


def test_a_recent_day_grows(studio: Studio) -> None:
    """What 18 November cost is more two days later than at midnight, and no row of it shrinks."""
    clock = [NOW.replace(day=19, hour=0)]
    day = datetime(2026, 11, 18, tzinfo=UTC)
    with (
        serving(studio, lambda: clock[0], ticks=count().__next__) as url,
        Line(f"{url}/openai/v1", f"Bearer {studio.keys.openai_admin}") as openai,
    ):
        early = [row for _, row in costs(openai, day, day + timedelta(days=1))]
        clock[0] = NOW.replace(day=21)
        late = [row for _, row in costs(openai, day, day + timedelta(days=1))]
    names = ("project_id", "line_item", "api_key_id")
    then, now = ({tuple(row[name] for name in names): value(row) for row in rows} for rows in (early, late))
    assert sum(then.values()) < sum(now.values())
    assert all(now[place] >= money for place, money in then.items())


def test_projects_have_names_and_archived_ones_only_when_asked(openai: Line, studio: Studio) -> None:
    """Forty projects, the default one and an archived pilot; page by page."""
    listed: list[dict[str, Any]] = []
    page: dict[str, Any] = {"has_more": True, "last_id": ""}
    while page["has_more"]:
        page = openai.get("/organization/projects", include_archived="true", limit=9, after=page["last_id"])
        listed += page["data"]
    assert len({project["id"] for project in listed}) == len(listed)
    assert {project["name"] for project in listed} > {"Default project", "Social · Pilot", "Trailers · Halcyon"}
    active = openai.get("/organization/projects", limit=100)["data"]
    assert active == [project for project in listed if project["status"] == "active"]
    archived = [project for project in listed if project["archived_at"]]
    assert archived == [project for project in listed if project["status"] == "archived"] != []
    billed = {row["project_id"] for _, row in costs(openai, FIRST, NIGHT, limit=180)} - {None}
    assert billed <= {project["id"] for project in listed}


def test_keys_of_a_project(openai: Line, studio: Studio) -> None:
    """A project's key is listed by name; the deleted one is not, though it was billed."""
    keys = [key for key in studio.ring.keys if key.provider == "openai"]
    listed = openai.get(f"/organization/projects/{keys[0].project_id}/api_keys", owner_project_access="any")["data"]
    assert [(key["id"], key["name"]) for key in listed] == [(keys[0].id, "northwind-s2-planner")]
    gone = studio.ring.keys[studio.ring.deleted["openai"]]
    assert openai.get(f"/organization/projects/{gone.project_id}/api_keys")["data"] == []
    assert gone.id in {row["api_key_id"] for _, row in costs(openai, FIRST, NIGHT, limit=180)}
    assert openai.ask("/organization/projects/proj_nobody/api_keys").status_code == 404


def test_without_the_right_key(base_url: str, studio: Studio) -> None:
    """No key or a wrong one is 401; a project's key lacks the scope, which is 403."""
    for authorization, status in (("", 401), ("Bearer wrong", 401), (f"Bearer {studio.keys.openai_project}", 403)):
        with Line(f"{base_url}/openai/v1", authorization) as stranger:
            answer = stranger.ask("/organization/costs", **SEPTEMBER)
        assert answer.status_code == status
        assert answer.json()["error"].keys() == {"message", "type", "param", "code"}
    assert "api.usage.read" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("path", "params", "named"),
    [
        ("/organization/costs", {}, "start_time"),
        ("/organization/costs", {"start_time": "monday"}, "start_time"),
        ("/organization/costs", {"start_time": 1790812800, "end_time": 1788220800}, "end_time"),
        ("/organization/costs", {**SEPTEMBER, "bucket_width": "1h"}, "bucket_width"),
        ("/organization/costs", {**SEPTEMBER, "limit": 181}, "limit"),
        ("/organization/costs", {**SEPTEMBER, "limit": 0}, "limit"),
        ("/organization/costs", {**SEPTEMBER, "group_by_": "model"}, "group_by"),
        ("/organization/costs", {**SEPTEMBER, "page": "page_x"}, "page"),
        ("/organization/usage/completions", {**SEPTEMBER, "limit": 32}, "limit"),
        ("/organization/usage/completions", {**SEPTEMBER, "group_by_": "line_item"}, "group_by"),
        ("/organization/projects", {"limit": 101}, "limit"),
        ("/organization/projects", {"include_archived": "maybe"}, "include_archived"),
        ("/organization/projects", {"after": "proj_nobody"}, "after"),
    ],
)
def test_what_cannot_be_asked(openai: Line, path: str, params: dict[str, Any], named: str) -> None:
    """A parameter that is missing or outside the contract is 400, and is named."""
    answer = openai.ask(path, **params)
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, named)


def test_sora_is_gone(openai: Line) -> None:
    """The list of videos is 404, as is any other path."""
    assert openai.ask("/videos").status_code == 404
    assert openai.send("/organization/costs", {}).status_code == 404
