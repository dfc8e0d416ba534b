"""Does the invented Google speak its contract: tokens for a signed statement, and SQL that is really run?"""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest

from collectors.sandbox import Studio, Truth, serving
from collectors.sandbox.google_requests import EMAIL, GRANT, PROJECT, TABLE
from collectors.sandbox.rsa_key import rsa_key
from tests.collectors.sandbox.line import NOW, Line

HOUSE = Path(__file__).parents[3]
QUERIES = f"/bigquery/v2/projects/{PROJECT}/queries"
SECOND = int(NOW.timestamp())
SCOPE = "https://www.googleapis.com/auth/bigquery"
VEO = r"REGEXP_CONTAINS(sku.description, r'(?i)\bveo|\bomni')"
NET = "SUM(CAST(cost AS NUMERIC)) + SUM((SELECT SUM(CAST(c.amount AS NUMERIC)) FROM UNNEST(credits) AS c))"


def statement(studio: Studio, base_url: str, **other: Any) -> str:
    """What a service account signs, with other claims."""
    said = {"iss": EMAIL, "aud": f"{base_url}/google/token", "scope": SCOPE, "iat": SECOND, "exp": SECOND + 3600}
    return jwt.encode(said | other, rsa_key(studio.seed), "RS256")


def exchange(base_url: str, assertion: str, **other: str) -> httpx.Response:
    """The answer to a statement."""
    form = {"grant_type": GRANT, "assertion": assertion} | other
    return httpx.post(f"{base_url}/google/token", data=form, trust_env=False)


@pytest.fixture(scope="session")
def token(base_url: str, studio: Studio) -> str:
    """A token that lasts."""
    said = exchange(base_url, statement(studio, base_url)).json()
    assert (said["expires_in"], said["token_type"]) == (3599, "Bearer")
    return str(said["access_token"])


@pytest.fixture
def google(base_url: str, token: str) -> Iterator[Line]:
    """A line to BigQuery with a token."""
    with Line(f"{base_url}/google", f"Bearer {token}") as line:
        yield line


def body(sql: str, **other: Any) -> dict[str, Any]:
    """A question."""
    return {"query": sql, "useLegacySql": False, "formatOptions": {"useInt64Timestamp": True}} | other


def answer(google: Line, sql: str, **other: Any) -> list[tuple[Any, ...]]:
    """Every row of a query's result, page after page."""
    page = google.post(QUERIES, body(sql, **other))
    again = {"location": "EU", "formatOptions.useInt64Timestamp": "true"}
    path = f"{QUERIES}/{page['jobReference']['jobId']}"
    while not page["jobComplete"]:
        assert not {"schema", "rows", "totalRows"} & set(page)
        page = google.get(path, **again)
    found = [*page.get("rows", [])]
    while "pageToken" in page:
        page = google.get(path, pageToken=page["pageToken"], **again)
        found += page["rows"]
    assert len(found) == int(page["totalRows"])
    return [tuple(cell["v"] for cell in row["f"]) for row in found]


def test_the_sum_is_the_truth(google: Line, truth: Truth) -> None:
    """Costs and credits of all video, to the nano-dollar; with the rest of the bill it is more."""
    ((known,),) = answer(google, f"SELECT {NET} FROM `{TABLE}` WHERE {VEO}")
    assert Decimal(known) == truth.by("account")["veo-cloud",].money > 0
    ((everything,),) = answer(google, f"SELECT SUM(CAST(cost AS NUMERIC)) FROM `{TABLE}`")
    assert Decimal(everything) > Decimal(known)


@pytest.mark.parametrize("joined", ["credits", "labels"])
def test_a_wrong_join_shows(google: Line, joined: str) -> None:
    """Rows joined to their credits or labels are counted once for each, or not at all where there are none."""
    ((right,),) = answer(google, f"SELECT SUM(CAST(cost AS NUMERIC)) FROM `{TABLE}` WHERE {VEO}")
    ((wrong,),) = answer(
        google, f"SELECT SUM(CAST(cost AS NUMERIC)) FROM `{TABLE}` CROSS JOIN UNNEST({joined}) WHERE {VEO}"
    )
    assert Decimal(wrong) != Decimal(right)


def test_rows_are_late_corrected_and_on_a_later_invoice(google: Line) -> None:
    """Some arrive days after their use, some turn an earlier one's sign, some are on the next month's invoice."""
    late = f"SELECT COUNT(*) FROM `{TABLE}` WHERE export_time > TIMESTAMP_ADD(usage_start_time, INTERVAL 72 HOUR)"
    turned = f"SELECT COUNT(*) FROM `{TABLE}` WHERE cost_type = 'regular' AND cost < 0"
    given = f"SELECT COUNT(*) FROM `{TABLE}` WHERE adjustment_info.type = 'GOODWILL'"
    later = f"SELECT COUNT(*) FROM `{TABLE}` WHERE invoice.month > FORMAT_TIMESTAMP('%Y%m', usage_start_time)"
    assert [int(answer(google, sql)[0][0]) > 0 for sql in (late, turned, given, later)] == [True] * 4


def test_only_what_has_arrived_is_seen(google: Line) -> None:
    """No row tells of a time after now, though the studio's work is invented a week ahead."""
    ((latest,),) = answer(google, f"SELECT MAX(export_time) FROM `{TABLE}`")
    assert int(latest) <= NOW.timestamp() * 1e6


def test_times_are_written_as_each_page_asks(google: Line) -> None:
    """Whole microseconds with the option, seconds with an exponent without it, on the same job."""
    sql = f"SELECT MIN(usage_start_time) FROM `{TABLE}`"
    ((whole,),) = answer(google, sql, requestId="one")
    name = google.post(QUERIES, body(sql, requestId="one"))["jobReference"]["jobId"]
    plain = google.get(f"{QUERIES}/{name}", location="EU")["rows"][0]["f"][0]["v"]
    assert whole.isdecimal()
    assert "E+" in plain
    assert Decimal(plain) * 10**6 == Decimal(whole)


def test_parameters_have_names_and_types(google: Line) -> None:
    """A time and a text, both sent as text."""
    asked = [("since", "TIMESTAMP", "2026-11-01 00:00:00+00:00"), ("kind", "STRING", "tax")]
    said = [{"name": n, "parameterType": {"type": t}, "parameterValue": {"value": v}} for n, t, v in asked]
    sql = f"SELECT MIN(DATE(usage_start_time)) FROM `{TABLE}` WHERE usage_start_time >= @since AND cost_type = @kind"
    ((day,),) = answer(google, sql, parameterMode="NAMED", queryParameters=said)
    assert day >= "2026-11-01"


def test_some_jobs_are_still_at_work_and_some_are_done(google: Line) -> None:
    """Of twenty questions some are answered at once and some only when asked again."""
    done = {
        google.post(QUERIES, body(f"SELECT 1 AS one FROM `{TABLE}` LIMIT {n}"))["jobComplete"] for n in range(1, 21)
    }
    assert done == {True, False}


def test_a_result_without_rows_has_none(google: Line) -> None:
    """The field is missing, not empty."""
    sql = f"SELECT cost FROM `{TABLE}` WHERE cost > 1e9"
    name = google.post(QUERIES, body(sql))["jobReference"]["jobId"]
    page = google.get(f"{QUERIES}/{name}", location="EU")
    assert (page["totalRows"], "rows" in page) == ("0", False)


@pytest.mark.parametrize(
    ("said", "status", "reason"),
    [
        (body("SELEKT 1"), 400, "invalidQuery"),
        (body(f"SELECT no_such_column FROM `{TABLE}`"), 400, "invalidQuery"),
        (body(f"SELECT usage_start_time, SUM(cost) FROM `{TABLE}`"), 400, "invalidQuery"),
        (body(f"DELETE FROM `{TABLE}` WHERE TRUE"), 400, "invalidQuery"),
        (body("SELECT 1 FROM `studio-veo-shared.billing.another`"), 404, "notFound"),
        (body(f"SELECT 1 FROM `{TABLE}`", location="US"), 404, "notFound"),
        ({"query": f"SELECT 1 FROM `{TABLE}`"}, 400, "invalidQuery"),
        (body(f"SELECT @a FROM `{TABLE}`", queryParameters=[{"name": "a"}]), 400, "invalid"),
        (body(f"SELECT ? FROM `{TABLE}`", parameterMode="POSITIONAL"), 400, "invalid"),
        ([1], 400, "invalid"),
    ],
)
def test_what_cannot_be_asked(google: Line, said: Any, status: int, reason: str) -> None:
    """The reason says what is wrong: the query, the table, the location, legacy SQL or the parameters."""
    told = google.send(QUERIES, said)
    assert (told.status_code, told.json()["error"]["errors"][0]["reason"]) == (status, reason)


def test_a_job_is_found_only_where_it_is(google: Line) -> None:
    """Without its location, or by another name, it is not there; an odd page is invalid."""
    name = google.post(QUERIES, body(f"SELECT 1 FROM `{TABLE}`"))["jobReference"]["jobId"]
    assert google.ask(f"{QUERIES}/{name}").status_code == 404
    assert google.ask(f"{QUERIES}/job_nobody", location="EU").status_code == 404
    assert google.ask(f"{QUERIES}/{name}", location="EU", pageToken="x").status_code == 400


@pytest.mark.parametrize(
    "other",
    [
        {"iss": "nobody"},
        {"aud": "https://elsewhere/token"},
        {"scope": "email"},
        {"exp": SECOND + 3700},
        {"iat": SECOND + 120},
        {"iat": SECOND - 60, "exp": SECOND - 1},
        {"exp": "soon"},
    ],
)
def test_a_statement_that_is_not_right_is_refused(base_url: str, studio: Studio, other: dict[str, Any]) -> None:
    """Another issuer, audience or scope, a life beyond an hour, a time to come or one gone by."""
    told = exchange(base_url, statement(studio, base_url, **other))
    assert (told.status_code, told.json()["error"]) == (400, "invalid_grant")


def test_another_key_signs_nothing(base_url: str, studio: Studio) -> None:
    """Signed by another studio's key, not signed at all, or another kind of grant."""
    stranger = jwt.encode({"iss": EMAIL}, rsa_key(studio.seed + 1), "RS256")
    assert exchange(base_url, stranger).json() == {
        "error": "invalid_grant",
        "error_description": "Invalid JWT Signature.",
    }
    assert exchange(base_url, "nonsense").json()["error"] == "invalid_grant"
    assert exchange(base_url, "x", grant_type="password").json()["error"] == "unsupported_grant_type"


def test_a_token_opens_this_project_for_an_hour(studio: Studio) -> None:
    """Without one, with another, or after its hour it is 401; another project is 403, another path 404."""
    clock = [NOW]
    with serving(studio, lambda: clock[0], ticks=count().__next__) as url:
        token = exchange(url, statement(studio, url)).json()["access_token"]
        told = []
        for said in ("", "Bearer ya29.c.9999999999.0123", f"Bearer {token}"):
            with Line(f"{url}/google", said) as line:
                told.append(line.send(QUERIES, body(f"SELECT 1 FROM `{TABLE}`")).status_code)
        with Line(f"{url}/google", f"Bearer {token}") as line:
            told.append(line.send("/bigquery/v2/projects/another/queries", {}).status_code)
            told.append(line.send("/bigquery/v2/datasets", {}).status_code)
            clock[0] += timedelta(hours=1)
            told.append(line.send(QUERIES, body(f"SELECT 1 FROM `{TABLE}`")).status_code)
    assert told == [401, 401, 200, 403, 404, 401]


def test_too_many_is_a_403_whose_reason_asks_for_patience(studio: Studio) -> None:
    """A hundred requests at once are borne, the next is not."""
    with serving(studio, lambda: NOW, ticks=lambda: 0.0) as url, Line(f"{url}/google", "") as line:
        answers = [line.send(QUERIES, {}) for _ in range(101)]
    assert {one.status_code for one in answers[:100]} == {401}
    assert answers[100].status_code == 403
    assert answers[100].json()["error"]["errors"][0]["reason"] == "rateLimitExceeded"


def test_without_what_runs_the_queries_there_is_no_account() -> None:
    """Where DuckDB or sqlglot is missing, the studio leaves Google out, and everything else is served."""
    for missing in ("duckdb", "sqlglot"):
        program = (
            f"import sys; sys.modules[{missing!r}] = None\n"
            "from datetime import date, datetime, UTC\n"
            "from collectors.sandbox import Studio, serving\n"
            "from collectors.sandbox.book import all_books\n"
            "with serving(Studio(7, date(2026, 11, 22), months=1, size=0.01), lambda: datetime.now(UTC)):\n"
            "    print([book.provider for book in all_books()])\n"
        )
        said = subprocess.run([sys.executable, "-c", program], cwd=HOUSE, capture_output=True, text=True)
        assert said.stderr == ""
        assert "anthropic" in said.stdout
        assert "google" not in said.stdout


def test_the_key_is_the_same_in_every_process() -> None:
    """A seed has one key, of 2048 bits, and another seed another."""
    assert rsa_key(7).private_numbers() == rsa_key.__wrapped__(7).private_numbers()
    assert rsa_key(7).key_size == rsa_key(8).key_size == 2048
    assert rsa_key(7).private_numbers() != rsa_key(8).private_numbers()
