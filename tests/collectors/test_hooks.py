"""Does a message reach Slack and other addresses, signed, and does no error or log say where that was?"""

import hashlib
import hmac
import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import httpx
import pytest

from collectors.errors import ProviderFault, TooManyRequests
from collectors.hooks import Told, headers, post, slack_body, webhook_body
from tests.db.cast import NOW

SECRET = "services/T0STUDIO/B0SPEND/nobodyknowsthis"
SHARED = "shared-with-the-other-side"


class Other(BaseHTTPRequestHandler):
    """The other side, which keeps what it was sent and answers as it was told."""

    kept: ClassVar[list[tuple[str, dict[str, str], bytes]]] = []
    answer: ClassVar[tuple[int, bytes, dict[str, str]]] = (200, b"ok", {})

    def do_POST(self) -> None:
        """One message."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.kept.append((self.path, dict(self.headers), body))
        status, said, more = self.answer
        self.send_response(status)
        for name, value in more.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        """It says nothing."""


@pytest.fixture(scope="module")
def other() -> Iterator[str]:
    """The address of the other side."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Other)
    listening = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    listening.start()
    yield f"http://127.0.0.1:{server.server_port}/{SECRET}?token=hidden"
    server.shutdown()
    listening.join()
    server.server_close()


def answered(status: int, said: bytes = b"", more: dict[str, str] | None = None) -> None:
    """What the other side answers from now on; it forgets what it was sent."""
    Other.answer = (status, said, more or {})
    Other.kept.clear()


def test_a_message_arrives_signed(other: str) -> None:
    """The very bytes, at the very path; the signature is what anybody with the shared secret comes to."""
    answered(204)
    body = webhook_body({"subject": "social is at 90 %", "impact": "363.00"})
    post("The webhook", other, body, headers(body, "<17@studio>", NOW, SHARED))
    [(path, said, sent)] = Other.kept
    assert (path, json.loads(sent)) == (f"/{SECRET}?token=hidden", {"subject": "social is at 90 %", "impact": "363.00"})
    assert (said["Reelspend-Timestamp"], said["Reelspend-Message-Id"]) == ("1795348800", "<17@studio>")
    expected = hmac.new(SHARED.encode(), b"1795348800." + sent, hashlib.sha256).hexdigest()
    assert said["Reelspend-Signature"] == f"sha256={expected}"
    assert "Reelspend-Signature" not in headers(body, "<17@studio>", NOW)


def test_slack_reads_blocks() -> None:
    """A title, paragraphs and a link; its letters of control mean nothing, and nothing is longer than it takes."""
    told = Told("a < b & c" * 60, ("<!channel> wake up", "x" * 4000), "https://spend.studio.example/budgets?a=1&b=2")
    said = json.loads(slack_body(told))
    title, first, second, link = said["blocks"]
    assert len(title["text"]["text"]) == 150
    assert first["text"] == {"type": "mrkdwn", "text": "&lt;!channel&gt; wake up"}
    assert len(second["text"]["text"]) == 3000
    assert link["text"]["text"] == "<https://spend.studio.example/budgets?a=1&amp;b=2|See it on screen>"
    assert "a &lt; b &amp; c" in said["text"]


@pytest.mark.parametrize(
    ("status", "permanent"),
    [(302, True), (400, True), (401, True), (403, True), (404, True), (410, True), (408, False), (429, False),
     (500, False), (503, False)],
)  # fmt: skip
def test_what_a_refusal_means(other: str, status: int, permanent: bool, caplog: pytest.LogCaptureFixture) -> None:
    """4xx is for good but for 408 and 429, 5xx is not; the address is said neither there nor in any log."""
    caplog.set_level(logging.DEBUG)
    answered(status, f"you posted to {SECRET}".encode())
    with pytest.raises(ProviderFault, match=f"^Slack answered {status}") as wrong:
        post("Slack", other, b"{}")
    assert wrong.value.permanent is permanent
    for told in (str(wrong.value), repr(wrong.value), caplog.text):
        assert not [part for part in (*SECRET.split("/"), "hidden") if part in told]


def test_who_asks_for_patience_says_how_much(other: str) -> None:
    """The wait that comes with a 429 is handed on; one without any is not made up."""
    answered(429, b"", {"Retry-After": "90"})
    with pytest.raises(TooManyRequests) as wrong:
        post("Slack", other, b"{}")
    assert wrong.value.retry_after == 90
    answered(429)
    with pytest.raises(TooManyRequests) as wrong:
        post("Slack", other, b"{}")
    assert wrong.value.retry_after is None


def test_slacks_own_word_is_said(other: str) -> None:
    """A word such as no_service helps; it is not taken for more than a word."""
    answered(404, b"no_service")
    with pytest.raises(ProviderFault, match=r"^Slack answered 404 \(no_service\); check its address in \[alerts\]\.$"):
        post("Slack", other, b"{}")


@pytest.mark.parametrize("address", ["", "http://hooks.example/x", "ftp://hooks.example", "https://", "no address"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    """Nothing is posted in the open to another machine, nor to no address at all."""
    with pytest.raises(ProviderFault, match=r"^Slack has an address that does not begin with https://") as wrong:
        post("Slack", address, b"{}")
    assert wrong.value.permanent


def test_nobody_there_and_nobody_answering() -> None:
    """Both are tried again, and say so without the address."""

    def late(asked: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout(str(asked.url), request=asked)

    def gone(asked: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError(str(asked.url), request=asked)

    for trouble, said in ((late, "did not answer within 20 seconds"), (gone, "cannot be reached")):
        with pytest.raises(ProviderFault, match=f"^The webhook {said}") as wrong:
            post("The webhook", f"https://hooks.example/{SECRET}", b"{}", transport=httpx.MockTransport(trouble))
        assert not wrong.value.permanent
        assert "hooks.example" not in str(wrong.value)
