"""A real mail server on this machine whose moods a test decides: what it answers, and when it hangs up."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USERNAME, PASSWORD = "reelspend", "correct-horse-battery"
Mood = Callable[[str], str]


@dataclass
class Mailbox:
    """What was taken, by whom and in which order; and the moods. Each is asked for a reader and answers a reply, or "".

    `at_reader` answers RCPT, `at_letter` the end of DATA, `cut` is where the line is cut: at DATA, before the final dot
    or after it. `on` is told each word of the talk: EHLO, RCPT, DATA (the whole letter is there) and answered.
    """

    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    at_reader: Mood = lambda _: ""
    at_letter: Mood = lambda _: ""
    cut: str = ""
    talks: list[str] = field(default_factory=list)
    on: Callable[[str], None] = lambda _: None

    @property
    def ids(self) -> list[str]:
        """The Message-IDs of what was taken."""
        return [str(message["Message-ID"]) for _, message in self.taken]

    async def handle_EHLO(  # noqa: N802  # aiosmtpd looks for this name
        self, _: SMTP, session: Session, __: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """The first word of a client."""
        session.host_name = hostname
        self.talks.append("TLS" if session.ssl else "open")
        self.on("EHLO")
        return responses

    async def handle_RCPT(self, _: SMTP, __: Session, envelope: Envelope, reader: str, ___: list[str]) -> str:  # noqa: N802  # aiosmtpd looks for this name
        """For whom a letter is."""
        self.on("RCPT")
        if said := self.at_reader(reader):
            return said
        envelope.rcpt_tos.append(reader)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd looks for this name
        """The whole letter is there, final dot and all."""
        self.on("DATA")
        if said := self.at_letter(envelope.rcpt_tos[0]):
            return said
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.taken += [(reader, message) for reader in envelope.rcpt_tos]
        if self.cut == "after the dot":
            server.transport.abort()
        return "250 OK"


class _Moody(SMTP):
    """The server itself, which may also cut the line in the middle of a letter."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  # aiosmtpd looks for this name
        """The letter begins."""
        if self.event_handler.cut != "before the dot":
            await super().smtp_DATA(arg)
            self.event_handler.on("answered")
            return
        await self.push("354 Go on")
        await self._reader.readline()
        self.transport.abort()


class _Here(Controller):
    def _trigger_server(self) -> None:
        """Only now is it known which port it got."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    def factory(self) -> SMTP:
        """One line to one client."""
        return _Moody(self.handler, **self.SMTP_kwargs)


def _let_in(_: object, __: object, ___: object, mechanism: str, said: LoginPassword) -> AuthResult:
    """Only Reelspend, with its password."""
    return AuthResult(success=(said.login, said.password) == (USERNAME.encode(), PASSWORD.encode()), handled=False)


@contextmanager
def serving(box: Mailbox, tls: ssl.SSLContext | None = None, *, signing_in: bool = False) -> Iterator[int]:
    """The port that it listens at; with TLS only after STARTTLS, and with a password only if that is asked for."""
    more: dict[str, Any] = {"tls_context": tls, "require_starttls": True} if tls else {}
    if signing_in:
        more |= {"authenticator": _let_in, "auth_required": True, "auth_require_tls": tls is not None}
    server = _Here(box, hostname="127.0.0.1", port=0, ready_timeout=10, **more)
    server.start()
    try:
        yield server.port
    finally:
        server.stop()
