"""A studio that works so steadily that its month can be told by hand, from July up to noon of 22 November 2026.

Each weekday the trailers make a clip of 20 seconds for 10.00 on Veo, each day social makes one of 5 for 3.00 on Kling.
On 7 November social's script ran wild and made a hundred. Known in full are the days up to the 20th; the 21st, a
Saturday, waits for late bills.

November up to the 20th: 15 weekdays × 10.00 and 20 days × 3.00, 210.00 without the wild day; to come are 6 weekdays and
10 days, 90.00.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from dashboard.view import EVERYBODY, Narrowing, Reader, View
from db.accounts import Ran, write_run
from db.engine import writing
from db.facts import AnyFact
from db.window import days_between
from tests.dashboard.studio import empty, ledger_of
from tests.db.cast import IVO, KLING, MARA, NOW, account, clip, keep, line, rule

FIRST, PAST, WILD = date(2026, 7, 1), date(2026, 11, 22), date(2026, 11, 7)
TODAY = NOW.date()
VEO = {"model": "veo-3.1"}


def build(folder: Path) -> Path:
    """Lay the ledger and its configuration in a folder; gives the folder."""
    empty(folder)
    ledger = ledger_of(folder)
    rule(ledger)
    for name, provider, facts in (("fal-studio", "fal", _of_fal()), ("kling-brand", "kling", _of_kling())):
        number = account(ledger, name, provider)
        keep(ledger, number, list(facts), closed_before=20261120)
        with writing(ledger) as connection:
            write_run(connection, number, Ran("collect", _at(FIRST), NOW - timedelta(hours=6), NOW, NOW))
    ledger.dispose()
    return folder


def view_of(folder: Path, reader: Reader = EVERYBODY, **where: list[str]) -> View:
    """What a reader sees of it."""
    return View(ledger_of(folder), Narrowing(TODAY, TODAY + timedelta(days=1), where), reader)


def _of_fal() -> Iterator[AnyFact]:
    for day in days_between(FIRST, PAST):
        if day.weekday() < 5:
            yield from _paid(f"veo-{day}", "10.00", day, "20", **VEO, **MARA)


def _of_kling() -> Iterator[AnyFact]:
    for day in days_between(FIRST, PAST):
        times = 100 if day == WILD else 1
        yield from _paid(f"kling-{day}", f"{3 * times}.00", day, f"{5 * times}", **KLING, **IVO)


def _paid(external_id: str, amount: str, day: date, seconds: str, **words: Any) -> Iterator[AnyFact]:
    yield clip(external_id, _at(day), seconds, stated=Decimal(amount), **words)
    yield line(f"bill-{external_id}", amount, _at(day), pays_for=external_id, **words)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10), UTC)
