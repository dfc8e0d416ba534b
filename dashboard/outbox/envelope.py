"""Put a letter in an envelope: text, HTML with its pictures, and the headers that mail programs heed."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from typing import Final

from collectors.discretion import shortened
from dashboard.lettering.letter import Letter
from dashboard.post import Undelivered

UNFOLDED: Final = SMTP.clone(max_line_length=900)
"""Folded at 78 letters, as is usual, a long link in a header would be written in a code that programs do not follow."""
LONGEST_SUBJECT: Final = 200


@dataclass(frozen=True, slots=True)
class Headers:
    """What stands on the envelope. `leave` is the link that stops such letters, `db.unsubscribe.address`."""

    message_id: str
    sender: str
    to: str
    at: datetime
    leave: str = ""


def envelope(letter: Letter, headers: Headers) -> EmailMessage:
    """The whole message. Raises Undelivered where sender or reader have no address.

    Mail programs follow the link that stops letters by https alone (RFC 8058): by http, nothing is said of it.
    """
    message = EmailMessage(SMTP)
    message["Subject"] = shortened(letter.subject, LONGEST_SUBJECT)
    message["From"], message["To"] = _mailbox(headers.sender), _mailbox(headers.to)
    message["Date"], message["Message-ID"] = headers.at, headers.message_id
    message["Auto-Submitted"] = "auto-generated"
    if headers.leave.startswith("https://"):
        message["List-Unsubscribe"] = f"<{headers.leave}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    _illustrate(message, letter)
    message.policy = UNFOLDED  # from now on, for its headers alone: the body is in lines of 76 letters, as it must be
    return message


def _illustrate(message: EmailMessage, letter: Letter) -> None:
    """Lay the pictures beside the HTML that names them, where programs show them and list no attachments."""
    page = message.get_body(("html",))
    for name, picture in letter.pictures.items():
        if isinstance(page, EmailMessage):
            page.add_related(picture, "image", "png", cid=f"<{name}>", filename=f"{name}.png", disposition="inline")


def _mailbox(said: str) -> Address:
    """An address, perhaps with a name before it. Raises Undelivered."""
    name, plain = parseaddr(said)
    with suppress(ValueError, IndexError):  # what the library raises for words that are no address
        if said.isprintable():
            return Address(name, addr_spec=plain)
    raise Undelivered(f"{shortened(ascii(said), 80)} is no e-mail address; mend it where it is kept", permanent=True)
