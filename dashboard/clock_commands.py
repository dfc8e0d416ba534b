"""`reelspend scheduler` and `reelspend up`: who keeps the ledger fresh and sends the letters."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dashboard.command import opened, say
from db.settings import VARIABLE

if TYPE_CHECKING:
    from dashboard.scheduler import Scheduler
    from db.engine import Engine
    from db.settings import Settings

AS_SCHEDULER: Final = [
    sys.executable, "-c", "from dashboard.cli import main; main()", "scheduler", "--beside",
]  # fmt: skip
SOME_FAILED: Final = 1
LAST_WORDS: Final = 90.0
"""Seconds that the scheduler beside the dashboard has to end."""


def scheduler(
    once: Annotated[bool, typer.Option("--once", help="do what is due now, and end")] = False,
    beside: Annotated[bool, typer.Option("--beside", hidden=True, help="end when the standard input does")] = False,
) -> None:
    """Collect every account at its hour, look for lines crossed, and send the letters, until it is stopped."""
    stop = Event()
    if beside:
        Thread(target=_until_end_of_input, args=[stop], daemon=True).start()
    with _heeding(stop), opened() as (settings, engine):
        clock = _scheduler(settings, engine, stop)
        if once:
            raise typer.Exit(_once(clock))
        if not clock.run():
            say("What was still in hand is left; the ledger bears that, and the next scheduler begins it anew.")
            os._exit(0)  # its threads would be waited for
    say("The scheduler has ended.")


@contextmanager
def _heeding(stop: Event) -> Iterator[None]:
    """Let SIGTERM and Ctrl-C set this, instead of ending us in the middle of something."""
    before = {asked: signal.signal(asked, lambda *_: stop.set()) for asked in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for asked, usual in before.items():
            signal.signal(asked, usual)


def _scheduler(settings: "Settings", engine: "Engine", stop: Event) -> "Scheduler":
    from collectors.means import Means
    from collectors.round import chosen
    from dashboard.clock.jobs import jobs
    from dashboard.clock.works import Works
    from dashboard.scheduler import Scheduler

    accounts = chosen(settings, ())  # what is wrong with the configuration is said now, and not at night
    planned = jobs({account.name: account.every for account in accounts}, settings.reporting_timezone)
    return Scheduler(engine, planned, Works(engine, settings, Means.real(), stop).deeds(), stop, say)


def _once(clock: "Scheduler") -> int:
    done = clock.run_once()
    if done is None:
        say("Nothing to do: a scheduler is at work already.")
        return 0
    for name, error in done.items():
        print(f"{name}: {error or 'done'}")
    return SOME_FAILED if any(done.values()) else 0


def up(
    port: Annotated[int, typer.Option(min=1, max=65535, help="the first port to try")] = 8501,
    browser: Annotated[bool, typer.Option(help="open it in the browser")] = True,
) -> None:
    """The dashboard and the scheduler together, on this machine; both end together."""
    from dashboard.server import serve

    with opened() as (settings, _):
        path = settings.path
    with beside(path):
        code = serve(path, port, open_browser=browser)
    raise typer.Exit(code)


@contextmanager
def beside(config: Path) -> Iterator[None]:
    """A scheduler of this configuration, for as long as the block lasts; when it ends early, so do we.

    SIGTERM is to us what Ctrl-C is, so that whatever was begun before is ended as well.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    environ = os.environ | {VARIABLE: str(config.absolute())}
    with subprocess.Popen(AS_SCHEDULER, stdin=subprocess.PIPE, env=environ) as child:  # noqa: S603  # our own module
        ending = Event()
        Thread(target=_end_with, args=[child, ending], daemon=True).start()
        try:
            yield
        finally:
            ending.set()
            child.terminate()
            child.wait(LAST_WORDS)


def _end_with(child: "subprocess.Popen[bytes]", ending: Event) -> None:
    """End this process when the scheduler has ended by itself."""
    child.wait()
    if not ending.is_set():
        say("The scheduler has ended, and so does the dashboard; the lines above say why.")
        os.kill(os.getpid(), signal.SIGINT)


def _until_end_of_input(stop: Event) -> None:
    """Whoever started us holds the other end, also when killed: then there is nobody to work beside."""
    while os.read(0, 1):  # not sys.stdin, whose lock this thread would hold when everything ends
        pass
    stop.set()
