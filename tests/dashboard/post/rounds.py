"""One round at the mail server, and the authority that vouches for it."""

import ssl
from datetime import timedelta

import trustme
from sqlalchemy import Engine

from dashboard.outbox.channels import World, channels
from dashboard.outbox.send import Sent, send_due
from tests.dashboard.post.house import settings
from tests.dashboard.post.mail_server import PASSWORD
from tests.db.cast import NOW

AUTHORITY = trustme.CA()


def trusting() -> ssl.SSLContext:
    """What trusts the authority of these tests alone."""
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return context


def vouched(name: str = "127.0.0.1") -> ssl.SSLContext:
    """What the server shows: a certificate of the authority for this name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert(name).configure_cert(context)
    return context


def send(engine: Engine, port: int, late: timedelta = timedelta(), known: str = PASSWORD, **smtp: str) -> Sent:
    """One round, some time after noon, at a server that has half a second for each answer."""
    house = settings(port, **smtp)
    world = World({"SMTP_PASSWORD": known}, trusting, 0.5)
    return send_due(engine, house, NOW + late, channels(house, "5a" * 32, world))
