"""What a letter is written from: its reader as they are today, the alerts they may still see, and a View of no more."""

from datetime import datetime, timedelta
from typing import Final

from dashboard.lettering.letter import Occasion
from dashboard.reader import EVERYBODY, Narrowing, Reader
from dashboard.telling.naming import E_MAIL
from dashboard.telling.readers import ALL_SEEING
from dashboard.view import View
from db.alert_list import Seen, one_told
from db.alerts import Told
from db.engine import Connection, Engine, reading
from db.lists import stored_members
from db.members import Member
from db.outbox import Parcel, known_key
from db.rebuild import check_reckoned
from db.settings import Settings
from db.unsubscribe import address

DAYS: Final = timedelta(days=30)
"""What a letter about no week or month looks back on."""
ALERT: Final = "alert"


class NoReader(Exception):
    """Nobody is to read this letter any more; one sentence says why."""


def occasion_of(engine: Engine, settings: Settings, parcel: Parcel, now: datetime) -> Occasion:
    """The occasion of a parcel. Raises NoReader, and ReckonedOtherwise for a ledger in other money than configured."""
    check_reckoned(engine, settings.reporting_currency, settings.reporting_timezone)
    with reading(engine) as connection:
        member = _member(connection, parcel) if parcel.channel == E_MAIL else None
        reader = reader_of(member) if member else EVERYBODY
        alerts = _alerts(connection, parcel, reader)
        leave = _leave(connection, settings, parcel) if member else ""
    zone, words = settings.reporting_timezone, [one.about.split() for one in parcel.messages]
    past = now.astimezone(zone).date() + timedelta(days=1)
    view = View(engine, Narrowing(past - DAYS, past), reader, settings.reporting_currency)
    said = {each[-1] for each in words if each[0] == ALERT}
    about = said.pop() if len(said) == 1 else "crossed"
    period = next((each[-1] for each in words if each[0] != ALERT), "")
    return Occasion(view, now, zone, settings.public_url.rstrip("/"), member, alerts, about, period, leave)


def reader_of(member: Member) -> Reader:
    """What a member may see: everything, or the work of their own teams."""
    return Reader(member.email, None if member.role in ALL_SEEING else frozenset(member.own))


def _member(connection: Connection, parcel: Parcel) -> Member:
    """Who reads it, as they are known today. Raises NoReader."""
    found = {one.email: one for one in stored_members(connection)}.get(parcel.reader)
    if found is None:
        raise NoReader(f"{parcel.reader} is no member any more")
    if found.letters == "never" or parcel.letter in found.without.split(","):
        raise NoReader(f"{parcel.reader} does not want this letter any more")
    return found


def _leave(connection: Connection, settings: Settings, parcel: Parcel) -> str:
    """The link that stops such letters; "" where nobody could follow it."""
    site, known = settings.public_url, known_key(connection)
    return address(site, known, parcel.reader, parcel.letter) if site and known else ""


def _alerts(connection: Connection, parcel: Parcel, reader: Reader) -> tuple[Told, ...]:
    """The alerts it tells of, without those that are the reader's no more. Raises NoReader where none is left."""
    wanted = [one.alert_id for one in parcel.messages if one.alert_id is not None]
    found = (one_told(connection, Seen(reader.teams), number) for number in dict.fromkeys(wanted))
    alerts = tuple(one for one in found if one is not None)
    if wanted and not alerts:
        raise NoReader(f"{parcel.reader or parcel.channel} may not see any more what this letter is about")
    return alerts
