"""A studio that films a Teaser (trailers) and a Spot (social), and what each shot of them took.

Teaser, shot 1: three takes of 5 s at 2.00 on 3 November, of which the third kept 4 s and the others nothing; shot 2:
one take of 5 s at 1.00 on 20 October, 2 s kept; planning at 0.50 on 3 November. So 7.50 in all its days and 6.50 in
November. Spot, shot 1: one take of 10 s at 3.00 on 10 November that nobody has judged. A clip of 0.80 has no video.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from dashboard.view import Narrowing, Reader, View
from db.accounts import Ran, write_run
from db.engine import Engine, writing
from db.facts import AnyFact
from db.job_log import Logged
from tests.db.blank import ready_ledger
from tests.db.cast import IVO, MARA, NOW, account, clip, keep, line, log, rule

DAYS = ["2026-11-01", "2026-11-30"]
CONFIG = '[database]\nurl = "{}"\n{}'
LIMITS = '\n[stop_loss]\ntakes = 2\ncost = "5"\n'


def build(folder: Path, more: str = LIMITS) -> Engine:
    """The studio's ledger, up to date, beside its configuration."""
    url = f"sqlite:///{folder / 'reelspend.db'}"
    (folder / "reelspend.toml").write_text(CONFIG.format(url, more), encoding="utf-8")
    ledger = ready_ledger(url)
    fill(ledger)
    return ledger


def fill(ledger: Engine) -> int:
    """Write the studio's autumn into an empty ledger; the number of its account."""
    rule(ledger)
    number = account(ledger)
    keep(ledger, number, list(_work()), closed_before=20261120)
    log(ledger, number, *_said())
    with writing(ledger) as connection:
        write_run(connection, number, Ran("collect", NOW - timedelta(60), NOW, NOW, NOW))
    return number


def view(ledger: Engine, *teams: str) -> View:
    """November as everybody sees it, or a reader of these teams."""
    return View(ledger, Narrowing(date(2026, 11, 1), date(2026, 12, 1)), Reader(teams=frozenset(teams) or None))


def _work() -> Iterator[AnyFact]:
    for take in (1, 2, 3):
        yield from _paid(f"t1-{take}", "2.00", (11, 3), **MARA)
    yield from _paid("t2-1", "1.00", (10, 20), **MARA)
    yield from _paid("plan", "0.50", (11, 3), kind="plan", model="claude-sonnet-4.5", seconds=None, clips=None, **MARA)
    yield from _paid("s1-1", "3.00", (11, 10), seconds="10", **IVO)
    yield from _paid("loose", "0.80", (11, 11), **IVO)


def _said() -> Iterator[Logged]:
    for take, usable in ((1, 0), (2, 0), (3, 4)):
        yield Logged(external_id=f"t1-{take}", video="Teaser", shot="1", take=take, usable=Decimal(usable))
    yield Logged(external_id="t2-1", video="Teaser", shot="2", take=1, usable=Decimal(2))
    yield Logged(external_id="plan", video="Teaser")
    yield Logged(external_id="s1-1", video="Spot", shot="1", take=1)


def _paid(name: str, cost: str, day: tuple[int, int], seconds: str | None = "5", **words: Any) -> Iterator[AnyFact]:
    at = datetime(2026, *day, 10, tzinfo=UTC)
    numbers = {"clips": words.pop("clips")} if "clips" in words else {}
    yield clip(name, at, seconds, **numbers, **words)
    yield line(f"bill of {name}", cost, at, pays_for=name, **words)
