"""From a budget that is crossed to the mailbox, by processes that run at once and are killed at instants drawn by lot.

Whatever dies: a line crossed is one alert and one message to each reader; each letter arrives, and none again once that
was written down.
"""

import random
import signal
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

import pytest
from sqlalchemy import Engine

from dashboard.alerts.evaluate import evaluate
from dashboard.alerts.kinds import every
from dashboard.outbox.channels import channels
from dashboard.outbox.send import send_due
from db.budgets import Budget
from db.engine import open_ledger, writing
from db.lists import replace_budgets, replace_members
from tests.dashboard.post.house import IVO, MARA, settings
from tests.dashboard.post.mail_server import Mailbox, serving
from tests.db.cast import IVO as IVOS_KEY
from tests.db.cast import KLING, NOW, account, clip, keep, line, rows, rule

PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.dashboard.post.test_crossed_once"])
BUDGETS = {"budget": every()["budget"]}
ROUNDS = 5
LATER = timedelta(minutes=30)
"""By then a letter in a dead hand may be tried again."""


def minding(url: str, port: int, late: timedelta) -> None:
    """What runs in a process of its own: look for lines crossed, then send what is owed."""
    engine, house = open_ledger(url), settings(port)
    evaluate(engine, house, NOW + late, kinds=BUDGETS)
    send_due(engine, house, NOW + late, channels(house, "5a" * 32))


def started(ledger: Engine, port: int, late: timedelta) -> BaseProcess:
    """A process that minds the budgets."""
    url = ledger.url.render_as_string(hide_password=False)
    process = PROCESSES.Process(target=minding, args=(url, port, late))
    process.start()
    return process


@pytest.fixture
def crossed(ledger: Engine) -> Engine:
    """Social has used 9.00 of two budgets of 10 and 9 dollars: 75 % of the one, 100 % of the other."""
    rule(ledger)
    number = account(ledger, "kling-brand", "kling")
    keep(ledger, number, [clip("shot-1", **KLING, **IVOS_KEY), line("bill-1", "9.00", **KLING, **IVOS_KEY)])
    with writing(ledger) as connection:
        replace_members(connection, [MARA, IVO], NOW, MARA.email)
        budgets = [
            Budget(name=name, scope="team=social", period="month", amount=Decimal(amount), currency="USD")
            for name, amount in (("Shorts", "10"), ("Reels", "9"))
        ]
        replace_budgets(connection, budgets, NOW, MARA.email)
    return ledger


def round_of_two(ledger: Engine, port: int, late: timedelta, dice: random.Random) -> int:
    """Two at once, each killed within a third of a second unless it was done by then; how many were killed."""
    two = [started(ledger, port, late) for _ in range(2)]
    for process in two:
        process.join(dice.uniform(0.01, 0.3))
        process.kill()
    for process in two:
        process.join(60)
    return sum(process.exitcode == -signal.SIGKILL for process in two)


def written_down(ledger: Engine) -> set[str]:
    """The letters of which is known that they arrived."""
    return {one for (one,) in rows(ledger, "SELECT message_id FROM message WHERE sent IS NOT NULL")}


def test_from_crossing_to_mailbox_through_kills(crossed: Engine) -> None:
    """Five rounds of two that are killed, then one in peace: two alerts, four messages and their letters, of which none
    comes again once it was written down. The 10 dollars are used to 90 %, the 9 in full."""
    dice, box, recorded, died = random.Random(23), Mailbox(), set[str](), 0
    with serving(box) as port:
        for number in range(ROUNDS):
            before = len(box.ids)
            died += round_of_two(crossed, port, LATER * number, dice)
            assert not recorded & set(box.ids[before:])
            recorded = written_down(crossed)
        before, last = len(box.ids), started(crossed, port, LATER * ROUNDS)
        last.join(60)
    assert (last.exitcode, died >= ROUNDS / 2) == (0, True), "most must die half-way, or this shows little"
    assert not recorded & set(box.ids[before:])
    assert rows(crossed, "SELECT rule, threshold FROM alert ORDER BY rule") == [
        ("budget Reels", "100%"), ("budget Shorts", "90%"),
    ]  # fmt: skip
    told = rows(crossed, "SELECT reader, message_id FROM message WHERE sent IS NOT NULL")
    assert Counter(reader for reader, _ in told) == {MARA.email: 2, IVO.email: 2}
    assert rows(crossed, "SELECT COUNT(*) FROM message") == [(4,)]
    assert set(box.ids) == {message_id for _, message_id in told}
