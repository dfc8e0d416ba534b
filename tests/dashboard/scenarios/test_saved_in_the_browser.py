"""A question is saved, its link goes to a colleague, who sees today's numbers and forgets it: in a real browser."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.dashboard.scenarios import judged
from tests.dashboard.test_in_the_browser import AT_REST, PATIENCE, served, taken

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DRAFT = (
    "what_if?question=Draft+first&period=Custom&days=2026-11-01&days=2026-11-22&team=social"
    "&draft_on=flash-2+at+fal&kept=30"
)

OUTCOME = {"Cost now,20", "Drafts,14.4", "Finals,6", "Cost there,20.4", "For as much kept work,34"}
"""40 drafts of 6 s at 0.06 a second, then 12 of them again at 0.50; 20 were kept before, so all of it 20 / 12 times."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A judged studio of its own, because something is written here."""
    judged.build(tmp_path).dispose()
    return tmp_path


def until(page: "Page", words: str) -> str:
    """The words of the page, once these are among them and nothing is drawn any more."""
    page.get_by_text(re.compile(words)).first.wait_for(timeout=PATIENCE * 1000)
    page.wait_for_selector(AT_REST)
    return page.inner_text("[data-testid=stMain]")


def test_a_question_goes_from_one_to_another(browser: "Browser", folder: Path) -> None:
    """Saved under a name, opened by its link elsewhere, taken along as a file, forgotten, and then said to be gone."""
    with served(folder) as url, browser.new_context() as mine, browser.new_context() as theirs:
        page = mine.new_page()
        page.goto(url + DRAFT)
        until(page, "Save as a scenario")
        page.get_by_text("Save as a scenario").click()
        page.get_by_label("Name", exact=True).fill("Draft social on flash")
        page.get_by_role("button", name="Save", exact=True).press("Enter")
        until(page, "Saved as “Draft social on flash”")
        link = page.get_by_role("link", name="Compare it with others").get_attribute("href")
        assert link
        other = theirs.new_page()
        other.goto(link)
        until(other, "As it comes out today")
        assert set(taken(other, "CSV").decode("utf-8-sig").splitlines()) >= OUTCOME
        other.get_by_text("Rename or forget one").click()
        other.get_by_role("button", name="Forget it").press("Enter")
        assert "There is no scenario" not in until(other, "“Draft social on flash” is forgotten")
        page.goto(link)
        assert "renamed or forgotten" in until(page, "There is no scenario")
