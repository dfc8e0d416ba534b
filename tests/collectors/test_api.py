"""Asking a provider: where the question goes, what it carries, and which answer is an error."""

from decimal import Decimal

import httpx
import pytest

from collectors.api import pages
from collectors.errors import ExpiredKey, Garbled, ProviderFault, TooManyRequests, Unreachable, WrongKey
from tests.collectors.asking import KEY, Key, Provider, Time, good, line


@pytest.mark.parametrize(
    ("base", "path", "asked"),
    [
        ("https://api.fal.ai/v1", "/models/usage", "https://api.fal.ai/v1/models/usage"),
        ("https://api.fal.ai/v1/", "models/usage", "https://api.fal.ai/v1/models/usage"),
        ("https://api.fal.ai/v1/", "/models/usage/", "https://api.fal.ai/v1/models/usage/"),
        ("https://open.example", "/?Action=ListBill", "https://open.example/?Action=ListBill"),
        ("https://api.fal.ai/v1", "", "https://api.fal.ai/v1"),
        ("https://api.fal.ai/v1", "https://billing.example/x", "https://billing.example/x"),
    ],
)
def test_base_and_path_meet_in_one_slash(base: str, path: str, asked: str) -> None:
    """The address is the base and the path with exactly one slash between, or a full address as it is."""
    provider = Provider([good()])
    line(provider, base_url=base).get(path)
    assert str(provider.asked[0].url) == asked


def test_parameters_may_be_left_out_or_repeated() -> None:
    """None is not sent, a list is sent once per value, and pairs keep their order."""
    provider = Provider([good()])
    ask = line(provider)
    ask.get("/usage", {"cursor": None, "endpoint_id": ["kling", "veo"], "limit": 5})
    ask.get("/usage", [("group_by[]", "model"), ("group_by[]", "key"), ("page", None)])
    assert [str(request.url.query, "ascii") for request in provider.asked] == [
        "endpoint_id=kling&endpoint_id=veo&limit=5",
        "group_by%5B%5D=model&group_by%5B%5D=key",
    ]


def test_numbers_stay_exact() -> None:
    """0.1 with thirty digits comes out with thirty digits; whole numbers stay whole."""
    amount = "0.100000000000000000000000000007"
    assert line(Provider([good(f'{{"cost": {amount}, "n": 3}}')])).get("/x") == {"cost": Decimal(amount), "n": 3}


def test_post_sends_json_and_the_key() -> None:
    """A POST carries its body as JSON, and every request carries the key."""
    provider = Provider([good("[1]")])
    assert line(provider).post("/tasks", {"cursor": "abc"}, {"v": "1"}) == [1]
    request = provider.asked[0]
    assert (request.method, request.content, request.url.query) == ("POST", b'{"cursor":"abc"}', b"v=1")
    assert request.headers["Authorization"] == f"Key {KEY}"


def test_a_redirect_is_not_followed() -> None:
    """A redirect is an error, asked once, that does not carry the key elsewhere."""
    provider = Provider([httpx.Response(302, headers={"Location": "https://elsewhere.example/"})])
    with pytest.raises(Garbled, match="redirect"):
        line(provider).get("/x")
    assert len(provider.asked) == 1


def expired(answer: httpx.Response) -> ProviderFault | None:
    """The fault of an answer whose body says code 1004."""
    return ExpiredKey("the token has expired.") if b"1004" in answer.content else None


def test_an_expired_token_is_signed_anew_once() -> None:
    """The second request carries a new key and is answered; no time is spent waiting."""
    auth, time, provider = Key(), Time(), Provider([good('{"code": 1004}'), good('{"code": 0}')])
    assert line(provider, time, auth=auth, fault=expired).get("/x") == {"code": 0}
    assert [request.headers["Authorization"] for request in provider.asked] == [f"Key {KEY}", f"Key {KEY}-1"]
    assert (auth.renewed, time.waits) == (1, [])


def test_a_token_that_expires_at_once_is_a_wrong_key() -> None:
    """When the new token is refused as well, the fault is permanent and two requests were made."""
    provider = Provider([good('{"code": 1004}')])
    with pytest.raises(WrongKey):
        line(provider, auth=httpx.BasicAuth("mara", "key"), fault=expired).get("/x")
    assert len(provider.asked) == 2


def test_the_collectors_fault_sees_good_statuses_too() -> None:
    """An error code in the body of a 200 answer is a fault."""
    with pytest.raises(TooManyRequests, match="1302") as raised:
        line(
            Provider([httpx.Response(200, json={"code": 1302}, headers={"Retry-After": "300"})]),
            fault=lambda answer: TooManyRequests(f"code {answer.json()['code']}."),
        ).get("/x")
    assert raised.value.retry_after == 300


def test_an_api_hangs_up() -> None:
    """After the with block the connection is closed: asking again is a mistake."""
    with line(Provider([good()])) as ask:
        ask.get("/x")
    with pytest.raises(RuntimeError):
        ask.get("/x")


def test_no_connection_says_why() -> None:
    """What the system says about a failed connection reaches the reader."""
    with pytest.raises(Unreachable, match=r"GET /v1/x at api\.fal\.ai cannot be reached \(no such host\)"):
        line(Provider([httpx.ConnectError("no such host")])).get("/x")


def test_pages_follow_the_cursor_to_the_end() -> None:
    """Pages come in order, the first asked for with None."""
    book = {None: ("a", "2"), "2": ("b", "3"), "3": ("c", None)}
    assert [page[0] for page in pages(lambda cursor: book[cursor], lambda page: page[1])] == ["a", "b", "c"]


@pytest.mark.parametrize("cursor", ["same", {"after": 1}])
def test_a_cursor_that_repeats_ends_the_paging(cursor: object) -> None:
    """The second time the same cursor comes, the paging stops with an error."""
    seen: list[object] = []
    with pytest.raises(Garbled, match="twice"):
        seen.extend(pages(lambda at: at, lambda page: cursor))
    assert seen == [None, cursor]


def test_paging_has_an_end() -> None:
    """Cursors that are new for ever stop after the most pages there may be: here three."""
    seen: list[int] = []
    with pytest.raises(Garbled, match="after 3"):
        seen.extend(pages(lambda at: at or 0, lambda page: page + 1, most=3))
    assert seen == [0, 1, 2]
