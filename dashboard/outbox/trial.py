"""A test letter: does this channel work, tried now, without the outbox and about no number?"""

from datetime import datetime, timedelta
from html import escape

from dashboard.lettering.letter import Letter, Occasion
from dashboard.outbox.channels import EVERY, World, channels
from dashboard.post import Undelivered
from dashboard.reader import EVERYBODY, Narrowing
from dashboard.telling.naming import E_MAIL, message_id
from dashboard.view import View
from db.engine import Engine
from db.outbox import Parcel
from db.settings import Settings

SUBJECT = "Reelspend: a test"


def send_test(
    engine: Engine, settings: Settings, channel: str, now: datetime, to: str = "", world: World | None = None
) -> str:
    """Send one over a channel, to an address if it is e-mail; says that it was taken. Raises Undelivered."""
    if channel not in EVERY:
        raise Undelivered(f"there is no channel {channel!r}; there are {', '.join(EVERY)}", permanent=True)
    if channel == E_MAIL and not to:
        raise Undelivered("a test by e-mail needs an address; say to whom", permanent=True)
    reader = to if channel == E_MAIL else ""
    named = message_id(settings.public_url, "test", now.isoformat(), reader, channel)
    zone, today = settings.reporting_timezone, now.astimezone(settings.reporting_timezone).date()
    view = View(engine, Narrowing(today, today + timedelta(days=1)), EVERYBODY, settings.reporting_currency)
    occasion = Occasion(view, now, zone, settings.public_url.rstrip("/"))
    channels(settings, world=world)[channel](Parcel(named, "test", reader, channel, ()), _letter(occasion), occasion)
    return f"The {channel} test was taken{f' for {reader}' if reader else ''}; see whether it has arrived."


def _letter(occasion: Occasion) -> Letter:
    at = f"{occasion.now.astimezone(occasion.zone):%d %B %Y at %H:%M} {occasion.zone.key}"
    said = f"Somebody asked for this test on {at}. Alerts and letters can reach you this way. There is nothing to do."
    link = f'<p><a href="{escape(occasion.site)}">Open the dashboard</a></p>' if occasion.site else ""
    html = f'<!doctype html><html lang="en"><body><p>{escape(said)}</p>{link}</body></html>'
    return Letter(SUBJECT, f"{said}\n", html, "/")
