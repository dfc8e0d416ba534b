"""Senders as processes of their own: two at once, and killed at instants drawn by lot, on SQLite and PostgreSQL.

What is promised: each letter is handed over at least once, never again after it was accepted and recorded, and always
under the same Message-ID.
"""

import os
import random
import signal
import time
from collections import Counter
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from threading import Event

from sqlalchemy import Engine

from dashboard.lettering import every
from dashboard.outbox.channels import channels
from dashboard.outbox.send import send_due
from db.engine import open_ledger, reading
from db.outbox_list import Entry, outbox_page
from tests.dashboard.post.house import IVO, MARA, STEP, owing, settings
from tests.dashboard.post.mail_server import Mailbox, serving
from tests.db.cast import NOW

PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.dashboard.post.test_processes"])
WRITERS = every()
"""Imported here, so that no process has to begin with that."""
INSTANTS = ("EHLO", "RCPT", "DATA", "answered", "answered")
KILLS, LETTERS = 5, 8


class Fate:
    """Kills a process at some word of the talk with the mail server, and a few milliseconds after it."""

    def __init__(self, dice: random.Random) -> None:
        self.at, self.left, self.late = dice.choice(INSTANTS), dice.randint(1, 2), dice.uniform(0, 0.03)
        self.process: BaseProcess | None = None
        self.started = Event()

    def __call__(self, word: str) -> None:
        """One word more; whoever waits for it here holds up the mail server alone."""
        self.left -= word == self.at
        if self.left == 0 and word == self.at and self.started.wait(10) and self.process and self.process.pid:
            time.sleep(self.late)
            os.kill(self.process.pid, signal.SIGKILL)


def sending(url: str, port: int, late: timedelta) -> None:
    """What runs in a process of its own: one round."""
    engine, house = open_ledger(url), settings(port)
    send_due(engine, house, NOW + late, channels(house, "5a" * 32))


def started(ledger: Engine, port: int, late: timedelta = timedelta()) -> BaseProcess:
    """A process that sends."""
    url = ledger.url.render_as_string(hide_password=False)
    process = PROCESSES.Process(target=sending, args=(url, port, late))
    process.start()
    return process


def outbox(ledger: Engine) -> list[Entry]:
    """All that is owed."""
    with reading(ledger) as connection:
        return outbox_page(connection)


def test_two_at_once_send_each_letter_once(ledger: Engine) -> None:
    """Four alerts to two readers are eight letters, and each arrives once."""
    owing(ledger, MARA.email, IVO.email, alerts=4)
    box = Mailbox()
    with serving(box) as port:
        both = [started(ledger, port), started(ledger, port)]
        for process in both:
            process.join(60)
    assert [process.exitcode for process in both] == [0, 0]
    assert Counter(box.ids) == {one.message_id: 1 for one in outbox(ledger)}
    assert len(box.ids) == LETTERS


def test_killed_at_any_instant(ledger: Engine) -> None:
    """Killed five times: nothing is lost, nothing recorded comes again, and what comes again has its old Message-ID."""
    owing(ledger, MARA.email, IVO.email, alerts=4)
    dice, box, recorded = random.Random(17), Mailbox(), set[str]()
    with serving(box) as port:
        died = 0
        for number in range(KILLS):
            before = len(box.ids)
            died += killed(ledger, box, port, STEP * number, Fate(dice))
            assert not recorded & set(box.ids[before:])
            recorded = {one.message_id for one in outbox(ledger) if one.sent}
        box.on, before = (lambda _: None), len(box.ids)
        last = started(ledger, port, STEP * KILLS)
        last.join(60)
    assert died >= KILLS / 2, "most must die half-way, or this shows little"
    assert not recorded & set(box.ids[before:])
    assert set(box.ids) == {one.message_id for one in outbox(ledger) if one.sent and one.attempts <= KILLS + 1}
    assert LETTERS <= len(box.ids) <= LETTERS + died


def killed(ledger: Engine, box: Mailbox, port: int, late: timedelta, fate: Fate) -> bool:
    """One round under its fate; whether that came before the round's end."""
    box.on = fate
    fate.process = started(ledger, port, late)
    fate.started.set()
    fate.process.join(60)
    return fate.process.exitcode == -signal.SIGKILL
