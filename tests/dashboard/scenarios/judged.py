"""A studio whose clips were all judged, small enough to add up by hand.

November: social made 40 clips of 5 s on Kling 3.0 at 0.50 (20.00, of which 20 were kept whole: 100 s), trailers 40
clips of 5 s on flash-2 at 0.30 (12.00, of which 32 were kept whole: 160 s). So 32.00, 400 s, 52 of 80 kept: 65%, and
a usable second cost 32 / 260. Today fal asks 0.08 a second for Kling (China), and 0.06 for flash-2 (US), whose
clips are 6 s long: 0.40 and 0.36 for each of these clips. old-1 ended on 24 September.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from dashboard.scenarios.asked import Asked, words
from dashboard.view import Narrowing, Reader, View
from db.accounts import Ran, write_run
from db.engine import Engine, open_ledger, upgrade, writing
from db.facts import AnyFact, Model
from db.job_log import Logged
from tests.db.cast import IVO, MARA, NOW, account, clip, keep, line, log, price, rule

TODAY = NOW.date()
FLASH, OLD = {"model": "flash-2"}, {"model": "old-1"}
SEEN = {"source": "a page", "checked_on": date(2026, 11, 1)}
CONFIG = '[database]\nurl = "sqlite:///reelspend.db"\n'
MODELS = (
    Model(
        model="kling-3.0",
        maker="Kuaishou",
        origin="China",
        tier="commodity",
        clip_seconds=Decimal(15),
        audio=True,
        **SEEN,
    ),
    Model(model="flash-2", maker="Flash", origin="US", tier="commodity", durations="6", audio=True, **SEEN),
    Model(model="old-1", maker="Old", origin="US", tier="middle", retired_on=date(2026, 9, 24), **SEEN),
)


def build(folder: Path) -> Engine:
    """The studio's ledger, up to date, beside its configuration."""
    (folder / "reelspend.toml").write_text(CONFIG, encoding="utf-8")
    ledger = open_ledger(f"sqlite:///{folder / 'reelspend.db'}")
    upgrade(ledger)
    rule(ledger)
    fal = account(ledger)
    keep(ledger, fal, [*_work("social", "0.50", **IVO), *_work("trailers", "0.30", **FLASH, **MARA)])
    keep(ledger, fal, [*MODELS, price("0.08"), price("0.06", **FLASH), price("0.01", **OLD)])
    log(ledger, fal, *_judged("social", 20), *_judged("trailers", 32))
    with writing(ledger) as connection:
        write_run(connection, fal, Ran("collect", datetime(2026, 11, 1, tzinfo=UTC), NOW, NOW, NOW))
    return ledger


def _work(team: str, cost: str, **who: Any) -> Iterator[AnyFact]:
    for number in range(40):
        at = datetime(2026, 11, 3, 10, number, tzinfo=UTC)
        yield clip(f"{team}{number}", at, **who)
        yield line(f"bill of {team}{number}", cost, at, pays_for=f"{team}{number}", **who)


def _judged(team: str, kept: int) -> Iterator[Logged]:
    for number in range(40):
        yield Logged(external_id=f"{team}{number}", usable=Decimal(5 if number < kept else 0))


def view(ledger: Engine, *teams: str) -> View:
    """Everything, or what a reader of these teams may see."""
    return View(ledger, Narrowing(date(2000, 1, 1), date(2100, 1, 1)), Reader(teams=frozenset(teams) or None))


def asked(question: str, *team: str, **choices: str | list[str]) -> Asked:
    """A question about this month's work, or a team's."""
    said = {name: [value] if isinstance(value, str) else value for name, value in choices.items()}
    return Asked(question, "This month", (), words({"team": team}), words(said))
