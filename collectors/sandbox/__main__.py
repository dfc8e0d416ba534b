"""The sandbox as a process of its own: prints its base URL, then serves until it is stopped."""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime, time
from pathlib import Path
from threading import Event

from collectors.sandbox.demo import demo_config
from collectors.sandbox.faults import Mischief
from collectors.sandbox.late import MOST, Late
from collectors.sandbox.mailbox import receiving
from collectors.sandbox.server import no_faults, serving
from collectors.sandbox.studio import Studio

HOUR = time(18, tzinfo=UTC)
"""Where the clock stands on a day that was asked for."""


def _size(text: str) -> float:
    size = float(text)
    if not 0 < size <= 100:
        raise ValueError(text)
    return size


def _delay(text: str) -> float:
    delay = float(text)
    if not 0 <= delay <= 60:
        raise ValueError(text)
    return delay


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError(text)
    return port


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m collectors.sandbox", description=__doc__)
    parser.add_argument("--port", type=_port, default=0, help="0 takes any that is free")
    parser.add_argument("--seed", type=int, choices=range(1 << 20), metavar="NUMBER", default=7)
    parser.add_argument("--size", type=_size, default=1.0, help="1 is about 75,000 clips in 13 months; up to 100")
    parser.add_argument("--today", type=date.fromisoformat, help="stop the clock at 18:00 UTC of this day")
    behind = "days that the clock is behind this machine's; POST /day lets one pass"
    parser.add_argument("--behind", type=int, choices=range(MOST + 1), default=0, metavar="DAYS", help=behind)
    parser.add_argument("--mailbox", type=Path, help="keep the letters that are sent there; prints the port as well")
    parser.add_argument("--faults", type=int, metavar="SEED", help="misbehave as providers do on bad days")
    parser.add_argument("--page-delay", type=_delay, default=0.0, help="seconds that every answer takes, up to 60")
    parser.add_argument("--folder", type=Path, help="write a configuration for it there, with its keys and rules")
    return parser.parse_args(words)


def _clock(today: date | None, behind: int) -> Callable[[], datetime]:
    """The machine's clock, one behind it, or one that stands still."""
    return (lambda: datetime.combine(today, HOUR)) if today else Late(behind)


def main(words: Sequence[str] | None = None) -> int:
    """Serve. Gives 2 where the port is taken, or the folder cannot be written."""
    said = _arguments(words)
    clock = _clock(said.today, said.behind)
    faults = no_faults if said.faults is None else Mischief(said.faults)
    studio = Studio(said.seed, clock().date(), size=said.size)
    try:
        with ExitStack() as open_:
            base_url = open_.enter_context(serving(studio, clock, said.port, said.page_delay, faults=faults))
            if said.folder:
                demo_config(base_url, studio, said.folder)
            print(base_url, flush=True)
            if said.mailbox:
                print(open_.enter_context(receiving(said.mailbox)), flush=True)
            Event().wait()
    except KeyboardInterrupt:
        return 0
    except OSError as trouble:
        print(_in_words(said, trouble), file=sys.stderr)
    return 2


def _in_words(said: argparse.Namespace, trouble: OSError) -> str:
    if trouble.filename is not None:
        return f"{trouble.filename} cannot be written ({trouble.strerror}); name another folder with --folder."
    return f"Port {said.port} cannot be used ({trouble.strerror}); choose another with --port."


if __name__ == "__main__":
    raise SystemExit(main())
