"""The ways out of the house: e-mail, Slack, and any other address that takes messages."""

import os
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from collectors import hooks
from collectors.errors import ProviderFault, TooManyRequests
from dashboard.lettering.letter import Letter, Occasion
from dashboard.outbox.bodies import for_slack, for_webhook
from dashboard.outbox.envelope import Headers, envelope
from dashboard.post import SECONDS, Server, Undelivered, hand_over
from dashboard.telling.naming import E_MAIL
from db.outbox import Parcel
from db.problems import WrongSettings
from db.settings import Secret, Settings
from db.unsubscribe import address

Channel = Callable[[Parcel, Letter, Occasion], None]
"""Hands a letter over; it has been taken once this returns. Raises Undelivered."""
SLACK, WEBHOOK = "slack", "webhook"
EVERY: Final = (E_MAIL, SLACK, WEBHOOK)


@dataclass(frozen=True, slots=True)
class World:
    """What channels take from outside, each replaceable: secrets, who may vouch for a server, patience, network."""

    environ: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    seconds: float = SECONDS
    transport: hooks.Transport | None = None


def channels(settings: Settings, key: str = "", world: World | None = None) -> dict[str, Channel]:
    """Every channel by its name, also those that are not configured; `key` signs the links that stop letters."""
    world = world or World()

    def e_mail(parcel: Parcel, letter: Letter, occasion: Occasion) -> None:
        server = _server(settings, world)
        leave = address(occasion.site, key, parcel.reader, parcel.letter) if occasion.site and key else ""
        at = occasion.now.astimezone(occasion.zone)
        hand_over(envelope(letter, Headers(parcel.message_id, server.smtp.sender, parcel.reader, at, leave)), server)

    def slack(_: Parcel, letter: Letter, occasion: Occasion) -> None:
        where = _secret(settings, settings.alerts.slack_url, "slack_url", world)
        _post("Slack", where, for_slack(letter, occasion), {}, world)

    def webhook(parcel: Parcel, letter: Letter, occasion: Occasion) -> None:
        where = _secret(settings, settings.alerts.webhook_url, "webhook_url", world)
        shared = settings.alerts.webhook_secret
        signed = _secret(settings, shared, "webhook_secret", world) if shared else ""
        body = for_webhook(parcel, letter, occasion)
        _post("The webhook", where, body, hooks.headers(body, parcel.message_id, occasion.now, signed), world)

    return {E_MAIL: e_mail, SLACK: slack, WEBHOOK: webhook}


def configured(settings: Settings) -> list[str]:
    """The channels that can be used at all."""
    there = (settings.smtp, settings.alerts.slack_url, settings.alerts.webhook_url)
    return [name for name, said in zip(EVERY, there, strict=True) if said]


def _server(settings: Settings, world: World) -> Server:
    """The mail server that is configured. Raises Undelivered."""
    smtp = settings.smtp
    if smtp is None:
        raise Undelivered("No mail server is configured; write [smtp] into reelspend.toml", channel=True)
    needed = bool(smtp.username or smtp.password)
    password = _secret(settings, smtp.password, "password", world) if needed else ""
    return Server(smtp, password, world.trust(), world.seconds)


def _secret(settings: Settings, kept: Secret | None, name: str, world: World) -> str:
    """What is kept there. Raises Undelivered where nothing is."""
    section = "smtp" if name == "password" else "alerts"
    if kept is None:
        raise Undelivered(f"{name} is not configured; write it into [{section}] of reelspend.toml", channel=True)
    try:
        return kept.reveal(world.environ, settings.folder)
    except WrongSettings as wrong:
        fault = Undelivered(f"In [{section}] {name}: {wrong}", channel=True)
    raise fault


def _post(name: str, where: str, body: bytes, said: Mapping[str, str], world: World) -> None:
    with _said():
        hooks.post(name, where, body, said, transport=world.transport, seconds=world.seconds)


@contextmanager
def _said() -> Iterator[None]:
    """What goes wrong with posting, as Undelivered."""
    try:
        yield
        return
    except ProviderFault as wrong:
        busy = isinstance(wrong, TooManyRequests)
        fault = Undelivered(str(wrong), wrong.permanent, channel=busy, wait=wrong.retry_after or 0.0)
    raise fault from None
