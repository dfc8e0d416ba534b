"""Tell of alerts: a message into the outbox for each reader and channel, once, whoever asks and however often."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from dashboard.telling.naming import E_MAIL, letter_of, message_id
from dashboard.telling.readers import letter_name, readers_of
from dashboard.telling.timing import due_of, zone_of
from db.alert_list import heard
from db.alerts import Told
from db.engine import Connection
from db.members import Member
from db.outbox import Owed, owe
from db.settings import Settings

__all__ = ["channels", "due_of", "readers_of", "tell"]

CLEARED: Final = "cleared"


def tell(
    connection: Connection, settings: Settings, members: Sequence[Member], alerts: Sequence[Told], about: str,
    now: datetime,
) -> int:  # fmt: skip
    """Owe a message to everybody who is to be told that these alerts `crossed`, `cleared` or `escalated`; how many.

    That one has cleared is told to those alone who are told that it was crossed.
    """
    owed = [one for told in alerts for one in _owed(settings, members, told, about, now)]
    if about == CLEARED:
        know = heard(connection, [told.id for told in alerts])
        owed = [one for one in owed if (one.alert_id, one.reader, one.channel) in know]
    return owe(connection, owed, now)


def channels(settings: Settings) -> list[str]:
    """The channels without a person that are configured; whoever set them up has decided who reads there."""
    there = {"slack": settings.alerts.slack_url, "webhook": settings.alerts.webhook_url}
    return [name for name, address in there.items() if address]


def _owed(settings: Settings, members: Sequence[Member], told: Told, about: str, now: datetime) -> Iterator[Owed]:
    """The messages about one alert: to people by e-mail where letters can leave the house, and to each channel."""
    words = f"alert {told.id} {about}"
    for member in readers_of(told, members, about) if settings.smtp else ():
        yield _to(member, settings, told, words, now)
    for channel in channels(settings):
        name = message_id(settings.public_url, words, "", channel)
        yield Owed(words, letter_of(told.kind), "", channel, name, now, told.id)


def _to(member: Member, settings: Settings, told: Told, words: str, now: datetime) -> Owed:
    """A message to one person; all that is told in a day's digest has the Message-ID of that day."""
    zone = settings.reporting_timezone
    due, name = due_of(member, now, zone), (words, member.email, E_MAIL)
    if member.letters == "daily":
        name = ("alerts", f"{due.astimezone(zone_of(member, zone)).date()}", member.email)
    named = message_id(settings.public_url, *name)
    return Owed(words, letter_name(member, told), member.email, E_MAIL, named, due, told.id)
