"""Does the sandbox let in at Kling whom it should, and refuse what the contract does not know?"""

from datetime import datetime
from typing import Any

import jwt
import pytest

from collectors.sandbox import Studio
from tests.collectors.sandbox.kling_words import LEDGERS, YEAR, code
from tests.collectors.sandbox.line import NOW, Line


def token(studio: Studio, now: datetime, **claims: Any) -> str:
    """A JWT as Kling documents it, with some claims changed."""
    seconds = int(now.timestamp())
    whole = {"iss": studio.keys.kling_access, "exp": seconds + 1800, "nbf": seconds - 5} | claims
    return jwt.encode(whole, studio.keys.kling_secret, "HS256")


@pytest.mark.parametrize(
    ("claims", "expected"), [({}, 200), ({"nbf": 4e9}, 1003), ({"exp": 1}, 1004), ({"iss": "x"}, 1000)]
)
def test_the_older_pair_of_keys(base_url: str, studio: Studio, claims: dict[str, Any], expected: int) -> None:
    """A token signed with the pair opens the ledgers; not yet valid, expired and another's have their codes."""
    with Line(f"{base_url}/kling", f"Bearer {token(studio, NOW, **claims)}") as line:
        answer = line.send(LEDGERS[0], YEAR)
        tasks = line.send("/tasks", {})
    assert (answer.status_code if expected == 200 else answer.json()["code"]) == expected
    assert code(tasks) == (401, 1002 if expected == 200 else expected)


def test_without_the_right_key(base_url: str, studio: Studio) -> None:
    """Nothing is 1001, something else than a bearer 1002, a wrong key 1000, a badly signed token 1002."""
    bad = token(studio, NOW)[:-3] + "AAA"
    for authorization, expected in (("", 1001), ("Key x", 1002), ("Bearer wrong", 1000), (f"Bearer {bad}", 1002)):
        with Line(f"{base_url}/kling", authorization) as stranger:
            assert code(stranger.send(LEDGERS[0], YEAR)) == (401, expected)


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        (LEDGERS[0], {}, 1201),
        (LEDGERS[0], {"start_time": 2, "end_time": 1}, 1201),
        (LEDGERS[0], {"start_time": "noon", "end_time": 1}, 1201),
        (LEDGERS[0], YEAR | {"limit": 501}, 1201),
        (LEDGERS[0], YEAR | {"limit": "5"}, 1201),
        (LEDGERS[0], {"cursor": "nonsense"}, 1201),
        (LEDGERS[0], {"cursor": "W10="}, 1201),
        (LEDGERS[0], YEAR | {"filters": [{"key": "model", "values": []}]}, 1201),
        (LEDGERS[0], YEAR | {"filters": "all"}, 1201),
        (
            LEDGERS[0],
            YEAR | {"filters": [{"key": "package_id", "values": []}, {"key": "package_name", "values": []}]},
            1201,
        ),
        (LEDGERS[1], YEAR | {"filters": [{"key": "package_id", "values": []}]}, 1201),
        (LEDGERS[0], [], 1200),
        ("/tasks", {"limit": 501}, 1201),
        ("/tasks", {"filters": [{"key": "api_key_name", "values": []}]}, 1201),
    ],
)
def test_what_cannot_be_asked(kling: Line, path: str, body: Any, expected: int) -> None:
    """A body outside the contract is 400 with a code."""
    assert code(kling.send(path, body)) == (400, expected)


def test_a_cursor_of_another_list(kling: Line) -> None:
    """A cursor goes on only where it began."""
    page = kling.post(LEDGERS[0], YEAR | {"limit": 1})["data"]
    assert code(kling.send("/tasks", {"cursor": page["next_cursor"]})) == (400, 1201)


def test_other_things_that_cannot_be_asked(kling: Line) -> None:
    """Times and page numbers outside the contract, a body that is no JSON, a wrong method, a wrong path."""
    assert code(kling.ask("/account/costs", start_time=1)) == (400, 1201)
    assert code(kling.ask("/account/costs", start_time=2, end_time=1)) == (400, 1201)
    assert code(kling.ask("/v1/videos/text2video", pageNum=1001)) == (400, 1201)
    assert code(kling.ask("/v1/videos/text2video", pageSize=501)) == (400, 1201)
    assert code(kling.client.post(LEDGERS[0], content=b"{")) == (400, 1200)
    assert code(kling.ask(LEDGERS[0])) == (404, 1202)
    assert code(kling.ask("/account/secrets")) == (404, 1203)
