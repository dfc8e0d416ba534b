"""Reading an answer: JSON or not, the words of an error, and what a status stands for."""

import json
from decimal import Decimal
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.answers import body_of, fault_of_status, json_of, words_of
from collectors.errors import (
    Garbled,
    NotAllowed,
    OutOfCredit,
    ProviderDown,
    Refused,
    Retired,
    TooManyRequests,
    WrongKey,
)

REQUEST = httpx.Request("GET", "https://api.fal.ai/v1/usage?token=t0ken-in-the-query", headers={"X-Key": "mara-key"})


def answer(content: str | bytes = "", status: int = 200) -> httpx.Response:
    """An answer to one and the same question."""
    return httpx.Response(status, content=content, request=REQUEST)


@pytest.mark.parametrize(
    ("content", "likeness"),
    [
        (b"", "nothing at all"),
        (b" \n", "nothing at all"),
        (b"<!DOCTYPE html><p>Sign in", "a web page instead of JSON"),
        (b"<html>", "a web page instead of JSON"),
        (b'{"a": 1', "7 bytes that are not whole JSON"),
        (b'{"a": NaN}', "10 bytes that are not whole JSON"),
        (b'{"a": 1e99999999999999999999}', "29 bytes that are not whole JSON"),
        (b"[" * 100_000, "100000 bytes that are not whole JSON"),
        (b"1" * 5000 + b" ", "5001 bytes that are not whole JSON"),
        (b'"\xff"', "3 bytes that are not whole JSON"),
    ],
)
def test_what_is_not_json_is_garbled(content: bytes, likeness: str) -> None:
    """Anything but JSON gives one sentence: method, path, host and what came; never the query."""
    with pytest.raises(Garbled) as fault:
        json_of(answer(content))
    assert str(fault.value) == (
        f"GET /v1/usage at api.fal.ai was answered with {likeness}; the next collection asks again."
    )


def test_json_keeps_fractions_exact() -> None:
    """0.10 stays 0.10; null is an answer; the lenient reader gives None for what is not JSON."""
    assert json_of(answer(b'{"a": 0.10}')) == {"a": Decimal("0.10")}
    assert json_of(answer(b" null ")) is None
    assert body_of(answer(b"<html>")) is None


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, Refused),
        (401, WrongKey),
        (402, OutOfCredit),
        (403, NotAllowed),
        (404, Refused),
        (408, ProviderDown),
        (409, ProviderDown),
        (410, Retired),
        (422, Refused),
        (425, ProviderDown),
        (429, TooManyRequests),
        (500, ProviderDown),
        (503, ProviderDown),
        (529, ProviderDown),
    ],
)
def test_each_status_stands_for_one_fault(status: int, kind: type[Exception]) -> None:
    """A status becomes exactly its kind of fault, in a sentence with the status and the provider's words."""
    fault = fault_of_status(answer('{"error": {"message": "not today"}}', status))
    assert type(fault) is kind
    assert str(fault).startswith(f"GET /v1/usage at api.fal.ai was answered {status} (not today); ")


@pytest.mark.parametrize("status", [200, 204, 302, 399])
def test_below_400_there_is_no_fault(status: int) -> None:
    """Good statuses and redirects are no fault by themselves."""
    assert fault_of_status(answer("{}", status)) is None


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"message": "no such page"}},
        {"error": "no such page"},
        {"error": "invalid_grant", "error_description": "no such page"},
        {"detail": "no such page"},
        {"detail": [{"loc": ["query"], "msg": "no such page"}]},
        {"message": "no such page", "code": 1302},
        {"code": 1, "data": None, "msg": "no such page"},
        {"errors": [{"message": "no such page"}, {"message": "another"}]},
        {"ResponseMetadata": {"RequestId": "1", "Error": {"CodeN": 1, "Message": "no such page"}}},
        {"error": {"message": "no\n such\t page\x00"}},
    ],
)
def test_the_words_are_found_in_each_documented_shape(body: dict[str, Any]) -> None:
    """Wherever a provider puts its message, the words come out on one line."""
    assert words_of(answer(json.dumps(body), 400)) == "no such page"


@pytest.mark.parametrize("content", ["", "<html>no</html>", "[]", "7", '{"error": {"message": 7}}', "{}"])
def test_without_words_the_sentence_does_without(content: str) -> None:
    """An error answer that says nothing readable is told by its status alone."""
    assert str(fault_of_status(answer(content, 503))) == (
        "GET /v1/usage at api.fal.ai was answered 503; the next collection asks again."
    )


def test_long_words_are_cut() -> None:
    """A message of a thousand characters is cut to 200, the last an ellipsis."""
    words = words_of(answer(json.dumps({"message": "no " * 333}), 400))
    assert (len(words), words[-1]) == (200, "…")


def test_an_echoed_key_is_cut_out() -> None:
    """The key that was sent does not come back in the provider's words, nor does the query."""
    fault = fault_of_status(answer('{"message": "mara-key is not known"}', 401))
    assert "mara-key" not in str(fault)
    assert "t0ken" not in str(fault)


@given(st.recursive(st.none() | st.integers() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)))
def test_any_json_has_words_or_none(body: object) -> None:
    """Whatever JSON an error carries, its words are one line of at most 200 characters."""
    words = words_of(answer(json.dumps(body), 400))
    assert len(words) <= 200
    assert words == " ".join(words.split())
