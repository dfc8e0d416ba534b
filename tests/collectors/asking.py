"""An Api that talks to a list of answers, on a clock that only moves when somebody sleeps."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import inf

import httpx

from collectors.api import Api, fault_of_status
from collectors.errors import ProviderFault

KEY = "fal-id-1234:s3cr3t-0f-mara"

Say = httpx.Response | Exception | Callable[[], httpx.Response]
"""An answer, an accident, or an answer made anew each time (a body can be read only once)."""


@dataclass
class Time:
    """A clock in seconds, and the waits somebody asked for."""

    now: float = 1000.0
    waits: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        """Let the seconds pass at once."""
        self.waits.append(round(seconds, 6))
        self.now += seconds


@dataclass
class Provider:
    """Gives its answers in order, the last one for ever, and keeps what it was asked."""

    answers: Sequence[Say]
    asked: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers[min(len(self.asked), len(self.answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, httpx.Response) else answer()


class Largest(random.Random):
    """Dice that always show the most, so that a back-off is its upper bound."""

    def uniform(self, a: float, b: float) -> float:
        """The upper end."""
        return b


class Key(httpx.Auth):
    """A key in a header, as most providers want it; `renewed` counts how often it was to be signed anew."""

    def __init__(self, key: str = KEY) -> None:
        self.key, self.renewed = key, 0

    def renew(self) -> None:
        """Take another key."""
        self.renewed += 1
        self.key = f"{KEY}-{self.renewed}"

    def auth_flow(self, request: httpx.Request) -> Iterator[httpx.Request]:  # type: ignore[override]  # no answer is looked at
        """Write the key into the request."""
        request.headers["Authorization"] = f"Key {self.key}"
        yield request


def line(
    provider: Callable[[httpx.Request], httpx.Response],
    time: Time | None = None,
    *,
    auth: httpx.Auth | None = None,
    fault: Callable[[httpx.Response], ProviderFault | None] = fault_of_status,
    base_url: str = "https://api.fal.ai/v1",
    per_second: float = inf,
    deadline: float = 3600.0,
    largest: int = 1000,
) -> Api:
    """The real Api on a transport that answers by itself."""
    time = time or Time()
    return Api(
        base_url=base_url,
        auth=auth or Key(),
        fault=fault,
        per_second=per_second,
        transport=httpx.MockTransport(provider),
        clock=lambda: time.now,
        sleep=time.sleep,
        dice=Largest(),
        deadline=deadline,
        largest=largest,
    )


def good(text: str = "{}") -> httpx.Response:
    """An answer that is well."""
    return httpx.Response(200, text=text)


def bad(status: int, message: str = "no", **headers: str) -> httpx.Response:
    """An answer with an error in the shape that most providers share."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, json={"error": {"message": message}}, headers=named)
