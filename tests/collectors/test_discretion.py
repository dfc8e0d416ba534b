"""Keys never appear in what people read: not in an error's text, its repr, its causes or its traceback."""

import traceback
from collections.abc import Iterator

import httpx
import pytest

from collectors.discretion import without_keys
from collectors.errors import ProviderFault, Refused, WrongKey
from tests.collectors.asking import KEY, Key, Provider, Say, good, line

ECHO = f"Key {KEY} is not known, nor is {KEY.split(':')[1]}"


@pytest.mark.parametrize(
    "trouble",
    [
        httpx.ConnectError(ECHO),
        httpx.ReadTimeout(ECHO),
        httpx.ProxyError(ECHO),
        httpx.RemoteProtocolError(ECHO),
        httpx.LocalProtocolError(f"Illegal header value b'Key {KEY}'"),
        httpx.Response(401, json={"error": {"message": ECHO}}),
        httpx.Response(429, json={"detail": ECHO}),
        httpx.Response(503, text=ECHO),
        httpx.Response(302, headers={"Location": f"https://elsewhere.example/?key={KEY}"}),
        httpx.Response(200, text=ECHO),
    ],
)
def test_no_error_tells_the_key(trouble: Say) -> None:
    """Whatever goes wrong, neither the key nor its secret half is in the error or in anything it came from."""
    with pytest.raises(ProviderFault) as raised:
        line(Provider([trouble])).get("/x", {"note": KEY})
    for told in _everything_told(raised.value):
        assert KEY not in told
        assert "s3cr3t" not in told


def test_a_collectors_own_words_are_cleaned_too() -> None:
    """A fault that quotes the provider's body is stripped of the key by the Api."""
    with pytest.raises(Refused) as raised:
        line(Provider([good(ECHO)]), fault=lambda answer: Refused(answer.text)).get("/x")
    assert str(raised.value) == "Key … is not known, nor is …"


def test_a_key_that_no_header_can_hold_is_a_wrong_key() -> None:
    """A key with a byte that is no text is refused without being shown."""
    auth = Key("von-mara-\udcff")  # apart from the call, whose source line a traceback shows
    with pytest.raises(WrongKey, match="save it anew") as raised:
        line(Provider([good()]), auth=auth).get("/x")
    assert not any("von-mara" in told for told in _everything_told(raised.value))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Incorrect API key provided: sk-proj-abc123", "Incorrect API key provided: …"),
        ("key sk-ab****yz is wrong", "key … is wrong"),
        ("fal_****_9 is wrong", "… is wrong"),
        ("token eyJhbGciOi.eyJpc3Mi.c2ln expired", "token … expired"),
        ("AKLTZmFrZQ not found", "… not found"),
        ("Bearer abcdefgh12 not accepted", "… not accepted"),
        ("secret 0123456789abcdef0123456789abcdef leaked", "secret … leaked"),
        ("secret wJalrXUtnFEMI/K7MDENG1bPxRfiCYEXAMPLEKEY leaked", "secret … leaked"),
        (
            "endpoint fal-ai/kling-video/v3/standard/text-to-video",
            "endpoint fal-ai/kling-video/v3/standard/text-to-video",
        ),
        ("veo-3.1-fast-generate-001 is retired", "veo-3.1-fast-generate-001 is retired"),
        ("request 5b0f6a52-3d0e-4c71-9a86-0f5c3d0b7e11", "request 5b0f6a52-3d0e-4c71-9a86-0f5c3d0b7e11"),
        ("SignatureDoesNotMatch: check it", "SignatureDoesNotMatch: check it"),
    ],
)
def test_what_looks_like_a_key_is_cut_out(text: str, left: str) -> None:
    """Key shapes go; names of models, endpoints and requests stay."""
    assert without_keys(text) == left


def test_signed_requests_lose_their_parts() -> None:
    """Of a signature header, the credential and the signature are cut out of a message, its names are not."""
    signed = "HMAC-SHA256 Credential=AKmara01/20261122/billing, SignedHeaders=host, Signature=deadbeef99"
    request = httpx.Request("GET", "https://open.example", headers={"Authorization": signed})
    text = "Signature deadbeef99 of AKmara01/20261122/billing is wrong"
    assert without_keys(text, request) == "Signature … of … is wrong"


def _everything_told(trouble: BaseException) -> Iterator[str]:
    """All that a log, a screen or a crash report could print of an error and of what it came from."""
    yield "".join(traceback.format_exception(trouble))
    todo: list[BaseException | None] = [trouble]
    while todo:
        if found := todo.pop():
            yield f"{found} {found!r} {found.args} {vars(found)}"
            todo += [found.__cause__, found.__context__]
