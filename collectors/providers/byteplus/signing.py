"""Sign a request as the billing interface wants it (HMAC-SHA256 over its canonical form), and choose who signs."""

import hmac
from collections.abc import Callable, Generator
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import quote

import httpx

ALGORITHM = "HMAC-SHA256"
SERVICE, TERMINATOR = "billing", "request"
SIGNED = ("content-type", "content-md5", "host")
"""Headers that are signed where they are there, beside every `X-*`."""
Flow = Generator[httpx.Request, httpx.Response, None]


class Signature(httpx.Auth):
    """Signs each request with an access key and its secret, by the clock of that moment."""

    requires_request_body = True

    def __init__(self, access_key: str, secret_key: str, region: str, clock: Callable[[], datetime]) -> None:
        self._access_key, self._secret_key = access_key, secret_key
        self._region, self._clock = region, clock

    def auth_flow(self, request: httpx.Request) -> Flow:
        """Add the time, the body's hash and the signature over them."""
        now = f"{self._clock().astimezone(UTC):%Y%m%dT%H%M%SZ}"
        request.headers["X-Date"] = now
        request.headers["X-Content-Sha256"] = sha256(request.content).hexdigest()
        scope, names = f"{now[:8]}/{self._region}/{SERVICE}/{TERMINATOR}", _signed_names(request)
        text = "\n".join((ALGORITHM, now, scope, sha256(canonical(request, names).encode()).hexdigest()))
        said = f"Credential={self._access_key}/{scope}, SignedHeaders={';'.join(names)}"
        request.headers["Authorization"] = f"{ALGORITHM} {said}, Signature={signature(self._secret_key, scope, text)}"
        yield request


class TwoDoors(httpx.Auth):
    """The bill is asked for with one pair of keys, the tasks with another key; the address tells which."""

    requires_request_body = True

    def __init__(self, billing: str, bill: httpx.Auth, tasks: httpx.Auth) -> None:
        self._billing, self._bill, self._tasks = httpx.URL(billing), bill, tasks

    def auth_flow(self, request: httpx.Request) -> Flow:
        """Let the right one sign."""
        asked, billing = request.url, self._billing
        is_bill = (asked.host, asked.port, asked.path) == (billing.host, billing.port, billing.path)
        yield from (self._bill if is_bill else self._tasks).auth_flow(request)


def canonical(request: httpx.Request, names: tuple[str, ...]) -> str:
    """The request in the one form that both sides sign."""
    pairs = sorted((quote(name, safe="-_.~"), quote(value, safe="-_.~")) for name, value in _query(request))
    headers = "".join(f"{name}:{request.headers[name].strip()}\n" for name in names)
    path, query = quote(request.url.path, safe="/-_.~"), "&".join("=".join(pair) for pair in pairs)
    body = request.headers["X-Content-Sha256"]
    return "\n".join((request.method, path, query, headers, ";".join(names), body))


def signature(secret_key: str, scope: str, text: str) -> str:
    """The text signed with a key that is good for one day, region and service."""
    key = secret_key.encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    return hmac.digest(key, text.encode(), "sha256").hex()


def _signed_names(request: httpx.Request) -> tuple[str, ...]:
    return tuple(sorted(name for name in request.headers if name in SIGNED or name.startswith("x-")))


def _query(request: httpx.Request) -> list[tuple[str, str]]:
    return list(request.url.params.multi_items())
