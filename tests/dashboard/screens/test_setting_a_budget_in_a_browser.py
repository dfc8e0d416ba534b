"""Can somebody set a budget with keyboard and mouse, and is it then in the table and on Standing?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.dashboard.screens.test_in_a_browser import address
from tests.dashboard.screens.test_marking_in_a_browser import BUNDLED
from tests.dashboard.test_in_the_browser import AT_REST

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["address"]
NAME = (60, 52)
"""Where the first line's name stands in the table, in pixels."""

OPEN = "#portal input, #portal textarea"
"""A cell that is being written in."""


def test_a_budget_is_set_and_stands(browser: Browser, address: str) -> None:
    """Company, of everything, 500 a month: saved it is one new, still in the table, and 500 may be spent."""
    with browser.new_context(viewport={"width": 1280, "height": 1000}) as context:
        page = context.new_page()
        page.goto(f"{address}/budgets?budgets=Edit")
        table = page.locator(".stDataFrameGlideDataEditor").first
        table.wait_for(timeout=30_000)
        page.wait_for_selector(AT_REST)
        table.click(position={"x": NAME[0], "y": NAME[1]})
        page.wait_for_timeout(BUNDLED)
        for word in ("Company", "", "month", "500"):
            write(page, word)
        page.wait_for_timeout(BUNDLED)
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_text("Saved: 1 new, 0 changed, 0 removed.").wait_for(timeout=30_000)
        page.get_by_text("Standing", exact=True).click()
        page.get_by_text("of $500.00 are used").first.wait_for(timeout=30_000)


def write(page: Page, word: str) -> None:
    """Write into the chosen cell, and choose the one to its right."""
    if word and not page.locator(OPEN).count():
        page.keyboard.press("Enter")
        page.locator(OPEN).first.wait_for()
    page.keyboard.type(word)
    page.wait_for_timeout(BUNDLED // 2)
    page.keyboard.press("Tab")
    page.wait_for_timeout(BUNDLED // 2)
