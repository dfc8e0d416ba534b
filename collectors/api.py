"""Ask over HTTP: key, retries, Retry-After, paging that cannot loop."""

import random
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import TracebackType
from typing import Any, Protocol, Self, runtime_checkable

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception

from collectors.answers import LATER, fault_of_status, json_of, place
from collectors.discretion import without_keys
from collectors.errors import ExpiredKey, Garbled, ProviderDown, ProviderFault, TooManyRequests
from collectors.means import LARGEST
from collectors.patience import Allowance, back_off, wait_asked_for, worth_asking_again
from collectors.wire import built, sent, whole

__all__ = ["Api", "Renewable", "fault_of_status", "pages"]

Params = Mapping[str, Any] | Iterable[tuple[str, Any]] | None

CONNECT_SECONDS = 10.0
READ_SECONDS = 90.0
ATTEMPTS = 6
HEADERS = {"Accept": "application/json", "User-Agent": "reelspend"}


@runtime_checkable
class Renewable(Protocol):
    """An `httpx.Auth` that keeps a token: `renew` forgets it, so that the next request signs anew."""

    def renew(self) -> None:
        """Forget the token."""


@cache
def trusted() -> ssl.SSLContext:
    """The authorities whose certificates we believe, read once: each reading takes as long as several requests."""
    return httpx.create_ssl_context()


class Api:
    """One provider account's line to its provider, for the `deadline` seconds of one collection.

    `fault` is asked about every answer that is not a redirect, body read. `clock` counts seconds and never
    goes back. `requests` is how many were sent, and `heard` is told the head of each answer. Every error is a
    ProviderFault in one sentence, without any key.
    """

    def __init__(
        self,
        *,
        base_url: str,
        auth: httpx.Auth,
        fault: Callable[[httpx.Response], ProviderFault | None],
        per_second: float,
        transport: httpx.BaseTransport | None,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        dice: random.Random,
        deadline: float,
        attempts: int = ATTEMPTS,
        largest: int = LARGEST,
        heard: Callable[[httpx.Response], None] = lambda _: None,
    ) -> None:
        self._base, self._auth, self._fault = base_url.rstrip("/"), auth, fault
        self._dice, self._attempts, self._largest = dice, attempts, largest
        self.requests = 0
        self._allowance = Allowance(deadline, per_second, clock, sleep)
        self._client = httpx.Client(
            transport=transport,
            verify=trusted(),
            headers=HEADERS,
            event_hooks={"request": [self._within_limits], "response": [heard]},
        )
        self._sleep = sleep

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def get(self, path: str, params: Params = None) -> Any:
        """The JSON answer, with every fractional number an exact Decimal.

        `path` is joined to the base address with one slash; a full `https://…` address is taken as it is.
        Parameters that are None are left out.
        """
        return self._answered("GET", path, params=_given(params))

    def post(self, path: str, body: Mapping[str, Any], params: Params = None) -> Any:
        """The same, with a JSON body. Only for questions: it may be sent more than once."""
        return self._answered("POST", path, params=_given(params), json=body)

    def _answered(self, method: str, path: str, **said: Any) -> Any:
        """The answer, asked for as often as is sensible."""
        worth = retry_if_exception(worth_asking_again)
        again = Retrying(sleep=self._sleep, wait=self._wait, stop=self._stop, retry=worth, reraise=True)
        return again(self._signed, method, path, **said)

    def _signed(self, method: str, path: str, **said: Any) -> Any:
        """One answer; where our token has expired, sign anew and ask once more."""
        try:
            return self._ask(method, path, **said)
        except ExpiredKey:
            if isinstance(self._auth, Renewable):
                self._auth.renew()
        return self._ask(method, path, **said)

    def _ask(self, method: str, path: str, **said: Any) -> Any:
        """One request, one answer. Raises what is wrong with it."""
        self._allowance.turn()
        request = built(self._client, method, self._address(path), **said)
        answer = whole(sent(self._client, request, self._auth), self._largest, self._allowance.check)
        if 300 <= answer.status_code < 400:
            raise Garbled(f"{place(request)} was answered with a redirect; check base_url.", retry_now=False)
        if fault := self._fault(answer):
            raise _told(fault, answer)
        return json_of(answer)

    def _within_limits(self, request: httpx.Request) -> None:
        """Every request counts, and none, not even one that fetches a token, may outlive the collection."""
        self.requests += 1
        left = max(0.001, self._allowance.left)
        limits = httpx.Timeout(min(READ_SECONDS, left), connect=min(CONNECT_SECONDS, left))
        request.extensions["timeout"] = limits.as_dict()

    def _address(self, path: str) -> str:
        if path.startswith(("https://", "http://")) or not path:
            return path or self._base
        return f"{self._base}/{path.lstrip('/')}"

    def _wait(self, state: RetryCallState) -> float:
        fault = state.outcome.exception() if state.outcome else None
        asked_for = fault.retry_after if isinstance(fault, ProviderFault) else None
        return back_off(state.attempt_number, self._dice) if asked_for is None else asked_for

    def _stop(self, state: RetryCallState) -> bool:
        return state.attempt_number >= self._attempts or state.upcoming_sleep >= self._allowance.left


def pages(fetch: Callable[[Any], Any], following: Callable[[Any], Any], most: int = 20_000) -> Iterator[Any]:
    """Each page: `fetch(cursor)` starting with None, until `following(page)` gives None.

    Raises Garbled when a cursor comes a second time, or after so many pages that it must be a loop.
    """
    cursor, seen = None, set[str]()
    while len(seen) < most:
        page = fetch(cursor)
        yield page
        cursor = following(page)
        if cursor is None:
            return
        if repr(cursor) in seen:
            raise Garbled(f"the provider gave the same next page twice; {LATER}.")
        seen.add(repr(cursor))
    raise Garbled(f"the provider still had a next page after {most}; ask for fewer days at once.")


def _told(fault: ProviderFault, answer: httpx.Response) -> ProviderFault:
    """The fault without keys in its words, and with the wait that the answer asks for."""
    fault.args = (without_keys(str(fault), answer.request),)
    if fault.retry_after is None and isinstance(fault, TooManyRequests | ProviderDown):
        fault.retry_after = wait_asked_for(answer)
    if answer.headers.get("x-should-retry") == "false":
        fault.retry_now = False
    return fault


def _given(params: Params) -> list[tuple[str, Any]] | None:
    """The parameters that say something, one pair for each value of a list."""
    pairs = params.items() if isinstance(params, Mapping) else params or ()
    flat = ((name, each) for name, said in pairs for each in (said if isinstance(said, list | tuple) else [said]))
    return [(name, each) for name, each in flat if each is not None] or None
