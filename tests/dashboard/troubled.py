"""A studio's November with one of every trouble: no team, no price, no length, no bill, no rate, a wrong key.

What it comes to, by hand, from 1 to 30 November 2026:
trailers 60 × 0.63 + 2.50 (a bill line without work) = 40.30, and two clips of unknown price;
social 10 × 1.20 + 0.90 + 0.123456789 = 13.023456789, and one clip worth 0.70 that was never billed;
unattributed 3 × 0.40 − 0.10 (a credit) = 1.10; together 54.423456789. In October trailers had 10 × 0.63 = 6.30.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Engine

from dashboard.view import Narrowing, Reader, View
from db.accounts import Ran, write_run
from db.engine import writing
from db.facts import AnyFact, Balance, Name
from tests.db.blank import ready_ledger
from tests.db.cast import IVO, MARA, NOON, account, clip, keep, line, rule

OCTOBER, LATE = datetime(2026, 10, 20, 12, tzinfo=UTC), datetime(2026, 11, 20, 12, tzinfo=UTC)
CLOSED_BEFORE = 20261115
DAYS = ["2026-11-01", "2026-11-30"]
COSTS = {"trailers": Decimal("40.30"), "social": Decimal("13.023456789"), "unattributed": Decimal("1.10")}
TOTAL = Decimal("54.423456789")
SAID_NO = "GET /v1/usage at api.fal.ai was answered 401; put a valid ADMIN key of the account into its credentials."
TIMES = 55
"""Good runs of fal-studio; with the one that failed, more than one page."""


@contextmanager
def ledger_at(url: str) -> Iterator[Engine]:
    """A ledger, up to date, closed in the end."""
    engine = ready_ledger(url)
    yield engine
    engine.dispose()


def fill(ledger: Engine) -> None:
    """Write the studio's autumn into an empty ledger."""
    fal, kling = account(ledger), account(ledger, "kling-brand", "kling")
    rule(ledger)
    for number, facts in ((fal, [*_paid("o", 10, "0.63", OCTOBER), *_of_fal()]), (kling, list(_of_kling()))):
        keep(ledger, number, facts, closed_before=CLOSED_BEFORE)
    with writing(ledger) as connection:
        for n in range(TIMES):
            at = OCTOBER + timedelta(hours=n)
            ran = Ran("collect", at, at + timedelta(hours=1), at, at + timedelta(seconds=2.5), rows=7)
            write_run(connection, fal, ran)
        write_run(connection, kling, Ran("import focus", OCTOBER, LATE, LATE, LATE, rows=3))
        write_run(connection, fal, Ran("collect", LATE, LATE, LATE, LATE, error=SAID_NO, permanent=True))


def _paid(stem: str, number: int, cost: str, at: datetime = NOON, **words: str) -> Iterator[AnyFact]:
    """So many clips, a minute apart, each with a bill line of its own."""
    who = words or MARA
    for n in range(number):
        then = at + timedelta(minutes=n)
        yield clip(f"{stem}{n}", then, **who)
        yield line(f"bill of {stem}{n}", cost, then, pays_for=f"{stem}{n}", **who)


def _of_fal() -> Iterator[AnyFact]:
    yield from _paid("m", 60, "0.63")
    yield from _paid("i", 10, "1.20", **IVO)
    yield from _paid("b", 3, "0.40", api_key="key-bench")
    yield Name(kind="api_key", id="key-bench", name="test bench")
    yield line("lonely", "2.50", model="upscaler", **MARA)
    yield line("credit", "-0.10", model="", kind="other", category="credit")
    yield line("tax", "1.00", model="", kind="other", category="tax")
    yield clip("never", stated=Decimal("0.70"), **IVO)
    yield Balance(at=LATE, currency="USD", amount=Decimal("12.50"))


def _of_kling() -> Iterator[AnyFact]:
    for n in range(2):
        yield clip(f"mystery{n}", LATE, "6", model="mystery-1", **MARA)
    yield clip("untimed", LATE, None, **IVO)
    yield line("bill of untimed", "0.90", LATE, pays_for="untimed", **IVO)
    yield line("euro", "3.00", LATE, model="s3", currency="EUR", **IVO)
    yield line("exact", "0.12345678901", LATE, model="s3", **IVO)


def view(ledger: Engine, *teams: str) -> View:
    """November as everybody sees it, or a reader of these teams."""
    return View(ledger, Narrowing(date(2026, 11, 1), date(2026, 12, 1)), Reader(teams=frozenset(teams) or None))


def configuration(folder: Path, url: str) -> Path:
    """A reelspend.toml for that ledger, with fal's key in a variable of the environment."""
    path = folder / "reelspend.toml"
    path.write_text(
        f'[database]\nurl = "{url}"\n\n[[accounts]]\nname = "fal-studio"\nprovider = "fal"\nstart = 2026-01-01\n'
        'credentials = { key = "env:FAL_ADMIN_KEY" }\n\n[[accounts]]\nname = "fal-second"\nprovider = "fal"\n'
        'start = 2026-01-01\ncredentials = { key = "file:second.key" }\n'
    )
    return path
