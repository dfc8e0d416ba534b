"""Do Unit costs, Teams and Collection hold together in a real browser: by day and night, on a desk and on a phone?"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.dashboard import troubled
from tests.dashboard.test_in_the_browser import AT_REST, NARROW, START, shut_out

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

HOUSE = Path(__file__).parents[3]
SCREENS = {
    "unit_costs": "Unit costs by model",
    "unit_costs?look_at=A+usable+second": "Mark clips as kept",
    "unit_costs?look_at=Spread": "Clips that stand out",
    "unit_costs?look_at=Clips": "Seconds kept can be changed",
    "teams?detail=trailers": "Single clips and bill lines",
    "tiers": "A second of each model",
    "tiers?tiers=Models": "The ledger knows no model yet",
    "tiers?tiers=Price+drift": "No billed video that has a list price",
    "tiers?tiers=Survey+of+2026": "These are claims, not prices",
    "videos": "reelspend import generations jobs.csv",
    "videos?part=Clips+of+no+video": "Save videos, shots and takes",
    "forecast": "This month and the next three",
    "collection": "Accounts",
    "collection?part=Bills": "To the last decimal",
    "collection?part=Waiting+for+a+person": "without a team",
    "collection?part=Credit": "Pots as last seen",
    "collection?part=Runs": "Runs 1–50 of 57",
    "budgets?budgets=Edit": "Save",
    "what_if?question=Storyboard": "Storyboard",
}
DAYS = "period=Custom&days=2026-11-01&days=2026-11-30"
WINDOWS = [(1280, "light"), (390, "dark")]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The troubled studio's dashboard, served by a process of its own."""
    folder = tmp_path_factory.mktemp("served")
    url = f"sqlite:///{folder / 'reelspend.db'}"
    config = troubled.configuration(folder, url)
    with troubled.ledger_at(url) as ledger:
        troubled.fill(ledger)
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    command = [sys.executable, "-c", START, os.fspath(config), str(port)]
    wanted = {"PYTHONPATH": os.fspath(HOUSE)}
    served = subprocess.Popen(command, cwd=HOUSE, env=os.environ | wanted, stdout=subprocess.PIPE, text=True)
    try:
        assert served.stdout
        assert any("The dashboard is at" in line for line in served.stdout), "the server ended before it served"
        yield f"http://127.0.0.1:{port}"
    finally:
        served.terminate()
        served.communicate()


@pytest.fixture(scope="module", params=WINDOWS, ids=["desk by day", "phone by night"])
def window(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A browser that keeps what it has once fetched, as people's do: every screen is a new page in it."""
    width, scheme = request.param
    with browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 844}) as context:
        yield context


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_is_drawn_whole(window: BrowserContext, address: str, screen: str) -> None:
    """What it is for is there, for everybody; nothing failed, is wider than the window, or was asked elsewhere."""
    elsewhere: list[str] = []
    with window.new_page() as page:
        assert page.viewport_size
        page.on("request", lambda asked: elsewhere.append(asked.url) if not _ours(asked.url, address) else None)
        page.goto(f"{address}/{screen}{'&' if '?' in screen else '?'}{DAYS}")
        page.get_by_text(SCREENS[screen], exact=False).first.wait_for(timeout=30_000)
        page.wait_for_selector(AT_REST)
        assert page.locator('[data-testid="stException"], [data-testid="stAlertContentError"]').count() == 0
        page.wait_for_function(NARROW, arg=page.viewport_size["width"])
        assert shut_out(page) == []
    assert not elsewhere


def _ours(url: str, address: str) -> bool:
    return url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))
