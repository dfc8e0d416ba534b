"""Does the sandbox keep ModelArk's contract: tasks of a week by one key, a signed bill by another, and its errors?"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest

from collectors.providers.byteplus.signing import Signature
from collectors.sandbox import Studio, Truth
from collectors.sandbox.ark import Endpoint, bill, endpoints, tasks
from collectors.sandbox.books.byteplus import keys_of
from tests.collectors.sandbox.line import NOW, Line

TASKS = "/api/v3/contents/generations/tasks"
OCTOBER = {"BillPeriod": "2026-10", "GroupPeriod": 1, "NeedRecordNum": 1, "Limit": 300, "Offset": 0}


@pytest.fixture
def ark(base_url: str, studio: Studio) -> Iterator[Line]:
    """A line with the API key."""
    with Line(f"{base_url}/byteplus", f"Bearer {keys_of(studio).api}") as line:
        yield line


def signature(studio: Studio, *, at: datetime = NOW, access: str = "", secret: str = "") -> Signature:
    """The studio's pair of keys, or another, by some clock."""
    keys = keys_of(studio)
    return Signature(access or keys.access, secret or keys.secret, "ap-singapore-1", lambda: at)


def ask(
    base_url: str, auth: httpx.Auth, body: Any, action: str = "ListSplitBillDetail", version: str = "2022-01-01"
) -> httpx.Response:
    """The answer to a question about the bill."""
    params = {"Action": action, "Version": version}
    return httpx.post(f"{base_url}/byteplus/billing/", params=params, json=body, auth=auth, trust_env=False)


def code(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of an error of the bill."""
    return answer.status_code, answer.json()["ResponseMetadata"]["Error"]["Code"]


def rows(base_url: str, studio: Studio, period: str, limit: int = 300) -> list[dict[str, Any]]:
    """Every row of a month, page after page."""
    found: list[dict[str, Any]] = []
    while True:
        asked = OCTOBER | {"BillPeriod": period, "Limit": limit, "Offset": len(found)}
        result = ask(base_url, signature(studio), asked).json()["Result"]
        found += result["List"]
        if len(found) >= result["Total"]:
            return found


@pytest.mark.parametrize("limit", [7, 300])
def test_the_bill_is_the_truth(base_url: str, studio: Studio, truth: Truth, limit: int) -> None:
    """October's rows, on pages of any size, add up to what October really cost."""
    told = rows(base_url, studio, "2026-10", limit)
    october = truth.by("account", "month")["seedance-evenings", "2026-10"].money
    assert sum(Decimal(row["PayableAmount"]) for row in told) == october > 0
    assert len({row["SplitBillDetailId"] for row in told}) == len(told) > 31
    assert {row["ExpenseDate"][:7] for row in told} == {"2026-10"}
    assert {type(value) for row in told for value in row.values()} == {str}


def test_a_day_is_billed_on_the_next(base_url: str, studio: Studio) -> None:
    """At 18:00 on the 22nd yesterday is on the bill and today is not; the refund for the 10th is, since the 15th."""
    told = rows(base_url, studio, "2026-11")
    assert max(row["ExpenseDate"] for row in told) == "2026-11-21"
    refunds = [row for row in told if row["BillCategory"] == "refund-modify"]
    assert [row["ExpenseDate"] for row in refunds] == ["2026-11-10"]
    assert Decimal(refunds[0]["PayableAmount"]) < 0


def test_the_overview_names_the_products(base_url: str, studio: Studio) -> None:
    """ModelArk and something else; a month without a bill has none."""
    asked = {"BillPeriod": "2026-10", "Limit": 300, "Offset": 0, "NeedRecordNum": 1}
    told = ask(base_url, signature(studio), asked, "ListBillOverviewByProd").json()["Result"]
    assert [row["Product"] for row in told["List"]] == ["ark_bd", "vod"]
    none = ask(base_url, signature(studio), asked | {"BillPeriod": "2025-01"}, "ListBillOverviewByProd")
    assert none.json()["Result"]["List"] == []
    other = ask(base_url, signature(studio), OCTOBER | {"Product": ["vod"]}).json()["Result"]
    assert (other["Total"], other["List"]) == (0, [])


def test_without_being_asked_nobody_counts_the_rows(base_url: str, studio: Studio) -> None:
    """`Total` is filled only where NeedRecordNum is 1."""
    told = ask(base_url, signature(studio), OCTOBER | {"NeedRecordNum": 0, "Limit": 1}).json()["Result"]
    assert (told["Total"], len(told["List"])) == (0, 1)


def test_what_is_left_falls_within_the_month(base_url: str, studio: Studio) -> None:
    """Five thousand dollars, less what November has been billed so far."""
    told = ask(base_url, signature(studio), {}, "QueryBalanceAcct").json()["Result"]
    spent = sum(Decimal(row["PayableAmount"]) for row in rows(base_url, studio, "2026-11"))
    assert Decimal(told["AvailableBalance"]) == 5000 - spent


def test_the_list_remembers_a_week(ark: Line, studio: Studio) -> None:
    """Exactly the tasks made since a week ago, newest first, with tokens where they succeeded."""
    told = ark.get(TASKS, page_num=1, page_size=500)
    since = int((NOW - timedelta(days=7)).timestamp())
    made = [task for task in tasks(studio) if since <= task.created <= NOW.timestamp()]
    assert [item["id"] for item in told["items"]] == [task.id for task in reversed(made)]
    assert told["total"] == len(made) > 0
    assert [item.get("usage", {}).get("completion_tokens", 0) for item in told["items"]] == [
        task.tokens for task in reversed(made)
    ]


def test_pages_and_filters(ark: Line, studio: Studio) -> None:
    """Pages meet without a gap; an endpoint's tasks are found by its id, though none of them names it."""
    whole = ark.get(TASKS, page_num=1, page_size=500)["items"]
    paged = [item for page in (1, 2, 3, 4) for item in ark.get(TASKS, page_num=page, page_size=3)["items"]]
    assert paged == whole[:12]
    by_endpoint = [ark.get(TASKS, page_size=500, **{"filter.model": one.id})["items"] for one in doors(studio)]
    assert sorted(item["id"] for items in by_endpoint for item in items) == sorted(item["id"] for item in whole)
    failed = ark.get(TASKS, page_size=500, **{"filter.status": "failed"})["items"]
    assert failed == [item for item in whole if item["status"] == "failed"]
    assert ark.get(TASKS, **{"filter.task_ids": whole[0]["id"]})["items"] == whole[:1]


def doors(studio: Studio) -> tuple[Endpoint, ...]:
    """Every endpoint of the studio."""
    return endpoints(studio.seed)


def test_whoever_asks_wrongly_is_refused(base_url: str, ark: Line, studio: Studio) -> None:
    """Tasks: another key, a page out of range, an unknown status, another path."""
    with Line(f"{base_url}/byteplus", "Bearer other") as stranger:
        answer = stranger.ask(TASKS)
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "AuthenticationError")
    for params in ({"page_num": 0}, {"page_size": 501}, {"page_num": "x"}, {"filter.status": "odd"}):
        answer = ark.ask(TASKS, **params)
        assert (answer.status_code, answer.json()["error"]["code"].partition(".")[0]) == (400, "InvalidParameter")
    assert ark.ask("/api/v3/other").status_code == 404


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"access": "AKLTnobody"}, (401, "InvalidAccessKey")),
        ({"secret": "another"}, (200, "SignatureDoesNotMatch")),
        ({"at": NOW - timedelta(minutes=16)}, (400, "RequestExpired")),
        ({"at": NOW + timedelta(minutes=16)}, (400, "RequestExpired")),
    ],
)
def test_a_signature_is_reckoned_anew(base_url: str, studio: Studio, other: Any, told: tuple[int, str]) -> None:
    """Another key, another secret or another time is noticed; the last two with the status of a good answer."""
    assert code(ask(base_url, signature(studio, **other), OCTOBER)) == told


class Later(Signature):
    """Signs, and then changes what was signed."""

    def auth_flow(self, request: httpx.Request) -> Any:
        """The body's hash is no longer that of the body."""
        for signed in super().auth_flow(request):
            signed.headers["X-Content-Sha256"] = "0" * 64
            yield signed


def test_what_was_not_signed_is_refused(base_url: str, studio: Studio) -> None:
    """No signature at all, and one over another body."""
    keys = keys_of(studio)
    changed = Later(keys.access, keys.secret, "ap-singapore-1", lambda: NOW)
    assert code(ask(base_url, changed, OCTOBER)) == (200, "SignatureDoesNotMatch")
    assert code(ask(base_url, httpx.BasicAuth("mara", "x"), OCTOBER)) == (401, "InvalidCredential")


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (OCTOBER | {"Limit": 301}, "InvalidParameter.Limit"),
        (OCTOBER | {"Offset": -1}, "InvalidParameter.Offset"),
        (OCTOBER | {"BillPeriod": "October"}, "InvalidParameter.BillPeriod"),
        (OCTOBER | {"GroupPeriod": 0}, "InvalidParameter.GroupPeriod"),
        ([], "InvalidParameter"),
    ],
)
def test_a_question_must_make_sense(base_url: str, studio: Studio, body: Any, name: str) -> None:
    """Each parameter that cannot be is named."""
    assert code(ask(base_url, signature(studio), body)) == (400, name)


def test_an_unknown_action_is_told(base_url: str, studio: Studio) -> None:
    """Neither another action nor another version is there."""
    for words in ({"action": "ListNothing"}, {"version": "2020-01-01"}):
        assert code(ask(base_url, signature(studio), OCTOBER, **words)) == (404, "InvalidActionOrVersion")


def test_every_task_that_succeeded_is_on_the_bill(studio: Studio) -> None:
    """Tokens of the year by task and by bill are the same, and every task ends on the UTC day on which it began."""
    assert sum(task.tokens for task in tasks(studio)) == sum(row.tokens for row in bill(studio)) > 0
    days = [[datetime.fromtimestamp(at, UTC).date() for at in (one.created, one.ended)] for one in tasks(studio)]
    assert all(begun == ended for begun, ended in days)
