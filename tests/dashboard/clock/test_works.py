"""Do the real deeds leave the ledger as they should: a collection asked to end, a forecast kept?"""

import random
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import httpx
import pytest
from sqlalchemy import Engine

from collectors.means import Means
from dashboard.clock.deeds import Stopped
from dashboard.clock.works import Works
from db.engine import open_ledger
from db.settings import load
from tests.dashboard.terminal import CONFIG
from tests.db.blank import ready_ledger
from tests.db.cast import NOW, rows


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty ledger beside a configuration of fal-studio."""
    url = f"sqlite:///{tmp_path / 'reelspend.db'}"
    (tmp_path / "reelspend.toml").write_text(CONFIG.format(url=url))
    engine = ready_ledger(url)
    yield engine
    engine.dispose()


def works(engine: Engine, folder: Path, stop: Event) -> Works:
    """The deeds at noon, with a provider that is busy all day."""
    busy = httpx.MockTransport(lambda _: httpx.Response(503, headers={"Retry-After": "30"}))
    environ = {"FAL_ADMIN_KEY": "fal-admin-0123456789"}
    means = Means(lambda: NOW, lambda: 0.0, lambda _: None, environ, random.Random(7), busy)
    return Works(engine, load(folder / "reelspend.toml"), means, stop)


def test_a_collection_that_is_asked_to_end_leaves_nothing_behind(engine: Engine, tmp_path: Path) -> None:
    """It ends while it waits for a busy provider: no run that failed, no lease, so that the next can begin at once."""
    stop = Event()
    stop.set()
    with pytest.raises(Stopped):
        works(engine, tmp_path, stop).collect("fal-studio")
    assert rows(engine, "SELECT * FROM run") == []
    assert rows(engine, "SELECT * FROM lease WHERE holder <> ''") == []


def test_todays_forecast_is_kept_once(steady_folder: Path, tmp_path: Path) -> None:
    """Of the steady studio, on its 22 November; a second time nothing more is kept."""
    copy = tmp_path / "reelspend.db"
    copy.write_bytes((steady_folder / "reelspend.db").read_bytes())
    (tmp_path / "reelspend.toml").write_text(f'[database]\nurl = "sqlite:///{copy}"\n')
    engine = open_ledger(f"sqlite:///{copy}")
    deeds = works(engine, tmp_path, Event()).deeds()
    assert deeds.forecast() == ""
    kept = rows(engine, "SELECT * FROM forecast WHERE made_on = 20261122")
    assert kept
    assert deeds.forecast() == ""
    assert rows(engine, "SELECT * FROM forecast WHERE made_on = 20261122") == kept
    engine.dispose()
