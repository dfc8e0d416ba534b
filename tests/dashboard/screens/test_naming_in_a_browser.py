"""Can somebody name a clip's video with keyboard and mouse, and is the video then there?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.dashboard.screens.test_in_a_browser import DAYS, address
from tests.dashboard.screens.test_marking_in_a_browser import BUNDLED
from tests.dashboard.test_in_the_browser import AT_REST

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["address"]
VIDEO = (40, 52)
"""Where the first clip's video stands in the table, in pixels."""


def test_a_clip_is_given_to_a_video_and_stays_there(browser: Browser, address: str) -> None:
    """The dearest loose clip costs 1.20; named Teaser and saved, the page says so, and there is one video."""
    with browser.new_context(viewport={"width": 1280, "height": 1000}) as context:
        page = context.new_page()
        page.goto(f"{address}/videos?part=Clips+of+no+video&{DAYS}")
        table = page.locator(".stDataFrameGlideDataEditor").first
        table.wait_for(timeout=30_000)
        page.wait_for_selector(AT_REST)
        table.dblclick(position={"x": VIDEO[0], "y": VIDEO[1]})
        cell = page.locator("#portal textarea, #portal input").first
        cell.fill("Teaser")
        cell.press("Enter")
        cell.wait_for(state="detached")
        page.wait_for_timeout(BUNDLED)
        page.get_by_role("button", name="Save videos, shots and takes").click()
        page.get_by_text("1 clip was changed.").wait_for(timeout=30_000)
        page.goto(f"{address}/videos?video=Teaser&{DAYS}")
        page.get_by_text("$1.20", exact=True).first.wait_for(timeout=30_000)
