"""The demonstration: the invented providers as a process of their own, a ledger collected from them over HTTP."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from collectors.deliveries import Delivery, file_kind
from collectors.means import Means
from collectors.round import chosen, collect_round
from collectors.sandbox.demo import demo_config, demo_post
from collectors.sandbox.desk import Desk
from collectors.sandbox.studio import Studio
from dashboard.forecasts.replay import replay
from dashboard.progress import shown
from dashboard.view import Narrowing, View
from db.engine import CannotOpen, Engine, open_ledger, upgrade
from db.settings import Settings, load

MARK = ".reelspend-demo"
"""A file that says a folder is ours to empty."""
PACE = Desk.per_second / 2
"""Requests a second: the invented providers run on this machine, and say how much they bear."""


@contextmanager
def collected(folder: Path, size: float, seed: int, console: Console) -> Iterator[Path]:
    """The configuration of a ledger that has just been collected; the providers answer until the block ends.

    Raises CannotOpen for a folder that holds something else, or when the providers do not start.
    """
    _make_ready(folder)
    today = datetime.now(UTC).date()
    console.print("Inventing a studio's year and its providers …")
    with _providers(size, seed) as base_url:
        studio = Studio(seed, today, size=size)
        config = demo_config(base_url, studio, folder)
        _collect(load(config), studio, console)
        yield config


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
def _providers(size: float, seed: int) -> Iterator[str]:
    """The base URL of the invented providers, which run beside us, so that neither slows the other down."""
    command = [sys.executable, "-m", "collectors.sandbox", "--size", str(size), "--seed", str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  # our own module
        try:
            base_url = (process.stdout.readline() if process.stdout else "").strip()
            if not base_url:
                raise CannotOpen("the invented providers did not start; the lines above say why")
            yield base_url
        finally:
            process.terminate()


def _collect(settings: Settings, studio: Studio, console: Console) -> None:
    engine, folder = open_ledger(settings.database_url), settings.folder
    upgrade(engine)
    file_kind("rules").bring(Delivery(engine, settings, [folder / "rules.csv"], datetime.now(UTC)))
    accounts = chosen(settings, ())
    console.print(f"Collecting {len(accounts)} accounts over HTTP into {folder} …")
    with shown([account.name for account in accounts], console) as report:
        outcomes = collect_round(engine, settings, accounts, Means.real(pace=PACE), report=report)
    for posted in demo_post(studio, datetime.now(UTC), folder):
        delivery = Delivery(engine, settings, [posted.path], datetime.now(UTC), posted.account)
        file_kind(posted.kind).bring(delivery)
    console.print("Making the forecasts of past days, to be judged …")
    _foretell(engine, settings)
    engine.dispose()
    for outcome in outcomes:
        if outcome.error:
            console.print(f"{outcome.account}: {outcome.error}", markup=False, highlight=False)
    console.print(f"{sum(outcome.rows for outcome in outcomes):,} rows are in the ledger.")


def _foretell(engine: Engine, settings: Settings) -> None:
    """The forecasts of past days, so that a new demonstration has a score card."""
    zone = settings.reporting_timezone
    today = datetime.now(UTC).astimezone(zone).date()
    replay(View(engine, Narrowing(today, today), currency=settings.reporting_currency), today, zone)
