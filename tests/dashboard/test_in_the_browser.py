"""The dashboard as a reader meets it: a real server, a real browser, by day, by night and on a phone."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import TimeoutError as TooLate

from dashboard.routes.unsubscribe import WRONG
from db.engine import writing
from tests.dashboard import studio

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NOVEMBER = "?period=Custom&days=2026-11-01&days=2026-11-22"
START = "import sys; from pathlib import Path; from dashboard.server import serve; serve(Path(sys.argv[1]), int(sys.argv[2]), open_browser=False)"  # noqa: E501  # one line for python -c
PATIENCE = 60.0
LOOKS = 20
AT_REST = "[data-testid=stApp][data-test-script-state=notRunning]"  # a file asked for while a page is drawn is refused
SERIOUS = {"serious", "critical"}
NARROW = """width => [document.documentElement, document.querySelector('[data-testid=stMain]')]
    .every(whole => whole.scrollWidth <= width)"""
TWO_BY_TWO = """() => {
    const tops = [...document.querySelectorAll('[data-testid=stMetric]')].map(tile => tile.getBoundingClientRect().top)
    return tops[0] === tops[1] && tops[1] < tops[2] && tops[2] === tops[3]
}"""  # asked at one instant, until it is so: what is still being drawn moves


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The dashboard of a folder, served as the command line serves it."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    command = [sys.executable, "-c", START, str(folder / "reelspend.toml"), str(port)]
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def address(studio_folder: Path) -> Iterator[str]:
    """The studio's dashboard."""
    with served(studio_folder) as url:
        yield url


def wait_for(url: str) -> None:
    """Until it answers."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(url, timeout=5) as answer:  # noqa: S310  # our own server
                assert answer.status == 200
                return
        except OSError:
            assert time.monotonic() < deadline, f"{url} does not answer"


def opened(page: "Page", url: str) -> "Page":
    """A page of the dashboard, drawn to the last chart."""
    page.goto(url)
    page.wait_for_selector("[data-testid=stMetric]", timeout=PATIENCE * 1000)
    page.wait_for_function("document.querySelectorAll('.js-plotly-plot .main-svg').length >= 5")
    page.wait_for_selector(AT_REST)
    return page


def listening(page: "Page") -> tuple[list[str], list[str]]:
    """What the page complains of, and what it asks of others, from now on."""
    complaints: list[str] = []
    outside: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    page.on(
        "request",
        lambda asked: outside.append(asked.url) if re.match(r"(https?|wss?)://(?!127\.0\.0\.1)", asked.url) else None,
    )
    return complaints, outside


def test_the_page_is_whole_and_asks_nobody_else(page: "Page", address: str) -> None:
    """No complaint on the console, no request to any other host, and the numbers are there."""
    complaints, outside = listening(page)
    opened(page, address + NOVEMBER)
    assert "$14.29" in page.inner_text("[data-testid=stMain]")
    assert not complaints
    assert not outside


def test_the_server_says_how_it_stands_and_takes_a_click_from_a_letter(address: str) -> None:
    """Beside the screens: health is told to anybody on this machine, and a click with a wrong link is refused."""
    with urlopen(f"{address}health", timeout=PATIENCE) as answer:  # noqa: S310  # our own server
        assert json.load(answer)["well"] is True
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{address}unsubscribe?token=x", b"List-Unsubscribe=One-Click", PATIENCE)  # noqa: S310  # our own server
    with refused.value as said:
        assert (said.status, said.read().decode()) == (400, WRONG)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_are_drawn_by_day_and_by_night(browser: "Browser", address: str, scheme: str) -> None:
    """A picture of a chart holds several colours, and its ground is that of the theme."""
    with browser.new_context(color_scheme=scheme) as context:
        page = opened(context.new_page(), address + NOVEMBER)
        bars = page.locator(".js-plotly-plot .point path")
        fills = {bars.nth(n).evaluate("bar => getComputedStyle(bar).fill") for n in range(bars.count())}
        ground = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
        assert len(fills) >= 4
        assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(18, 24, 31)"}[scheme]
        assert len(page.screenshot()) > 20_000


def test_a_phone_shows_all_of_it(browser: "Browser", address: str) -> None:
    """At 390 pixels nothing sticks out to the right, and tiles stand two by two."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = opened(context.new_page(), address + NOVEMBER)
        page.wait_for_function(NARROW, arg=390)
        page.wait_for_function(TWO_BY_TWO)


def test_everyone_can_use_it(page: "Page", address: str) -> None:
    """The accessibility check finds nothing serious in what is ours."""
    assert shut_out(opened(page, address + NOVEMBER)) == []


def shut_out(page: "Page") -> list[tuple[str, str]]:
    """What on a page the accessibility check calls serious for good: the rule, and the first element that breaks it.

    Looked at again where something is found: what a screen is about to replace stands there faded for an instant.
    """
    for _ in range(LOOKS):
        if not (found := _serious(page)):
            break
        page.wait_for_timeout(500)
    return found


def _serious(page: "Page") -> list[tuple[str, str]]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(wrong["id"], wrong["nodes"][0]["html"][:200]) for wrong in found if wrong["impact"] in SERIOUS]


def test_a_choice_goes_into_the_address(page: "Page", address: str) -> None:
    """A team chosen in the sidebar is in the address, and that address shows a colleague the same."""
    opened(page, address + NOVEMBER)
    page.get_by_role("combobox", name="Teams").click()
    page.get_by_role("option", name="social").click()
    page.wait_for_function("document.querySelector('[data-testid=stMain]').innerText.includes('team: social')")
    page.wait_for_url(re.compile("days=2026-11-01&days=2026-11-22.*team=social"))
    theirs = opened(page, page.url)
    assert "$1.26" in theirs.inner_text("[data-testid=stMain]")


def taken(page: "Page", button: str) -> bytes:
    """The file that a button gives, pressed by the keyboard: a mouse misses what still moves, and would click again."""
    for _ in range(4):
        page.wait_for_selector(AT_REST)
        try:
            with page.expect_download(timeout=PATIENCE * 250) as got:
                page.get_by_role("button", name=button, exact=True).press("Enter")
        except TooLate:
            continue
        return Path(got.value.path()).read_bytes()
    raise AssertionError(f"{button} gives no file")


def test_the_numbers_of_a_chart_can_be_taken_along(page: "Page", address: str) -> None:
    """Under a chart its numbers open as a table, and both files hold them: trailers 12.40, exactly."""
    opened(page, address + NOVEMBER)
    fold = page.locator(".st-key-cost-by-team-numbers-fold")
    fold.get_by_text("Numbers and downloads").click()
    fold.locator("[data-testid=stDataFrame]").wait_for()
    lines = taken(page, "CSV").decode("utf-8-sig").splitlines()
    assert lines == ["Team,Cost (USD)", "trailers,12.4", "social,1.26", "unattributed,0.63"]
    assert taken(page, "XLSX").startswith(b"PK")


def waited(page: "Page", url: str) -> bool:
    """Whether the page says that the ledger is being opened; it is asked again where it gave up before we looked."""
    for _ in range(4):
        page.goto(url)
        try:
            page.get_by_text("Opening the ledger").wait_for(timeout=PATIENCE * 250)
        except TooLate:
            continue
        return True
    return False


def test_who_waits_is_told_for_what(page: "Page", tmp_path: Path) -> None:
    """While somebody else writes to the ledger, the page says that it is being opened, and goes on when it can."""
    studio.build(tmp_path)
    ledger = studio.ledger_of(tmp_path)
    with served(tmp_path) as url:
        with writing(ledger):
            assert waited(page, url + NOVEMBER)
            assert not page.locator("[data-testid=stMetric]").count()
        assert "$14.29" in opened(page, url + NOVEMBER).inner_text("[data-testid=stMain]")
    ledger.dispose()
