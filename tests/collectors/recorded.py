"""A provider played back from a file: the real collector and the real Api over a transport that replays."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import inf
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import parse_qsl

import httpx

from collectors.api import Api
from collectors.base import Collector, collector_class
from collectors.errors import ProviderFault
from db.facts import AnyFact
from db.money import from_nano, plain
from db.settings import Account, Secret
from db.window import Window, instant_of
from tests.collectors.key_files import service_account

ANSWERS = Path(__file__).parent / "answers"
NUMBERS = ("amount", "list_amount", "stated", "seconds", "quantity", "total", "clip_seconds")
INSTANTS = ("at", "expires")
KEY_FILES = {"service_account": service_account}
"""Credentials that a collector reads before it sends them, so that no plain word would do."""


@dataclass
class FakeTime:
    """A clock that only moves when somebody sleeps, and remembers for how long."""

    now: datetime
    waited: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        """Let `seconds` pass at once."""
        self.waited.append(round(seconds, 3))
        self.now += timedelta(seconds=seconds)


class LongestWait(Random):
    """Dice that always show the most there is, so that a back-off is its upper bound."""

    def uniform(self, a: float, b: float) -> float:
        """The upper end."""
        return b


@dataclass
class Replay:
    """An httpx handler that gives the recorded answers in order and refuses any other request."""

    base_url: str
    answers: list[Mapping[str, Any]]

    def __call__(self, request: httpx.Request) -> httpx.Response:
        asked = f"{request.method} {request.url}"
        assert self.answers, f"nobody recorded an answer to {asked}"
        answer = self.answers.pop(0)
        self._check(request, answer, asked)
        if "fails" in answer:
            raise getattr(httpx, answer["fails"])("recorded failure", request=request)
        body = answer.get("body", {})
        content = (body if isinstance(body, str) else json.dumps(body)).encode()
        return httpx.Response(answer.get("status", 200), headers=answer.get("headers"), content=content)

    def _check(self, request: httpx.Request, answer: Mapping[str, Any], asked: str) -> None:
        path = answer["path"]
        whole = path if "://" in path else self.base_url.rstrip("/") + path
        assert request.method == answer.get("method", "GET"), asked
        assert str(request.url.copy_with(query=None)) == whole, asked
        params = {name: request.url.params.get_list(name) for name in request.url.params}
        _has(params, {name: _listed(said) for name, said in answer.get("params", {}).items()}, asked)
        assert not set(answer.get("absent", [])) & set(params), f"{asked} has a parameter too many"
        _has(_body(request), answer.get("json", {}), asked)
        _has(request.headers, answer.get("request_headers", {}), asked)


def _body(request: httpx.Request) -> dict[str, Any]:
    """The fields of a body of JSON or of a form."""
    if request.headers.get("content-type") == "application/x-www-form-urlencoded":
        return dict(parse_qsl(request.content.decode()))
    return dict(json.loads(request.content or b"{}"))


def _listed(said: object) -> list[str]:
    return [str(one) for one in said] if isinstance(said, list) else [str(said)]


def _has(there: Mapping[str, Any], wanted: Mapping[str, Any], asked: str) -> None:
    for name, value in wanted.items():
        assert name in there, f"{asked} lacks {name}"
        assert value in ("*", ["*"], there[name]), f"{asked}: {name} is {there[name]!r}, not {value!r}"


def collector_of(provider: str, case: Mapping[str, Any]) -> tuple[Collector, dict[str, str]]:
    """The provider's collector for the case's account, and its invented keys."""
    cls = collector_class(provider)
    names = case.get("keys") or sorted(cls.keys[0])
    account = Account(
        name=f"{provider}-studio",
        provider=provider,
        start=datetime(2026, 1, 1, tzinfo=UTC).date(),
        credentials={name: Secret(f"env:{name.upper()}") for name in names},
        options=case.get("options", {}),
    )
    return cls(account), {name: KEY_FILES.get(name, str)() or f"invented-{name}" for name in names}


def play(provider: str, case: Mapping[str, Any]) -> dict[str, Any]:
    """What the collector makes of the case: `facts`, `waited` and perhaps `fault`, all as JSON."""
    collector, keys = collector_of(provider, case)
    time = FakeTime(datetime.fromisoformat(case.get("now", "2026-11-22T12:00:00Z")))
    replay = Replay(collector.base_url, list(case["answers"]))
    said: dict[str, Any] = {"facts": [], "waited": time.waited}
    with api(collector, keys, httpx.MockTransport(replay), time) as ask:
        try:
            for fact in _asked(collector, ask, case, time.now):
                said["facts"].append(written(fact))
        except ProviderFault as fault:
            said["fault"] = {"kind": type(fault).__name__, "permanent": fault.permanent, "says": str(fault)}
    assert not replay.answers, f"nobody asked for {replay.answers[0]['path']}"
    return said


def api(collector: Collector, keys: Mapping[str, str], transport: httpx.BaseTransport, time: FakeTime) -> Api:
    """The real Api over another transport, at any pace, with a clock that nobody waits for."""
    return Api(
        base_url=collector.base_url,
        auth=collector.auth(keys, lambda: time.now),
        fault=collector.fault,
        per_second=inf,
        transport=transport,
        clock=lambda: time.now.timestamp(),
        sleep=time.sleep,
        dice=LongestWait(),
        deadline=600,
    )


def _asked(collector: Collector, ask: Api, case: Mapping[str, Any], now: datetime) -> Iterator[AnyFact]:
    if case.get("call") == "standing":
        return collector.standing(ask, now, case.get("endpoints", []))
    start, end = (datetime.fromisoformat(moment) for moment in case["window"])
    return collector.facts(ask, Window(start, end))


def written(fact: AnyFact) -> dict[str, Any]:
    """A fact as a reader can check it by hand: what was said, in decimals and ISO 8601."""
    said = fact.model_dump(mode="json", exclude_defaults=True)
    for name in set(said).intersection(NUMBERS):
        said[name] = plain(from_nano(said[name]))
    for name in set(said).intersection(INSTANTS):
        said[name] = instant_of(said[name]).isoformat()
    return {"fact": type(fact).__name__} | said
