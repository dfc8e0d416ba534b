"""A house that owes letters: Mara of finance and Ivo who leads social, an alert, and a mail server on this machine."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from dashboard.telling.naming import E_MAIL, message_id
from db.alerts import Crossing, record
from db.engine import reading, writing
from db.lists import replace_members
from db.members import Member
from db.outbox import Owed, owe
from db.outbox_list import Entry, outbox_page
from db.sections import Smtp
from db.settings import Settings
from tests.db.cast import NOW

SITE = "https://spend.studio.example"
MARA = Member(email="mara@studio.example", role="finance")
IVO = Member(email="ivo@studio.example", role="lead", teams="social")
SENDER = "Reelspend <reelspend@studio.example>"
STEP = timedelta(hours=5)
"""Later by this, whatever has failed may be tried again."""


def settings(port: int, security: str = "none", **more: Any) -> Settings:
    """A house whose mail server is at this port of this machine."""
    return Settings(Path("reelspend.toml"), public_url=SITE, smtp=smtp_at(port, security, **more))


def smtp_at(port: int, security: str = "none", **more: Any) -> Smtp:
    """The same server alone."""
    return Smtp.model_validate({"host": "127.0.0.1", "port": port, "security": security, "sender": SENDER} | more)


def owing(ledger: Engine, *readers: str, alerts: int = 1, channel: str = E_MAIL, letter: str = "alert") -> None:
    """Some alerts, told to each reader as they are crossed."""
    crossings = [
        Crossing(f"stop loss {n}", "100", "2026-11", "stop_loss", f"Shot {n} took 9 takes", "Look at it", "/videos",
                 "team=social", 12_500_000_000) for n in range(alerts)
    ]  # fmt: skip
    with writing(ledger) as connection:
        replace_members(connection, [MARA, IVO], NOW, "mara@studio.example")
        told = record(connection, crossings, NOW)
        words = [(f"alert {one.id} crossed", one.id, each) for one in told for each in readers]
        owed = [
            Owed(about, letter, reader, channel, message_id(SITE, about, reader, channel), NOW, number)
            for about, number, reader in words
        ]
        assert owe(connection, owed, NOW) == len(owed)


def entries(ledger: Engine) -> dict[str, Entry]:
    """What became of each message, by reader; of several to one reader, the first."""
    with reading(ledger) as connection:
        return {one.reader: one for one in outbox_page(connection)}
