"""What a request to Kling may ask for, who may ask, and Kling's words for a request that cannot be answered."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Any, NoReturn

from jwt import InvalidTokenError
from jwt.api_jws import PyJWS

from collectors.sandbox.desk import Answer, Asked, Turned
from collectors.sandbox.keys import Keys, mark

Body = dict[str, Any]
STATE = {"path", "row", "now", "start", "end", "limit", "filters"}
"""What a cursor holds: the question, when it was first asked, and the row to go on with."""
_JWS = PyJWS(algorithms=["HS256"])


def told(data: Any, asked: Asked) -> Answer:
    """A good answer."""
    return Answer.of({"code": 0, "message": "SUCCEED", "request_id": _request_id(asked), "data": data})


def error(status: int, code: int, message: str) -> Answer:
    """An error in Kling's shape."""
    return Answer.of({"code": code, "message": message, "request_id": mark(code, message)[:32]}, status)


def wrong(message: str, status: int = 400, code: int = 1201) -> NoReturn:
    """Turn a request away."""
    raise Turned(error(status, code, message))


def _request_id(asked: Asked) -> str:
    return mark(asked.method, asked.path, asked.query, asked.body, asked.now)[:32]


def signed_in(asked: Asked, keys: Keys) -> str:
    """`api_key` or `pair`: how the request proves who asks. Turns it away with 1000 to 1004."""
    word, _, token = asked.authorization.partition(" ")
    if not asked.authorization:
        wrong("Authorization is empty", 401, 1001)
    if word != "Bearer" or not token:
        wrong("Authorization is invalid", 401, 1002)
    if token == keys.kling_api:
        return "api_key"
    if token.count(".") != 2:
        wrong("Authentication failed", 401, 1000)
    _check_token(asked, token, keys)
    return "pair"


def _check_token(asked: Asked, token: str, keys: Keys) -> None:
    """A signed token must be ours, and its time must be now by the sandbox's clock."""
    try:
        claims = json.loads(_JWS.decode(token, keys.kling_secret, algorithms=["HS256"]))
        issuer, begins, ends = claims["iss"], float(claims["nbf"]), float(claims["exp"])
    except (InvalidTokenError, ValueError, KeyError, TypeError):
        wrong("Authorization is invalid", 401, 1002)
    if issuer != keys.kling_access:
        wrong("Authentication failed", 401, 1000)
    if begins > asked.now.timestamp():
        wrong("The token is not valid yet", 401, 1003)
    if ends <= asked.now.timestamp():
        wrong("The token has expired", 401, 1004)


def body_of(asked: Asked) -> Body:
    """The JSON body of a POST."""
    try:
        body = json.loads(asked.body or b"{}")
    except ValueError:
        wrong("The request body is not JSON", code=1200)
    if not isinstance(body, dict):
        wrong("The request body is not an object", code=1200)
    return body


def milliseconds(said: object, name: str) -> int:
    """A time in Unix milliseconds, as a number or in quotes."""
    if isinstance(said, bool) or not re.fullmatch(r"\d{1,15}", str(said)):
        wrong(f"{name} is not a time in milliseconds")
    return int(str(said))


def limit_of(body: Body, usual: int, most: int) -> int:
    """Rows to a page."""
    limit = body.get("limit", usual)
    if isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= most:
        wrong(f"limit must be from 1 to {most}")
    return limit


def filters_of(body: Body, allowed: Sequence[str]) -> dict[str, list[str]]:
    """The values of each filter key; values of one key are alternatives."""
    filters: dict[str, list[str]] = {}
    said = body.get("filters") or []
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        wrong("filters must be a list of key and values")
    for one in said:
        if one.get("key") not in allowed or not isinstance(one.get("values"), list):
            wrong(f"filters know only {', '.join(allowed)}, each with a list of values")
        filters.setdefault(one["key"], []).extend(map(str, one["values"]))
    if {"package_name", "package_id"} <= filters.keys():
        wrong("package_name and package_id cannot be used together")
    return filters


def cursor_of(state: Body) -> str:
    """All that is needed to go on: the first question and how far it was answered."""
    return urlsafe_b64encode(json.dumps(state, separators=(",", ":")).encode()).decode()


def state_of(cursor: object, path: str) -> Body:
    """What such a cursor holds."""
    try:
        state = json.loads(urlsafe_b64decode(str(cursor)))
        good = state.keys() == STATE and state["path"] == path and state["row"] >= 0
    except (ValueError, AttributeError, TypeError):
        good = False
    if not good:
        wrong("cursor is invalid")
    found: Body = state
    return found


def page_number(asked: Asked, name: str, usual: int, most: int) -> int:
    """A page's number or size."""
    text = asked.one(name, str(usual))
    if not re.fullmatch(r"\d{1,6}", text) or not 1 <= int(text) <= most:
        wrong(f"{name} must be from 1 to {most}")
    return int(text)
