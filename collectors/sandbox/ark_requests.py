"""Who may ask ModelArk and its billing, what they may ask for, and the words of a refusal."""

import hmac
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, NoReturn
from urllib.parse import quote

from collectors.sandbox.books.byteplus import Keys
from collectors.sandbox.desk import Answer, Asked, Turned
from collectors.sandbox.keys import mark

VERSION = "2022-01-01"
SKEW = timedelta(minutes=15)
"""By how much the signer's clock may differ."""
_AUTHORIZATION = re.compile(
    r"HMAC-SHA256 Credential=([^/]+)/(\d{8}/[\w-]+/billing/request), SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})"
)
MUST = {"host", "x-content-sha256", "x-date"}


def task_error(status: int, code: str, message: str) -> Answer:
    """An error of the task list."""
    said = f"{message}. Request id: {mark(code, message)[:24]}"
    return Answer.of({"error": {"code": code, "message": said, "param": "", "type": "Error"}}, status)


def turn_task(status: int, code: str, message: str) -> NoReturn:
    """Refuse a question about tasks."""
    raise Turned(task_error(status, code, message))


def bill_answer(asked: Asked, **said: Any) -> Answer:
    """An answer of the billing interface, good or bad: an error comes with status 200 here."""
    return Answer.of(_metadata(asked.one("Action"), mark(asked.path, asked.body)[:32].upper()) | said)


def bill_error(status: int, code: str, message: str, action: str = "") -> Answer:
    """An error of the billing interface."""
    said = _metadata(action, mark(code, message)[:32].upper())
    said["ResponseMetadata"]["Error"] = {"CodeN": 100000 + len(code), "Code": code, "Message": message}
    return Answer.of(said, status)


def turn_bill(status: int, code: str, message: str) -> NoReturn:
    """Refuse a question about the bill."""
    raise Turned(bill_error(status, code, message))


def _metadata(action: str, request: str) -> dict[str, Any]:
    said = {"RequestId": request, "Action": action, "Version": VERSION, "Service": "billing"}
    return {"ResponseMetadata": said | {"Region": "ap-singapore-1"}}


def check_signature(asked: Asked, path: str, keys: Keys) -> None:
    """Reckon the signature from what arrived; `path` is the whole path that the client asked for."""
    found = _AUTHORIZATION.fullmatch(asked.authorization)
    if not found:
        turn_bill(401, "InvalidCredential", "The request is not signed as it must be")
    access, scope, names, said = found.groups()
    headers = {name: asked.headers.get(name, "") for name in names.split(";")}
    if access != keys.access:
        turn_bill(401, "InvalidAccessKey", "The access key is not known")
    if not headers.keys() >= MUST or headers["x-content-sha256"] != sha256(asked.body).hexdigest():
        turn_bill(200, "SignatureDoesNotMatch", "The body is not the one that was signed")
    _check_time(asked, headers["x-date"], scope)
    if not hmac.compare_digest(said, _signature(asked, path, keys.secret, scope, headers)):
        turn_bill(200, "SignatureDoesNotMatch", "The signature does not match")


def _check_time(asked: Asked, said: str, scope: str) -> None:
    try:
        at = datetime.strptime(said, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        turn_bill(400, "InvalidTimestamp", "X-Date is not a time")
    if abs(asked.signed - at) > SKEW or not scope.startswith(said[:8]):
        turn_bill(400, "RequestExpired", "The request was signed at another time")


def _signature(asked: Asked, path: str, secret: str, scope: str, headers: Mapping[str, str]) -> str:
    pairs = sorted((name, value) for name, values in asked.query.items() for value in values)
    query = "&".join(f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}" for name, value in pairs)
    lines = "".join(f"{name}:{value.strip()}\n" for name, value in sorted(headers.items()))
    form = [asked.method, path, query, lines, ";".join(sorted(headers)), headers["x-content-sha256"]]
    text = ["HMAC-SHA256", headers["x-date"], scope, sha256("\n".join(form).encode()).hexdigest()]
    key = secret.encode()
    for part in (*scope.split("/"), "\n".join(text)):
        key = hmac.new(key, part.encode(), sha256).digest()
    return key.hex()


def question_of(asked: Asked) -> dict[str, Any]:
    """The JSON body of a question about the bill."""
    try:
        body = json.loads(asked.body or b"{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        turn_bill(400, "InvalidParameter", "The body is not a JSON object")
    return body


def whole(said: object, name: str, least: int, most: int) -> int:
    """A whole number of a question about the bill."""
    if isinstance(said, bool) or not isinstance(said, int) or not least <= said <= most:
        turn_bill(400, f"InvalidParameter.{name}", f"{name} must be from {least} to {most}")
    return said


def page_number(asked: Asked, name: str, usual: int) -> int:
    """A page's number or size in a question about tasks."""
    text = asked.one(name, str(usual))
    if not re.fullmatch(r"\d{1,3}", text) or not 1 <= int(text) <= 500:
        turn_task(400, f"InvalidParameter.{name}", f"{name} must be from 1 to 500")
    return int(text)
