"""Do both databases and the browser stand before anything is built on them?"""

from playwright.sync_api import Page
from sqlalchemy import create_engine, inspect, text


def test_every_database_answers_and_is_empty(database_url: str) -> None:
    """A new database counts to one and has no table."""
    engine = create_engine(database_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar_one() == 1
        assert inspect(connection).get_table_names() == []
    engine.dispose()


def test_every_database_is_new_for_each_test(database_url: str) -> None:
    """A table made here is made once: no other test's table of that name is in the way."""
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE clip (id INTEGER PRIMARY KEY)"))
        assert inspect(connection).get_table_names() == ["clip"]
    engine.dispose()


def test_the_browser_shows_a_page(page: Page) -> None:
    """Chromium opens a page and reads its heading back."""
    page.goto("data:text/html,<h1>Four seconds</h1>")
    assert page.get_by_role("heading").inner_text() == "Four seconds"


def test_the_browser_remembers_nothing(page: Page) -> None:
    """A new page has no cookie of the test before."""
    assert page.context.cookies() == []
