"""The server: HTTP/1.1 on loopback, every provider under its own path, answering by the sandbox's clock."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from time import monotonic, sleep
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from collectors.sandbox.desk import Answer, Asked, Desk, Turned, desks
from collectors.sandbox.faults.wires import ENDLESS, Spoilt, write_body
from collectors.sandbox.late import Late
from collectors.sandbox.studio import Studio

HOST, DAY = "127.0.0.1", "/day"
Faults = Callable[[Desk, Asked, Callable[[Asked], Answer]], Answer]
NOT_THERE = Answer.of({"message": "no provider stands here"}, 404)
EARLY_BY = 0.1
"""Seconds by which a request may come before its time: networks and clocks are not exact."""


class Patience:
    """How many requests one desk still takes: a full measure at once, then so many a second."""

    def __init__(self, desk: Desk, ticks: Callable[[], float]) -> None:
        self.desk, self.ticks, self.lock = desk, ticks, Lock()
        self.left, self.at = float(desk.burst), ticks()
        self.latest: dict[str, float] = {}

    def spent(self, path: str) -> bool:
        """Whether this request is one too many."""
        with self.lock:
            now = self.ticks()
            self.left = min(self.desk.burst, self.left + (now - self.at) * self.desk.per_second)
            self.at = now
            wait = self.desk.slower.get(path, 0.0) - EARLY_BY
            if self.left < 1 or now - self.latest.get(path, -1e9) < wait:
                return True
            self.left -= 1
            self.latest[path] = now
            return False


class Sandbox(ThreadingHTTPServer):
    """The listening server. `page_delay` are seconds that every answer takes."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self,
        studio: Studio,
        clock: Callable[[], datetime],
        port: int,
        page_delay: float,
        ticks: Callable[[], float],
        faults: Faults,
    ) -> None:
        super().__init__((HOST, port), Line)
        self.clock, self.page_delay, self.faults = clock, page_delay, faults
        self.desks = [(desk, Patience(desk, ticks)) for desk in desks(studio)]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no error of ours; anything else is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # as socketserver hands it over

    @property
    def base_url(self) -> str:
        """Where the providers' paths begin."""
        return f"http://{HOST}:{self.server_port}"

    def answer(self, method: str, target: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """What the desk under this path says; `POST /day` lets a day pass where the clock is behind."""
        parts = urlsplit(target)
        if (method, parts.path) == ("POST", DAY) and isinstance(self.clock, Late):
            return Answer.of({"now": self.clock.a_day_passes().isoformat()}, 200)
        for desk, patience in self.desks:
            if parts.path.startswith(f"{desk.prefix}/"):
                path = parts.path.removeprefix(desk.prefix)
                query = parse_qs(parts.query, keep_blank_values=True)
                key = headers.get("authorization") or headers.get("x-api-key") or ""
                behind = self.clock.behind if isinstance(self.clock, Late) else timedelta(0)
                asked = Asked(method, path, query, body, key, self.clock(), headers, behind)
                return desk.too_many() if patience.spent(path) else self.faults(desk, asked, partial(_said, desk))
        return NOT_THERE


def no_faults(desk: Desk, asked: Asked, say: Callable[[Asked], Answer]) -> Answer:
    """The answer as it should be."""
    return say(asked)


def _said(desk: Desk, asked: Asked) -> Answer:
    try:
        return desk.answer(asked)
    except Turned as turned:
        return turned.answer


class Line(BaseHTTPRequestHandler):
    """One connection: reads requests and writes answers, one after the other."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm: ClassVar[bool] = True
    server: Sandbox

    def do_GET(self) -> None:
        """A question."""
        self._reply(b"")

    def do_POST(self) -> None:
        """A question with a body."""
        said = self.headers.get("Content-Length", "")
        self._reply(self.rfile.read(int(said)) if said.isdecimal() else b"")

    def _reply(self, body: bytes) -> None:
        headers = {name.lower(): said for name, said in self.headers.items()}
        answer = self.server.answer(self.command, self.path, body, headers)
        if self.server.page_delay:
            sleep(self.server.page_delay)
        self._write(answer)

    def _write(self, answer: Answer) -> None:
        self.send_response(answer.status)
        headers = {"Content-Type": "application/json", "Content-Length": str(len(answer.body)), **answer.headers}
        if isinstance(answer, Spoilt) and answer.way == ENDLESS:
            del headers["Content-Length"]
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if isinstance(answer, Spoilt):
            write_body(self, answer)
        else:
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own name
        """Nothing: a request's path may hold what belongs in no log."""


@contextmanager
def serving(
    studio: Studio,
    clock: Callable[[], datetime],
    port: int = 0,
    page_delay: float = 0.0,
    ticks: Callable[[], float] = monotonic,
    faults: Faults = no_faults,
) -> Iterator[str]:
    """Serve until the block ends; gives the base URL, under which lie `/fal/v1`, `/openai/v1` and `/kling`.

    `clock` says what can be seen already; `ticks` are the seconds by which each provider counts requests. `faults`
    stands between a desk and its customers and may spoil what it says.
    """
    warm(studio)
    with Sandbox(studio, clock, port, page_delay, ticks, faults) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server.base_url
        finally:
            server.shutdown()
            thread.join()


def warm(studio: Studio) -> Sequence[object]:
    """Invent the whole studio now, so that no two requests do it at once."""
    return studio.takes, studio.deductions, studio.costs, studio.keys, studio.ring
