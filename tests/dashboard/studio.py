"""The studio whose ledger the screens are tested on: two months of two teams, small enough to add up by hand.

October: trailers 4.00 (5th) and 2.00 (25th) on Veo, social 1.26 (6th) on Kling.
November: trailers 8.00 (3rd) and, not billed yet, 4.00 (21st) on Veo and 0.40 (6th) on planning, social 1.26
(4th) and somebody unknown 0.63 (5th) on Kling. fal-studio reaches the 22nd, kling-brand only the 21st at noon.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from dashboard.view import Narrowing, View
from db.accounts import Ran, write_run
from db.engine import Engine, writing
from db.facts import AnyFact
from tests.db.blank import ready_ledger
from tests.db.cast import IVO, KLING, MARA, NOW, account, clip, keep, line, rule

VEO = {"model": "veo-3.1"}
PLANNING = {"model": "claude-sonnet-4.5", "kind": "plan", "seconds": None, "clips": None}
NOVEMBER = Narrowing(date(2026, 11, 1), date(2026, 11, 23))
CLOSED_BEFORE = 20261120
CONFIG = 'reporting_currency = "USD"\n\n[database]\nurl = "sqlite:///reelspend.db"\n'


def build(folder: Path) -> Path:
    """Lay the studio's ledger and its configuration in a folder; gives the configuration."""
    config = empty(folder)
    ledger = ledger_of(folder)
    rule(ledger)
    _collected(ledger, "fal-studio", "fal", _of_fal(), NOW - timedelta(hours=6))
    _collected(ledger, "kling-brand", "kling", _of_kling(), NOW - timedelta(days=1))
    ledger.dispose()
    return config


def empty(folder: Path, more: str = "") -> Path:
    """A configuration whose ledger nothing was ever collected into."""
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "reelspend.toml"
    config.write_text(CONFIG + more, encoding="utf-8")
    return config


def ledger_of(folder: Path) -> Engine:
    """The ledger in that folder, up to date."""
    return ready_ledger(f"sqlite:///{folder / 'reelspend.db'}")


def view_of(folder: Path, narrowing: Narrowing = NOVEMBER) -> View:
    """Everything in November, as the counter hands it out."""
    return View(ledger_of(folder), narrowing)


def _of_fal() -> Iterator[AnyFact]:
    yield from _paid("r1", "4.00", _at(10, 5), seconds="10", **VEO, **MARA)
    yield from _paid("r2", "2.00", _at(10, 25), seconds="5", **VEO, **MARA)
    yield from _paid("r3", "8.00", _at(11, 3), seconds="20", **VEO, **MARA)
    yield from _paid("p1", "0.40", _at(11, 6), **PLANNING, **MARA)
    yield clip("r4", _at(11, 21), "10", stated=Decimal("4.00"), **VEO, **MARA)


def _of_kling() -> Iterator[AnyFact]:
    yield from _paid("t1", "1.26", _at(10, 6), seconds="10", **KLING, **IVO)
    yield from _paid("t2", "1.26", _at(11, 4), seconds="10", **KLING, **IVO)
    yield from _paid("t3", "0.63", _at(11, 5), seconds="5", **KLING, api_key="key-of-nobody")


def _paid(external_id: str, amount: str, at: datetime, **words: Any) -> Iterator[AnyFact]:
    """A piece of work and the bill line that pays for it."""
    seconds = words.pop("seconds")
    numbers = {name: words.pop(name) for name in ("clips",) if name in words}
    yield clip(external_id, at, seconds, stated=Decimal(amount), **numbers, **words)
    yield line(f"bill-{external_id}", amount, at, pays_for=external_id, **words)


def _at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 10, tzinfo=UTC)


def _collected(ledger: Engine, name: str, provider: str, facts: Iterator[AnyFact], through: datetime) -> None:
    number = account(ledger, name, provider)
    keep(ledger, number, list(facts), closed_before=CLOSED_BEFORE)
    with writing(ledger) as connection:
        write_run(connection, number, Ran("collect", datetime(2026, 10, 1, tzinfo=UTC), through, NOW, NOW))
