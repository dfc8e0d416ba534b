"""What an answer says: its JSON, the words of its error, and the fault that its status stands for."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NoReturn

import httpx

from collectors.discretion import shortened, without_keys
from collectors.errors import (
    Garbled,
    NotAllowed,
    OutOfCredit,
    ProviderDown,
    ProviderFault,
    Refused,
    Retired,
    TooManyRequests,
    WrongKey,
)

LATER = "the next collection asks again"
LONGEST_WORDS = 200
_STATUSES: Mapping[int, tuple[type[ProviderFault], str]] = {
    401: (WrongKey, "check the account's credentials"),
    402: (OutOfCredit, "settle what the account owes or top it up"),
    403: (NotAllowed, "use a key that may read usage and billing"),
    408: (ProviderDown, LATER),
    409: (ProviderDown, LATER),
    410: (Retired, "this is gone at the provider; look for a newer version of Reelspend"),
    425: (ProviderDown, LATER),
    429: (TooManyRequests, LATER),
}
_NAMES = (
    "message", "Message", "error_description", "error", "Error", "ResponseMetadata", "errors", "detail", "msg"
)  # fmt: skip
_NO = (Refused, "asking again will not help; check the account's settings")
_ILL = (ProviderDown, LATER)


def fault_of_status(answer: httpx.Response) -> ProviderFault | None:
    """The error that a status code alone stands for, with what the body says in words; None below 400."""
    if answer.status_code < 400:
        return None
    kind, advice = _STATUSES.get(answer.status_code, _ILL if answer.status_code >= 500 else _NO)
    words = words_of(answer)
    said = f"{place(answer.request)} was answered {answer.status_code}" + (f" ({words})" if words else "")
    return kind(f"{said}; {advice}.")


def body_of(answer: httpx.Response) -> Any:
    """The JSON of an answer, fractional numbers as exact Decimals; None where the body is not JSON."""
    try:
        return json.loads(answer.content, parse_float=Decimal, parse_constant=_not_a_number)
    except (ValueError, ArithmeticError, RecursionError):
        return None


def json_of(answer: httpx.Response) -> Any:
    """The same, but what is not JSON raises Garbled."""
    body = body_of(answer)
    if body is None and answer.content.strip() != b"null":
        raise Garbled(f"{place(answer.request)} was answered with {_likeness(answer)}; {LATER}.")
    return body


def words_of(answer: httpx.Response) -> str:
    """The provider's own error message on one short line, without keys; "" where it gives none.

    Knows {"error": {"message"}}, {"error": "text"}, {"detail"}, {"message"}, {"msg"},
    {"errors": [{"message"}]} and {"ResponseMetadata": {"Error": {"Message"}}}.
    """
    return shortened(without_keys(_message(body_of(answer)), answer.request), LONGEST_WORDS)


def _message(body: Any, depth: int = 4) -> str:
    """The first text found under the names that providers give to messages."""
    if isinstance(body, str):
        return body
    if isinstance(body, list):
        body = body[0] if body else None
    if not isinstance(body, dict) or not depth:
        return ""
    return next((text for name in _NAMES if (text := _message(body.get(name), depth - 1))), "")


def _likeness(answer: httpx.Response) -> str:
    """What came instead of JSON, in a few words."""
    start = answer.content[:200].lstrip().lower()
    if not start:
        return "nothing at all"
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<")):
        return "a web page instead of JSON"
    return f"{len(answer.content)} bytes that are not whole JSON"


def place(request: httpx.Request) -> str:
    """Method, path and host; never the query, which may carry more than a reader should see."""
    return f"{request.method} {request.url.path} at {request.url.host}"


def _not_a_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a number that JSON knows")
