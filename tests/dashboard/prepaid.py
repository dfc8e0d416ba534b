"""A studio that pays before it renders: dollars at fal, two packs and an old one at Kling, gifts at DeepSeek.

At noon of 22 November 2026, by hand. fal-studio holds 140 dollars; 14 × 2.50 were settled on the days from the 8th to
the 21st, so 2.50 a day in the last 7 days and 35 ÷ 30 = 1.17 in the last 30; 140 ÷ 2.50 = 56 days. On the 15th 100
were bought, and the balance went up by 95.
kling-brand was looked at on the 2nd, the 12th, the 17th and today: its first pack fell from 500 to 400, 300 and 100
units and expires in 5 days, the second holds 1,000 and expires in 100, the third expired on the 14th with 30 in it.
So 200 and two fifths of the 100 between the 12th and the 17th make 240 ÷ 7 = 34.29 units in the last 7 days, and 400 ÷
20 = 20 in the last 30, of which 20 days were watched; 1,100 ÷ 34.29 = 32 days. In 5 days 171.45 are used, so nothing of
the first expires; in 100 days all is used up.
deepseek-plan holds 20 dollars and was looked at once. anthropic-plan never told of any credit.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from db.accounts import Ran, write_run
from db.engine import Engine, writing
from db.facts import AnyFact, Balance
from tests.dashboard.studio import empty, ledger_of
from tests.db.cast import MARA, account, clip, keep, line

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OLD, NEW, LAPSED = "pack-500", "pack-1000", "pack-trial"


def at(day: int, hour: int = 12) -> datetime:
    """A time in November 2026."""
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def build(folder: Path) -> Path:
    """Lay that studio's ledger and its configuration in a folder; gives the configuration."""
    config = empty(folder)
    ledger = ledger_of(folder)
    fill(ledger)
    ledger.dispose()
    return config


def fill(ledger: Engine) -> None:
    """Write that studio into an empty ledger."""
    _collected(ledger, "fal-studio", "fal", [*_dollars(), *_work()], (at(2), NOW))
    _collected(ledger, "kling-brand", "kling", _units(), (at(2), at(12), at(17), NOW))
    gift = Balance(at=NOW, currency="USD", amount=Decimal(20), pot="granted")
    _collected(ledger, "deepseek-plan", "deepseek", [gift], (NOW,))
    _collected(ledger, "anthropic-plan", "anthropic", [clip("a1", at(3), **MARA)], (NOW,))


def _dollars() -> Iterable[AnyFact]:
    for day, left in ((7, "80"), (14, "60"), (15, "155"), (21, "140")):
        yield Balance(at=at(day), currency="USD", amount=Decimal(left))


def _work() -> Iterable[AnyFact]:
    for day in range(8, 22):
        yield clip(f"c{day}", at(day), **MARA)
        yield line(f"b{day}", "2.50", at(day), pays_for=f"c{day}", **MARA)
    yield line("top-up", "100", at(15), kind="other", category="purchase", model="")


def _units() -> Iterable[AnyFact]:
    for day, left in ((2, "500"), (12, "400"), (17, "300"), (22, "100")):
        yield _pack(OLD, at(day), left, "500", NOW + timedelta(5))
    yield _pack(NEW, at(17), "1000", "1000", NOW + timedelta(100))
    yield _pack(LAPSED, at(2), "30", "100", at(14))
    yield _pack(LAPSED, at(17), "0", "100", at(14))


def _pack(pot: str, seen: datetime, left: str, total: str, expires: datetime) -> Balance:
    held = {"amount": Decimal(left), "total": Decimal(total), "expires": expires}
    return Balance(at=seen, currency="KLING-UNIT", pot=pot, **held)


def _collected(ledger: Engine, name: str, provider: str, facts: Iterable[AnyFact], looked: Iterable[datetime]) -> None:
    number = account(ledger, name, provider)
    keep(ledger, number, list(facts), closed_before=20261120)
    with writing(ledger) as connection:
        write_run(connection, number, Ran("collect", at(1, 0), NOW, NOW, NOW))
        for moment in looked:
            write_run(connection, number, Ran("names and prices", moment, moment, moment, moment))
