"""Post to an address that takes messages: a Slack channel's, or any other, signed so that it knows who posts.

Whoever has such an address may post there, so no error says it, and no log more than its host.
"""

import hmac
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

import httpx

from collectors.api import trusted
from collectors.errors import ProviderDown, ProviderFault, Refused, TooManyRequests, Unreachable
from collectors.patience import wait_asked_for

Transport = httpx.BaseTransport
SECONDS: Final = 20.0
"""So long the other side may take to answer."""
HERE: Final = ("127.0.0.1", "::1", "localhost")
IN_A_WHILE: Final = {408: ProviderDown, 425: ProviderDown, 429: TooManyRequests}
"""Refusals below 500 that are not for good."""
STAMP, SIGNATURE, ID = "Reelspend-Timestamp", "Reelspend-Signature", "Reelspend-Message-Id"
LONGEST_TITLE, LONGEST_TEXT, MOST_BLOCKS = 150, 3000, 10
_ONE_WORD: Final = re.compile(rb"[a-z_]{3,40}")


@dataclass(frozen=True, slots=True)
class Told:
    """What a channel reads: a title, paragraphs in plain text, and the address that shows more ("" for none)."""

    title: str
    paragraphs: tuple[str, ...]
    address: str = ""
    opens: str = "See it on screen"


def slack_body(told: Told) -> bytes:
    """The message as an incoming webhook of Slack takes it: blocks, and a text for notifications.

    Source: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and
    https://docs.slack.dev/reference/block-kit/blocks (title 150, text 3,000 letters).
    """
    title = {"type": "plain_text", "text": _cut(told.title, LONGEST_TITLE)}
    blocks: list[dict[str, Any]] = [{"type": "header", "text": title}]
    for said in told.paragraphs[:MOST_BLOCKS]:
        blocks.append({"type": "section", "text": {"type": "mrkdwn", "text": _cut(_escaped(said), LONGEST_TEXT)}})
    if told.address:
        link = f"<{_escaped(told.address)}|{_escaped(told.opens)}>"
        blocks.append({"type": "section", "text": {"type": "mrkdwn", "text": link}})
    return _bytes({"text": _cut(_escaped(told.title), LONGEST_TEXT), "blocks": blocks})


def webhook_body(said: Mapping[str, Any]) -> bytes:
    """Plain values as JSON: the very bytes that are signed and sent."""
    return _bytes(said)


def headers(body: bytes, message_id: str, at: datetime, secret: str = "") -> dict[str, str]:
    """What goes with a generic webhook.

    `Reelspend-Signature` is `sha256=` and the HMAC-SHA256, in hexadecimal, of the timestamp, a full stop and the body,
    with the shared secret; `Reelspend-Timestamp` is in whole seconds since 1970, so that an old message that is posted
    again by somebody else can be told. `Reelspend-Message-Id` is the same each time one message is posted.
    """
    stamp = str(int(at.timestamp()))
    said = {STAMP: stamp, ID: message_id}
    return said | {SIGNATURE: f"sha256={signature(body, stamp, secret)}"} if secret else said


def signature(body: bytes, stamp: str, secret: str) -> str:
    """The hexadecimal HMAC-SHA256 over `stamp.body`."""
    return hmac.new(secret.encode(), f"{stamp}.".encode() + body, sha256).hexdigest()


def post(
    name: str, address: str, body: bytes, said: Mapping[str, str] | None = None, *,
    transport: httpx.BaseTransport | None = None, seconds: float = SECONDS,
) -> None:  # fmt: skip
    """Post JSON; it has been taken once this returns. `name` is how sentences call the other side.

    Raises a ProviderFault, permanent for 3xx and for 4xx but 408, 425 and 429, with the wait that it asks for.
    """
    host, path = _parts(name, address)
    fault: ProviderFault
    try:
        with (
            httpx.Client(transport=transport, verify=trusted(), timeout=seconds) as client,
            client.stream("POST", host, content=body, headers=_all(said), extensions={"target": path}) as answer,
        ):
            found = _fault(name, answer, _word(answer))
            if found is None:
                return
            fault = found
    except httpx.TimeoutException:
        fault = Unreachable(f"{name} did not answer within {seconds:g} seconds.")
    except httpx.HTTPError:
        fault = Unreachable(f"{name} cannot be reached; check its address and the network.")
    raise fault from None


def _parts(name: str, address: str) -> tuple[str, bytes]:
    """The host, which httpx may write into logs, and the rest, which it must not. Raises Refused for no address."""
    with suppress(httpx.InvalidURL, UnicodeError):
        whole = httpx.URL(address)
        if whole.host and (whole.scheme == "https" or (whole.scheme == "http" and whole.host in HERE)):
            return f"{whole.copy_with(raw_path=b'/', userinfo=b'')}", whole.raw_path
    raise Refused(f"{name} has an address that does not begin with https://; set it anew in [alerts].")


def _fault(name: str, answer: httpx.Response, word: str) -> ProviderFault | None:
    """What an answer stands for; None for one that says it was taken."""
    status = answer.status_code
    if answer.is_success:
        return None
    said = f"{name} answered {status}{f' ({word})' if word else ''}"
    if status >= 500 or status in IN_A_WHILE:
        return IN_A_WHILE.get(status, ProviderDown)(f"{said}.", retry_after=wait_asked_for(answer))
    return Refused(f"{said}; check its address in [alerts].")


def _word(answer: httpx.Response) -> str:
    """Slack's answer where it is a word such as `no_service`; whatever else is said may repeat what we sent."""
    if answer.is_success:
        return ""
    start = next(answer.iter_bytes(64), b"").strip()
    return start.decode() if _ONE_WORD.fullmatch(start) else ""


def _all(said: Mapping[str, str] | None) -> dict[str, str]:
    return {"Content-Type": "application/json; charset=utf-8", "User-Agent": "reelspend"} | dict(said or {})


def _bytes(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _escaped(text: str) -> str:
    """Slack's three letters of control."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
