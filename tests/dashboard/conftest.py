"""The studio's dashboard, at noon of 22 November 2026."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from streamlit.testing.v1 import AppTest

from tests.dashboard import steady, studio
from tests.dashboard.terminal import Terminal
from tests.db.cast import NOW

APP = Path(__file__).parents[2] / "dashboard" / "app.py"
Visit = Callable[..., AppTest]


def read(text: str) -> str:
    """A Markdown text as people read it, without the backslashes that keep its letters from meaning anything."""
    return re.sub(r"\\([^\w\s])", r"\1", text)


@pytest.fixture(scope="session")
def studio_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the studio's configuration and ledger, to read from."""
    folder = tmp_path_factory.mktemp("studio")
    studio.build(folder)
    return folder


@pytest.fixture(scope="session")
def steady_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the steady studio, whose month can be told by hand; to read from."""
    return steady.build(tmp_path_factory.mktemp("steady"))


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """Open the dashboard of a folder on a screen, with this in the address: `visit(folder, team=["social"])`."""

    def open_dashboard(folder: Path, screen: str = "", **address: str | list[str]) -> AppTest:
        monkeypatch.setenv("REELSPEND_CONFIG", os.fspath(folder / "reelspend.toml"))
        app = AppTest.from_file(os.fspath(APP), default_timeout=30)
        app.query_params = dict(address)
        app.run()
        return app.switch_page(f"screens/{screen}.py").run() if screen else app

    with time_machine.travel(NOW, tick=True):
        yield open_dashboard


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """An empty folder, and nothing in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("REELSPEND_CONFIG", "FAL_ADMIN_KEY"):
        monkeypatch.delenv(name, raising=False)
    return Terminal(tmp_path, capsys)
