"""Hand a message to the mail server, or say in one sentence why it was not taken.

The server's certificate is always checked, nothing goes in the open but to this machine itself, and no text ever
holds the password.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from ipaddress import ip_address
from typing import Final

from collectors.discretion import shortened, without_keys
from db.settings import Smtp

SECONDS: Final = 30.0
"""So long the server may take for each of its answers."""
LONGEST_WORDS: Final = 160
NOT_SIGNED_IN: Final = (530, 534, 535, 538)
"""Refusals (RFC 4954) that are about how we signed in, and not about the letter."""
HANGS_UP: Final = 421
SIGN_IN: Final = "check username and password in [smtp]"


class Undelivered(Exception):
    """Why something was not handed over, in one sentence without any secret.

    `permanent` means that the same would be refused again; `channel`, that it is not about this letter or its reader,
    and that no other would fare better now; `wait`, how many seconds the other side asks us to wait, at least.
    """

    def __init__(self, text: str, permanent: bool = False, *, channel: bool = False, wait: float = 0.0) -> None:
        super().__init__(text)
        self.permanent, self.channel, self.wait = permanent, channel, wait


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server as it is configured, with its password; `trust` are the authorities that may vouch for it."""

    smtp: Smtp
    password: str = field(default="", repr=False)
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)
    seconds: float = SECONDS

    @property
    def name(self) -> str:
        """How sentences call it."""
        return f"{self.smtp.host}:{self.smtp.port}"


def hand_over(message: EmailMessage, server: Server) -> None:
    """Give it to the server, which has taken it once this returns. Raises Undelivered."""
    with _said(server), _connected(server) as session:
        if server.smtp.username:
            _sign_in(session, server)
        if refused := session.send_message(message):  # one reader of several; letters have one, whose refusal is raised
            raise smtplib.SMTPRecipientsRefused(refused)


def _sign_in(session: smtplib.SMTP, server: Server) -> None:
    try:
        session.login(server.smtp.username, server.password)
    except (smtplib.SMTPServerDisconnected, smtplib.SMTPAuthenticationError):
        raise
    except (smtplib.SMTPException, ValueError):  # no AUTH there, no way of it that we know, letters it has no place for
        fault = Undelivered(f"{server.name} knows no way to sign in with that; {SIGN_IN}", channel=True)
    else:
        return
    raise fault from None


@contextmanager
def _connected(server: Server) -> Iterator[smtplib.SMTP]:
    """A line to the server, encrypted as configured. What goes wrong with hanging up is no matter any more."""
    smtp, where = server.smtp, (server.smtp.host, server.smtp.port)
    if smtp.security == "none" and not _is_here(smtp.host):
        text = f'security = "none" is for a server on this machine, and {smtp.host} is not; write starttls or tls'
        raise Undelivered(text, channel=True)
    if smtp.security == "tls":
        session: smtplib.SMTP = smtplib.SMTP_SSL(*where, timeout=server.seconds, context=server.trust)
    else:
        session = smtplib.SMTP(*where, timeout=server.seconds)
    try:
        if smtp.security == "starttls":
            _encrypt(session, server)
        yield session
        with suppress(OSError):
            session.quit()
    finally:
        session.close()


def _encrypt(session: smtplib.SMTP, server: Server) -> None:
    session.ehlo_or_helo_if_needed()
    if not session.has_extn("starttls"):
        text = (
            f"{server.name} offers no STARTTLS, and nothing is sent in the open; write tls if it is that from the start"
        )
        raise Undelivered(text, channel=True)
    session.starttls(context=server.trust)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@contextmanager
def _said(server: Server) -> Iterator[None]:
    """Whatever goes wrong in the block, as Undelivered, and alone: what the library raises may quote anything."""
    try:
        yield
        return
    except smtplib.SMTPRecipientsRefused as refusal:
        code, words = next(iter(refusal.recipients.values()))
        fault = _refused(server, code, words, "this reader")
    except smtplib.SMTPResponseException as refusal:
        fault = _answered(server, refusal)
    except (OSError, ValueError) as trouble:
        fault = _broken(server, trouble)
    raise fault from None


def _answered(server: Server, refusal: smtplib.SMTPResponseException) -> Undelivered:
    """What the server said to us ourselves, to our sender or to a letter."""
    code, words = refusal.smtp_code, refusal.smtp_error
    if isinstance(refusal, smtplib.SMTPAuthenticationError) or code in NOT_SIGNED_IN:
        return Undelivered(f"{server.name} did not let us sign in ({code}); {SIGN_IN}", channel=True)
    if isinstance(refusal, smtplib.SMTPSenderRefused):
        return _refused(server, code, words, "our sender")
    if isinstance(refusal, smtplib.SMTPDataError):
        return _refused(server, code, words, "this letter")
    return Undelivered(f"{server.name} takes no letters now ({code}{_quoted(server, words)})", channel=True)


def _refused(server: Server, code: int, words: bytes | str, what: str) -> Undelivered:
    """A refusal by its code: 5xx is for good, and 421 is said to everybody."""
    text = f"{server.name} did not take {what} ({code}{_quoted(server, words)})"
    return Undelivered(text, 500 <= code < 600 and code not in NOT_SIGNED_IN, channel=code == HANGS_UP)


def _quoted(server: Server, words: bytes | str) -> str:
    """The server's own words, on one short line and without the password."""
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    text = text.replace(server.password, "…") if server.password else text
    said = shortened(without_keys(text), LONGEST_WORDS)
    return f": {said}" if said else ""


def _broken(server: Server, trouble: Exception) -> Undelivered:
    """No answer, or none that can be understood."""
    if isinstance(trouble, ssl.SSLCertVerificationError):
        why = f"the certificate of {server.name} cannot be trusted ({trouble.verify_message}); nothing was sent"
        return Undelivered(why, channel=True)
    if isinstance(trouble, ssl.SSLError):
        advice = "starttls is usual on port 587, tls on 465"
        return Undelivered(f"{server.name} and we found no encryption in common; {advice}", channel=True)
    if isinstance(trouble, TimeoutError) or isinstance(trouble.__context__, TimeoutError):
        return Undelivered(f"{server.name} did not answer within {server.seconds:g} seconds", channel=True)
    if isinstance(trouble, smtplib.SMTPServerDisconnected):
        return Undelivered(f"{server.name} broke off before it said that it had taken the letter")
    if isinstance(trouble, smtplib.SMTPNotSupportedError):
        return Undelivered(f"{server.name} cannot carry letters to or from such an address", permanent=True)
    if isinstance(trouble, OSError) and not isinstance(trouble, smtplib.SMTPException):
        why = trouble.strerror or "no connection"
        return Undelivered(f"{server.name} cannot be reached ({why}); check host and port in [smtp]", channel=True)
    return Undelivered(f"{server.name} could not make sense of the letter, or we of its answer")
