"""The token: what is signed, how long it serves, and that nothing of the key is ever told."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import httpx
import jwt
import pytest

from collectors.errors import ProviderFault, WrongKey
from collectors.providers.google.signing import ServiceAccount
from tests.collectors.asking import Provider, Say, line
from tests.collectors.key_files import EMAIL, TOKEN_URI, private_key, service_account
from tests.collectors.providers.google.fake_bigquery import WEEK, BigQuery, collected, group

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def exchanged(bigquery: BigQuery) -> list[httpx.Request]:
    """The requests for a token."""
    return [one for one in bigquery.asked if one.url.path == "/token"]


def test_the_statement_is_what_google_asks_for() -> None:
    """Signed with RS256 under the key's id: who asks, whom, for what, from now on for an hour."""
    bigquery = BigQuery([group()])
    collected(bigquery, WEEK)
    (request,) = exchanged(bigquery)
    form = parse_qs(request.content.decode())
    assert str(request.url) == TOKEN_URI
    assert form["grant_type"] == ["urn:ietf:params:oauth:grant-type:jwt-bearer"]
    (signed,) = form["assertion"]
    assert jwt.get_unverified_header(signed) == {"alg": "RS256", "typ": "JWT", "kid": "0f9b6a1d7e3c"}
    unchecked = {"verify_exp": False, "verify_iat": False}
    said = jwt.decode(signed, private_key().public_key(), ["RS256"], audience=TOKEN_URI, options=unchecked)
    now = int(NOON.timestamp())
    scope = "https://www.googleapis.com/auth/bigquery"
    assert said == {"iss": EMAIL, "scope": scope, "aud": TOKEN_URI, "iat": now, "exp": now + 3600}


@pytest.mark.parametrize(("passed", "tokens"), [(0, 1), (3600 - 301, 1), (3600 - 300, 2), (7200, 2)])
def test_a_token_serves_until_five_minutes_before_its_end(passed: int, tokens: int) -> None:
    """Of an hour, 55 minutes."""
    clock = [NOON]
    bigquery = BigQuery([], lasting=3600)
    ask = line(bigquery, auth=ServiceAccount(service_account(), lambda: clock[0]))
    ask.post("projects/p/queries", {"queryParameters": [named("start"), named("past")]})
    clock[0] += passed * SECOND
    ask.get("projects/p/queries/job_1")
    assert len(exchanged(bigquery)) == tokens
    assert bigquery.asked[-1].headers["Authorization"] == f"Bearer ya29.{tokens}"


def named(name: str) -> dict[str, Any]:
    """A parameter of a query."""
    return {"name": name, "parameterValue": {"value": "2026-11-09"}}


def file(**other: Any) -> str:
    """The key file with other fields."""
    return json.dumps(json.loads(service_account()) | other)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("no JSON", "no key file"),
        ("[]", "no key file"),
        ("{}", "no key file"),
        (file(client_email=None), "no key file"),
        (file(private_key=""), "no key file"),
        (file(token_uri="file:///etc/passwd"), "no key file"),
        (file(token_uri="http://host:port/token"), "token_uri"),
        (file(private_key="-----BEGIN PRIVATE KEY-----\nnonsense\n-----END PRIVATE KEY-----\n"), "private_key"),
        (file(private_key="ssh-rsa AAAA"), "private_key"),
    ],
)
def test_a_file_that_is_no_key_is_said_to_be_none(text: str, named: str) -> None:
    """One sentence that says what is wrong with which file, without a word of it."""
    bigquery = BigQuery([])
    with pytest.raises(WrongKey, match=named) as wrong:
        line(bigquery, auth=ServiceAccount(text, lambda: NOON)).get("projects/p/queries/job_1")
    assert bigquery.asked == []
    assert "nonsense" not in str(wrong.value)
    assert wrong.value.__cause__ is None
    assert wrong.value.__context__ is None


def test_an_exchange_without_an_end_is_cut_off() -> None:
    """One that never stops, and one that drips for longer than two minutes, end in a sentence."""
    clock = [NOON]

    def flood() -> Iterator[bytes]:
        while True:
            yield b" " * 4096

    def drip() -> Iterator[bytes]:
        while True:
            clock[0] += 30 * SECOND
            yield b" "

    for body, said in ((flood, "sent more than 65536 bytes for a token"), (drip, "did not answer in time")):
        answers: list[Say] = [lambda body=body: httpx.Response(200, content=body())]
        with pytest.raises(ProviderFault, match=said):
            line(Provider(answers), auth=ServiceAccount(service_account(), lambda: clock[0])).get("projects/p")


def echo(request: httpx.Request) -> httpx.Response:
    """Says back what it was sent."""
    return httpx.Response(400, json={"error": "invalid_grant", "error_description": request.content.decode()})


def drop(request: httpx.Request) -> httpx.Response:
    """Hangs up, and quotes the request."""
    raise httpx.ReadError(request.content.decode(), request=request)


def parrot(request: httpx.Request) -> httpx.Response:
    """Gives a token, and refuses it in its own words."""
    if request.url.path == "/token":
        return httpx.Response(200, json={"access_token": "ya29.c.b0Aaekm1Kq2", "expires_in": 3599})
    told = f"no luck with {request.headers['Authorization']}"
    return httpx.Response(403, json={"error": {"message": told, "errors": [{"reason": "accessDenied"}]}})


@pytest.mark.parametrize("answer", [echo, drop, parrot])
def test_neither_key_nor_statement_nor_token_is_told(answer: Callable[[httpx.Request], httpx.Response]) -> None:
    """Whatever Google does, no fault and no repr holds a part of the key, what it signed, or what it got."""
    auth = ServiceAccount(service_account(), lambda: NOON)
    with pytest.raises(ProviderFault) as fault:
        line(answer, auth=auth).get("projects/p/queries/job_1")
    pem = json.loads(service_account())["private_key"].splitlines()[1:-1]
    told = str(fault.value) + repr(auth) + repr(fault.value)
    assert [part for part in (*pem, "eyJ", "ya29.c.b0Aaekm1Kq2") if part in told] == []
