"""The demonstration: the invented providers as a process of their own, a ledger collected from them over HTTP."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console

from collectors.deliveries import Delivery, file_kind
from collectors.means import Means
from collectors.round import chosen, collect_round
from collectors.sandbox.demo import demo_config, demo_mail, demo_post
from collectors.sandbox.desk import Desk
from collectors.sandbox.server import DAY
from collectors.sandbox.studio import Studio
from dashboard.forecasts.replay import replay
from dashboard.progress import shown
from dashboard.view import Narrowing, View
from db.engine import CannotOpen, Engine, open_ledger, upgrade
from db.settings import Settings, load

MARK = ".reelspend-demo"
"""A file that says a folder is ours to empty."""
MAILBOX = "mailbox"
PACE = Desk.per_second / 2
"""Requests a second: the invented providers run on this machine, and say how much they bear."""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What is invented: of which size, from which seed, how many days behind; and where the dashboard will be."""

    folder: Path
    size: float
    seed: int
    behind: int
    public_url: str


@contextmanager
def collected(asked: Demonstration, console: Console) -> Iterator[Path]:
    """The configuration of a ledger that has just been collected; the providers answer until the block ends.

    Raises CannotOpen for a folder that holds something else, or when the providers do not start.
    """
    _make_ready(asked.folder)
    console.print("Inventing a studio's year and its providers …")
    with _providers(asked) as (base_url, port):
        studio = Studio(asked.seed, _today(asked), size=asked.size)
        config = demo_config(base_url, studio, asked.folder)
        if port:
            demo_mail(config, port, asked.public_url)
        rows = _collect(load(config), studio, asked, console)
        _say_what_next(asked, base_url, console)
        console.print(f"{rows:,} rows are in the ledger.")
        yield config


def _today(asked: Demonstration) -> date:
    """The studio's own day, which may be behind ours."""
    return (datetime.now(UTC) - timedelta(days=asked.behind)).date()


def _say_what_next(asked: Demonstration, base_url: str, console: Console) -> None:
    console.print(f"Letters are kept in {asked.folder / MAILBOX}.", highlight=False)
    if asked.behind:
        console.print(f"Its providers are behind; let a day pass: curl -X POST {base_url}{DAY}", highlight=False)


def _make_ready(folder: Path) -> None:
    """An empty folder of ours; each demonstration begins anew, because its year ends today."""
    try:
        if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
            raise CannotOpen(f"{folder} holds something that is not a demonstration; name another one with --folder")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / MARK).touch()
    except OSError as fault:
        raise CannotOpen(f"{folder} cannot be used ({fault.strerror}); name another folder with --folder") from None


@contextmanager
def _providers(asked: Demonstration) -> Iterator[tuple[str, int]]:
    """The base URL of the invented providers, which run beside us, so that neither slows the other down.

    And the port of the studio's mailbox, 0 where what it takes is not installed.
    """
    command = [sys.executable, "-m", "collectors.sandbox", "--size", str(asked.size), "--seed", str(asked.seed)]
    command += ["--behind", str(asked.behind)]
    letters = find_spec("aiosmtpd") is not None
    command += ["--mailbox", str(asked.folder / MAILBOX)] if letters else []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  # our own module
        try:
            said = [process.stdout.readline().strip() if process.stdout else "" for _ in range(1 + letters)]
            if not all(said):
                raise CannotOpen("the invented providers did not start; the lines above say why")
            yield said[0], int(said[-1]) if letters else 0
        finally:
            process.terminate()


def _collect(settings: Settings, studio: Studio, asked: Demonstration, console: Console) -> int:
    """Collect, and bring in what comes by post; how many rows that came to."""
    engine, folder = open_ledger(settings.database_url), settings.folder
    upgrade(engine)
    file_kind("rules").bring(Delivery(engine, settings, [folder / "rules.csv"], datetime.now(UTC)))
    accounts = chosen(settings, ())
    console.print(f"Collecting {len(accounts)} accounts over HTTP into {folder} …")
    with shown([account.name for account in accounts], console) as report:
        outcomes = collect_round(engine, settings, accounts, Means.real(pace=PACE), report=report)
    for posted in demo_post(studio, datetime.now(UTC) - timedelta(days=asked.behind), folder):
        delivery = Delivery(engine, settings, [posted.path], datetime.now(UTC), posted.account)
        file_kind(posted.kind).bring(delivery)
    console.print("Making the forecasts of past days, to be judged …")
    _foretell(engine, settings)
    engine.dispose()
    for outcome in outcomes:
        if outcome.error:
            console.print(f"{outcome.account}: {outcome.error}", markup=False, highlight=False)
    return sum(outcome.rows for outcome in outcomes)


def _foretell(engine: Engine, settings: Settings) -> None:
    """The forecasts of past days, so that a new demonstration has a score card."""
    zone = settings.reporting_timezone
    today = datetime.now(UTC).astimezone(zone).date()
    replay(View(engine, Narrowing(today, today), currency=settings.reporting_currency), today, zone)
