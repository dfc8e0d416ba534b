"""A secret is never written: not into the ledger, not into an outcome, not into a log, not onto a terminal."""

import logging
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from db.tables import Account
from tests.collectors.fake_fal import Say, event
from tests.collectors.journey import journey
from tests.collectors.studio import KEY, Studio, day

HOUSE = Path(__file__).parents[2]
PARTS = (KEY, *KEY.split(":"))


def echo(asked: httpx.Request) -> httpx.Response:
    """A provider so careless as to say back what it was sent, in whatever way."""
    said = asked.headers["Authorization"]
    return httpx.Response(500, json={"detail": f"no luck with {said}, {said.split()[1].split(':')[1]}"})


def slip(asked: httpx.Request) -> httpx.Response:
    """A mistake whose text holds the key."""
    raise ValueError(asked.headers["Authorization"])


def refuse(asked: httpx.Request) -> httpx.Response:
    """An error that names the whole request."""
    raise httpx.ReadError(f"{asked.headers['Authorization']} at {asked.url}", request=asked)


@pytest.mark.parametrize("answer", [None, echo, slip, refuse])
def test_a_collection_never_tells_its_key(
    studio: Studio, answer: Say | None, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whatever fal does: no table of the ledger, outcome, log of any library or output holds a part of the key."""
    caplog.set_level(logging.DEBUG)
    studio.fal.events = [event("r1", day(2))]
    studio.fal.first = answer or (lambda _: None)
    outcome = studio.collect()
    assert studio.fal.asked[0].headers["Authorization"] == f"Key {KEY}"
    everything = [repr(studio.rows(f'SELECT * FROM "{table}"')) for table in Account.metadata.tables]
    told = [*everything, repr(outcome), repr(studio.means()), repr(studio.settings), caplog.text, *capfd.readouterr()]
    assert [part for part in PARTS for text in told if part in text] == []
    assert bool(outcome.error) == (answer is not None)


def test_the_command_never_tells_a_key(tmp_path: Path, sqlite_database: str) -> None:
    """Collected for real: no key of any account in the whole database file, beside it, or in the output."""
    with journey(tmp_path / "studio", sqlite_database, months=1, size=0.01, now=datetime.now(UTC)) as studio:
        program = [sys.executable, "-c", "from dashboard.cli import main; main()", "collect", "--account", "fal-studio"]
        environ = os.environ | {"REELSPEND_CONFIG": str(studio.settings.path), "PYTHONPATH": str(HOUSE)}
        said = subprocess.run(program, env=environ, capture_output=True, cwd=tmp_path)
        studio.collect()
        keys = [getattr(studio.studio.keys, name) for name in ("fal_admin", "openai_admin", "kling_api")]
    assert said.returncode == 0
    files = [path.read_bytes() for path in tmp_path.iterdir() if path.is_file()]
    assert files
    parts = [part.encode() for key in keys for part in (key, *key.split(":"))]
    assert [part for part in parts for text in (*files, said.stdout, said.stderr) if part in text] == []
