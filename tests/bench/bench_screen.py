"""How long the Overview takes at the server after a filter has changed: for one reader, and for fifty at once."""

import asyncio
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median, quantiles
from urllib.request import urlopen

import pytest

from tests.bench.bench_query import FIRST, filled
from tests.bench.reader import Reader

READERS, EVERY, CHANGES = 50, 5.0, 6
PROGRAM = """
import sys
from pathlib import Path
from dashboard.server import serve
serve(Path(sys.argv[1]), int(sys.argv[2]), open_browser=False)
"""
PORT = 8931
PERIOD = "Period"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A dashboard over a million clips, in a process of its own."""
    folder = tmp_path_factory.mktemp("screen")
    filled(folder / "reelspend.db", 1_000_000).dispose()
    config = folder / "reelspend.toml"
    account = f'[[accounts]]\nname = "fal-studio"\nprovider = "fal"\nstart = {FIRST}\ncredentials.key = "env:NO_KEY"\n'
    config.write_text('[database]\nurl = "sqlite:///reelspend.db"\n' + account)
    with subprocess.Popen([sys.executable, "-c", PROGRAM, str(config), str(PORT)]) as process:
        try:
            _wait(PORT)
            yield PORT
        finally:
            process.terminate()


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
        except OSError:
            time.sleep(0.1)
            continue
        return
    raise AssertionError("the dashboard does not answer")


async def changes(reader: Reader, number: int, dice: random.Random) -> list[float]:
    """One reader who changes the period every five seconds."""
    loop, took = asyncio.get_running_loop(), []
    periods = [option for option in reader.offered[PERIOD].options if "ange" not in option]
    await asyncio.sleep(dice.uniform(0, EVERY))
    for change in range(CHANGES):
        began = loop.time()
        took.append(await reader.choose(PERIOD, periods[(number + change) % len(periods)]))
        await asyncio.sleep(max(0.0, EVERY - (loop.time() - began)))
    assert reader.broken == []
    await reader.leave()
    return took


async def alone(port: int) -> list[float]:
    """One reader with the house to herself, each choice for the first time and once more."""
    reader = await Reader.arrive(port)
    periods = [option for option in reader.offered[PERIOD].options if "ange" not in option]
    took = [await reader.choose(PERIOD, period) for _ in range(3) for period in periods]
    assert reader.broken == []
    await reader.leave()
    return took


def test_one_reader_changes_a_filter(port: int) -> None:
    """The server has sent the whole Overview in under 100 ms, in the median."""
    took = asyncio.run(alone(port))
    print(f"\n  a rerun of the Overview: median {1000 * median(took):.0f} ms, slowest {1000 * max(took):.0f} ms")
    assert median(took) < 0.1


def test_fifty_readers_at_once(port: int) -> None:
    """Of fifty readers who each change a filter every five seconds, 95 in 100 changes take under a second."""

    async def crowd() -> list[list[float]]:
        readers = [await Reader.arrive(port) for _ in range(READERS)]
        return await asyncio.gather(*(changes(one, n, random.Random(n)) for n, one in enumerate(readers)))

    took = [one for some in asyncio.run(crowd()) for one in some]
    p95 = quantiles(took, n=20)[18]
    print(f"\n  {len(took)} changes of {READERS} readers: median {1000 * median(took):.0f} ms, p95 {1000 * p95:.0f} ms")
    assert p95 < 1
