"""Can somebody mark a clip as kept with keyboard and mouse, and is it then in the ledger?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.dashboard.screens.test_in_a_browser import DAYS, address
from tests.dashboard.test_in_the_browser import AT_REST

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["address"]
KEPT = (180, 52)
"""Where the first clip's seconds kept stand in the table, in pixels."""
BUNDLED = 500
"""For fewer milliseconds the editor holds changes back, to send them together."""


def test_a_clip_is_marked_and_stays_marked(browser: Browser, address: str) -> None:
    """Of clip m7 two seconds are typed in and saved; the page says so, and the steps of a usable second have them."""
    with browser.new_context(viewport={"width": 1280, "height": 1000}) as context:
        page = context.new_page()
        page.goto(f"{address}/unit_costs?look_at=Clips&clip=m7&{DAYS}")
        table = page.locator(".stDataFrameGlideDataEditor").first
        table.wait_for(timeout=30_000)
        page.wait_for_selector(AT_REST)
        table.dblclick(position={"x": KEPT[0], "y": KEPT[1]})
        cell = page.locator("#portal input")
        cell.fill("2")
        cell.press("Enter")
        cell.wait_for(state="detached")
        page.wait_for_timeout(BUNDLED)
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Saved: 1 clip marked, 1 day reckoned anew.").wait_for(timeout=30_000)
        page.get_by_text("A usable second", exact=True).click()
        page.get_by_text("over 2 s kept").wait_for(timeout=30_000)
