"""The invented studio's mailbox: an SMTP server on loopback that keeps every letter as files to look at.

Each letter is kept as it came (`.eml`) and, where it has one, as the page that a reader sees (`.html`).
"""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from collectors.sandbox.server import HOST


class Mailbox:
    """What aiosmtpd hands the letters to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's name
        """Keep a letter; the names of its files say in which order letters came, and to whom."""
        number = len(list(self.folder.glob("*.eml"))) + 1
        to = re.sub(r"[^\w@.+-]", "_", ", ".join(envelope.rcpt_tos))
        path = self.folder / f"{number:04} {to[:80]}.eml"
        path.write_bytes(envelope.content)
        if page := page_of(message_from_bytes(envelope.content, policy=default)):
            path.with_suffix(".html").write_text(page, encoding="utf-8")
        return "250 kept"


def page_of(letter: EmailMessage) -> str:
    """The letter's HTML with its pictures in it; "" where it is text alone."""
    body = letter.get_body(("html",))
    page = str(body.get_content()) if body else ""
    for part in letter.walk():
        if part.get_content_maintype() == "image" and (name := part["Content-ID"]):
            data = "".join(str(part.get_payload()).split())
            picture = f"data:{part.get_content_type()};base64,{data}"
            page = re.sub(rf"cid:{re.escape(name.strip('<>'))}(?![\w.@-])", picture, page)
    return page


@contextmanager
def receiving(folder: Path) -> Iterator[int]:
    """Take letters in until the block ends; gives the port on which."""
    from aiosmtpd.controller import Controller

    folder.mkdir(parents=True, exist_ok=True)
    with socket.create_server((HOST, 0)) as door:
        port: int = door.getsockname()[1]
    controller = Controller(Mailbox(folder), hostname=HOST, port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
