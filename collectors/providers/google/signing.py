"""A token for an hour in exchange for a statement that the service account's key has signed."""

from collections.abc import Callable, Generator, Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from jwt.algorithms import RSAAlgorithm
from pydantic import BaseModel, ConfigDict, Field

from collectors.answers import LATER, body_of, place, words_of
from collectors.base import Clock
from collectors.errors import Garbled, ProviderDown, ProviderFault, TooManyRequests, Unreachable, WrongKey
from collectors.patience import wait_asked_for
from db.window import EPOCH

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
SCOPE = "https://www.googleapis.com/auth/bigquery"
LIFETIME_SECONDS = 3600
HEAD_START = timedelta(minutes=5)
"""How long before its end a token is exchanged for a new one."""
LONGEST_SECONDS = 86_400
LARGEST = 65_536
LONGEST_WAIT = timedelta(minutes=2)
"""Bytes that an answer may have, and how long it may take to come."""
TOO_MANY = "rate_limit_exceeded"
"""What the error is called where Google asks for patience with a 403."""
ANOTHER_KEY = "make a new JSON key for the service account in Google Cloud, under IAM, and save that file"


class KeyFile(BaseModel):
    """What is needed of the JSON file that Google gives out."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    client_email: str = Field(min_length=1)
    private_key: str = Field(min_length=1, repr=False)
    private_key_id: str = ""
    token_uri: str = Field(pattern=r"^https?://\S+$")


class Measured(httpx.SyncByteStream):
    """An answer's body that may neither be larger nor take longer than a token needs; `passed` is how long it took."""

    def __init__(self, answer: httpx.Response, passed: Callable[[], timedelta]) -> None:
        self._stream, self._place, self._passed = answer.stream, place(answer.request), passed

    def __iter__(self) -> Iterator[bytes]:
        """Each piece. Raises Garbled or Unreachable."""
        size = 0
        for piece in self._stream if isinstance(self._stream, httpx.SyncByteStream) else ():
            size += len(piece)
            if size > LARGEST:
                raise Garbled(f"{self._place} sent more than {LARGEST} bytes for a token; {LATER}.")
            if self._passed() > LONGEST_WAIT:
                raise Unreachable(f"{self._place} did not answer in time; {LATER}.")
            yield piece

    def close(self) -> None:
        """Hang up."""
        if isinstance(self._stream, httpx.SyncByteStream):
            self._stream.close()


class ServiceAccount(httpx.Auth):
    """Signs requests as a service account. `key` is the text of its key file; the token is kept until it is old."""

    def __init__(self, key: str, clock: Clock) -> None:
        self._key, self._clock = key, clock
        self._token, self._until = "", EPOCH

    def renew(self) -> None:
        """Forget the token."""
        self._token = ""

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Fetch a token where there is none that lasts, then add it. Raises a ProviderFault where none is given."""
        if not self._token or self._clock() >= self._until - HEAD_START:
            now = self._clock()
            answer = yield _exchange(_key_file(self._key), now)
            answer.stream = Measured(answer, lambda: self._clock() - now)
            answer.read()
            self._keep(answer, now)
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request

    def _keep(self, answer: httpx.Response, now: datetime) -> None:
        if fault := _fault(answer):
            raise fault
        body = body_of(answer)
        token = body.get("access_token") if isinstance(body, dict) else None
        if not isinstance(token, str) or not token:
            raise Garbled(f"{place(answer.request)} gave no access_token; {LATER}.")
        self._token, self._until = token, now + _lasting(body.get("expires_in"))


def _key_file(text: str) -> KeyFile:
    try:
        return KeyFile.model_validate_json(text)
    except ValueError:
        fault = WrongKey(f"the credential service_account is no key file of a Google service account; {ANOTHER_KEY}.")
    raise fault


def _exchange(key: KeyFile, now: datetime) -> httpx.Request:
    """The request for a token."""
    said = {"grant_type": GRANT, "assertion": _assertion(key, int(now.timestamp()))}
    try:
        return httpx.Request("POST", key.token_uri, data=said, headers={"Accept": "application/json"})
    except (httpx.InvalidURL, UnicodeError):
        fault = WrongKey(f"the token_uri in the service account's key file is no address; {ANOTHER_KEY}.")
    raise fault


def _assertion(key: KeyFile, now: int) -> str:
    """The signed statement, a JWT (RS256). Raises WrongKey where the key in the file is none."""
    claims: dict[str, Any] = {"iss": key.client_email, "scope": SCOPE, "aud": key.token_uri}
    claims |= {"iat": now, "exp": now + LIFETIME_SECONDS}
    try:
        return jwt.encode(claims, _private_key(key.private_key), algorithm="RS256", headers={"kid": key.private_key_id})
    except (jwt.PyJWTError, ValueError, TypeError):
        fault = WrongKey(f"the private_key in the service account's key file cannot be read; {ANOTHER_KEY}.")
    raise fault


@lru_cache(maxsize=8)
def _private_key(pem: str) -> RSAPrivateKey:
    """The key, read and checked, which takes longer than signing with it. Raises ValueError or InvalidKeyError."""
    key = RSAAlgorithm(RSAAlgorithm.SHA256).prepare_key(pem)
    if not isinstance(key, RSAPrivateKey):
        raise ValueError("a public key cannot sign")
    return key


def _fault(answer: httpx.Response) -> ProviderFault | None:
    """What a refused exchange means: the error stands in OAuth's shape, and 4xx is for good."""
    status, body = answer.status_code, body_of(answer)
    if status < 300:
        return None
    code = body.get("error") if isinstance(body, dict) and isinstance(body.get("error"), str) else ""
    words = ": ".join(dict.fromkeys(word for word in (code, words_of(answer)) if word))
    said = f"{place(answer.request)} gave no token but {status}" + (f" ({words})" if words else "")
    if status == 429 or code == TOO_MANY or status >= 500:
        kind = ProviderDown if status >= 500 else TooManyRequests
        return kind(f"{said}; {LATER}.", retry_after=wait_asked_for(answer))
    return WrongKey(f"{said}; check this machine's clock and that the key still exists, or {ANOTHER_KEY}.")


def _lasting(seconds: object) -> timedelta:
    """How long a token lasts; one that does not say so serves for one request."""
    known = isinstance(seconds, int) and not isinstance(seconds, bool) and 0 < seconds <= LONGEST_SECONDS
    return timedelta(seconds=seconds) if known else timedelta(0)  # type: ignore[arg-type]  # a whole number, if known
