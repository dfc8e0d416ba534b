"""The whole way of a million clips, from the provider's answer over HTTP to the roll-up, beside a raw upsert."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from collectors.sandbox.demo import demo_config
from collectors.sandbox.studio import Studio
from tests.bench.bench_store import obvious_table
from tests.bench.clock import middle, seconds, told
from tests.bench.rows import clips, obvious

SIZE, SEED, ROUNDS = 22.0, 7, 3
MOST = 4.0
"""How many raw upserts one clip may take, which is work and bill line in one."""
TODAY = datetime(2026, 11, 22, tzinfo=UTC)
PROGRAM = """
import json, sys, time
from pathlib import Path
from collectors.means import Means
from collectors.round import chosen, collect_round
from db.engine import open_ledger, upgrade
from db.settings import load

settings = load(Path(sys.argv[1]))
engine = open_ledger(settings.database_url)
upgrade(engine)
accounts = chosen(settings, ["fal-studio"])
peak = lambda: int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024
before, began = peak(), time.perf_counter()
[outcome] = collect_round(engine, settings, accounts, Means.real(pace=1000.0))
print(json.dumps({"rows": outcome.rows, "error": outcome.error, "seconds": time.perf_counter() - began,
                  "before": before, "after": peak()}))
"""


@contextmanager
def providers(size: float) -> Iterator[str]:
    """The invented providers, in a process of their own."""
    command = [sys.executable, "-m", "collectors.sandbox", "--size", str(size), "--seed", str(SEED)]
    with subprocess.Popen([*command, "--today", f"{TODAY:%Y-%m-%d}"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def collected(folder: Path, size: float) -> dict[str, float]:
    """What a collection of one account in a process of its own came to; `rows` are a Usage a clip."""
    with providers(size) as base_url:
        config = demo_config(base_url, Studio(SEED, TODAY.date(), size=size), folder)
        done = subprocess.run([sys.executable, "-c", PROGRAM, str(config)], capture_output=True, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout)
    assert answer["error"] == "", answer
    return answer


def test_the_whole_way_of_a_million_clips(tmp_path: Path) -> None:
    """A clip takes no more than so many raw upserts, and memory does not grow with the number of clips."""
    small, large = collected(tmp_path / "small", SIZE / 10), collected(tmp_path / "large", SIZE)
    count = int(large["rows"])
    plain = obvious(clips(count, 395))
    raw = middle([seconds(obvious_table(tmp_path, f"obvious{number}.db", plain)) for number in range(ROUNDS)])
    ours = 1e6 * large["seconds"] / count
    print(f"\n{count:,} clips in {large['seconds']:.1f} s; in microseconds a clip:")
    ratio = told("HTTP to roll-up, against the raw upsert", ours, 1e6 * raw / count, MOST)
    print(f"  memory over base: {large['after'] - large['before']:.0f} MB, with a tenth of the clips"
          f" {small['after'] - small['before']:.0f} MB (at most 400 MB)")  # fmt: skip
    assert ratio < MOST
    assert large["after"] - large["before"] < 400
