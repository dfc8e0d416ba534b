"""The command that collects, as a process of its own over real HTTP: what it shows, and how it is left."""

import json
import re
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from tests.collectors.journey import Journey, journey
from tests.dashboard.terminal import ended, process

PATIENCE = 60.0
SLOW = 0.3
"""Seconds that an answer takes, so that a collection is still at it when something happens to it."""


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Journey]:
    """The last month of a small studio and this one, up to now."""
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    with journey(tmp_path / "studio", url, months=2, size=0.01, now=datetime.now(UTC)) as served:
        yield served


def test_one_account_fails_and_the_other_is_saved(studio: Journey) -> None:
    """Exit code 1, both outcomes as JSON, one sentence, and progress in plain lines, for this is no terminal."""
    (studio.settings.folder / "kling.key").write_text("none-of-kling's")
    said = ended(process("collect --account fal-studio --account kling-brand --format json", studio.settings.path))
    fal, kling = json.loads(said.out)["accounts"]
    assert said.code == 1
    assert (fal["error"], fal["new"] > 0) == ("", True)
    assert (kling["account"], kling["new"], kling["permanent"]) == ("kling-brand", 0, True)
    *_, progress, sentence = said.err.splitlines()
    assert re.match(r"fal-studio: (\d+) of \1 days, \d+ rows$", progress)
    assert sentence == f"kling-brand: {kling['error']}"
    assert "\x1b" not in said.err
    assert studio.money_by("account") == {
        key: money for key, money in studio.true_money_by("account").items() if key == ("fal-studio",)
    }


def test_an_interrupted_collection_ends_at_once(studio: Journey) -> None:
    """Ctrl-C: one sentence, exit code 130, whole chunks; and the next collection makes it right."""
    running = begun(studio)
    running.send_signal(signal.SIGINT)
    said = ended(running)
    assert said.code == 130
    sentence = "Stopped. What was collected so far is kept, and the next collection goes on from there."
    assert said.err.splitlines()[-1] == sentence
    studio.clock.looked_at = lambda: None
    studio.collect()
    assert studio.billed_by("account", "day") == studio.truly_billed_by("account", "day")


def test_the_ledger_is_copied_while_it_is_written(studio: Journey, tmp_path: Path) -> None:
    """The copy is sound and holds whole chunks: every bill in it is settled."""
    running = begun(studio)
    assert ended(process("db backup ../copy.db", studio.settings.path)).code == 0
    assert running.poll() is None
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert copy.execute("SELECT COUNT(*) FROM bill WHERE lines <> settled").fetchall() == [(0,)]
        assert copy.execute("SELECT COUNT(*) FROM run").fetchone()[0] > 0
    running.kill()
    running.communicate()


def begun(studio: Journey) -> "subprocess.Popen[str]":
    """A collection that has asked a dozen questions, and has more to ask of providers that are slow from then on."""
    left, come, never = iter(range(12, 0, -1)), Event(), Event()

    def answer() -> None:
        if come.is_set():
            never.wait(SLOW)
        elif next(left, 0) == 1:
            come.set()

    studio.clock.looked_at = answer
    running = process("collect", studio.settings.path)
    assert come.wait(PATIENCE)
    assert running.poll() is None
    return running
