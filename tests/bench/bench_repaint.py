"""From the click on a filter to the repainted screen in a real browser, over one million clips and over ten.

Making the ledgers takes a quarter of an hour; $REELSPEND_BENCH names a folder in which they are kept for the next time.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.bench.clock import middle
from tests.bench.year import ACCOUNTS, DAYS, OPEN_DAYS, TEAMS, grown
from tests.dashboard.test_in_the_browser import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KEPT_IN = "REELSPEND_BENCH"
SIZES, MOST, PATIENCE = (1_000_000, 10_000_000), 1.2, 120_000
LIMITS = '[stop_loss]\ntakes = 40\ncost = "200"\n'
VIDEO = f"trailers {(DAYS - OPEN_DAYS // 2) // 21}"
SCREENS = {
    "Overview": "",
    "Unit costs": "unit_costs",
    "Unit costs, spread": "unit_costs?look_at=Spread",
    "Unit costs, clips": "unit_costs?look_at=Clips",
    "Teams": "teams",
    "Teams, one team": "teams?detail=trailers",
    "Videos": "videos",
    "Videos, one video": f"videos?video={VIDEO}",
    "Videos, clips of none": "videos?part=Clips of no video",
    "Videos, over a limit": "videos?part=Shots over their limit",
    "Tiers": "tiers",
    "Tiers, multipliers": "tiers?tiers=Hidden multipliers",
    "Tiers, drift": "tiers?tiers=Price drift",
    "What-if": "what_if",
    "Collection": "collection",
}
MODELS = ("kling-3.0", "kling-4.0", "veo-3.1-fast", "seedance-2.0", "sora-2")
PERIODS = ("Last month", "Last 30 days", "Last 90 days", "This quarter", "Last 13 months")
CHANGES = [
    change
    for team, model, period in zip(TEAMS, MODELS, PERIODS, strict=False)
    for change in (("Teams", team), ("Models", model), ("Period", period))
]
"""Each widens what was asked before, so that nothing is answered from memory."""
WATCH = """
() => {
    const app = document.querySelector("[data-testid=stApp]"), main = document.querySelector("[data-testid=stMain]");
    const said = () => main.querySelector("[data-testid=stCaptionContainer]")?.innerText;
    const before = said();
    const busy = () => app.dataset.testScriptState !== "notRunning" || main.querySelector("[data-stale=true]");
    const shown = done => (said() && said() !== before && !busy())
        ? requestAnimationFrame(() => requestAnimationFrame(done)) : requestAnimationFrame(() => shown(done));
    window.repainted = new Promise(tell => document.addEventListener("click", () => {
        const began = performance.now();
        shown(() => tell(performance.now() - began));
    }, {capture: true, once: true}));
}
"""


def folder_of(kept: Path, clips: int) -> Path:
    """A folder with a ledger of so many clips and its configuration; one that was made before is taken as it is."""
    folder, half = kept / str(clips), kept / f"{clips} half made"
    if not (folder / "reelspend.db").exists():
        half.mkdir(parents=True)
        grown(half / "reelspend.db", clips, datetime.now(UTC).date()).dispose()
        half.rename(folder)
    accounts = (
        f'[[accounts]]\nname = "{name}"\nprovider = "{provider}"\nstart = 2025-01-01\ncredentials.key = "env:NONE"\n'
        for name, provider in ACCOUNTS.items()
        if provider == "fal"
    )
    config = '[database]\nurl = "sqlite:///reelspend.db"\n' + LIMITS + "".join(accounts)
    (folder / "reelspend.toml").write_text(config, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """The dashboards of both ledgers, each in a process of its own."""
    kept = Path(os.environ.get(KEPT_IN) or tmp_path_factory.mktemp("repaint"))
    folders = [folder_of(kept, clips) for clips in SIZES]
    with ExitStack() as open_:
        yield [open_.enter_context(served(folder)) for folder in folders]


def whole(page: "Page", url: str) -> "Page":
    """A screen that has been drawn to the end."""
    page.goto(url)
    page.wait_for_selector("[data-testid=stMain] [data-testid=stCaptionContainer]", timeout=PATIENCE)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=PATIENCE)
    return page


def changed(page: "Page", label: str, word: str) -> float:
    """Milliseconds from the click on a word of a filter to the screen that shows it."""
    option = page.get_by_role("option", name=word, exact=True)
    while not option.count():  # a list that opens while its screen is still being drawn closes again
        page.get_by_role("combobox", name=label, exact=True).click()
        page.wait_for_timeout(500)
    page.evaluate(WATCH)
    option.click()
    took: float = page.evaluate("window.repainted")
    while page.get_by_role("listbox").count():
        page.keyboard.press("Escape")
        page.wait_for_timeout(50)
    assert not page.locator("[data-testid=stException]").count()
    return took


def medians(browser: "Browser", addresses: list[str], screen: str) -> list[float]:
    """The median change of a screen at each address, each change made at one and then at the other."""
    with browser.new_context(viewport={"width": 1400, "height": 1000}) as context:
        context.set_default_timeout(PATIENCE)
        pages = [whole(context.new_page(), address + screen) for address in addresses]
        took: list[list[float]] = [[] for _ in pages]
        for number, change in enumerate(CHANGES):
            turns = list(zip(pages, took, strict=True))
            for page, some in reversed(turns) if number % 2 else turns:
                page.bring_to_front()
                some.append(changed(page, *change))
        return [middle(some) for some in took]


@pytest.mark.parametrize("name", SCREENS)
def test_a_filter_changes(browser: "Browser", addresses: list[str], name: str) -> None:
    """Ten times as many clips make no screen slower by a fifth."""
    one, ten = medians(browser, addresses, SCREENS[name])
    print(f"\n  {name:24} 1 M {one:6.0f} ms   10 M {ten:6.0f} ms   ratio {ten / one:.2f} (at most {MOST})")
    assert ten / one < MOST
