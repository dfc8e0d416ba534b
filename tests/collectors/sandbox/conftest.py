"""A small studio, served once for all tests here, and a line to each of its providers."""

from collections.abc import Iterator
from itertools import count

import pytest

from collectors.sandbox import Studio, Truth, serving
from tests.collectors.sandbox.line import NOW, TODAY, Line


@pytest.fixture(scope="session")
def studio() -> Studio:
    """A tenth of the usual work."""
    return Studio(7, TODAY, size=0.1)


@pytest.fixture(scope="session")
def truth(studio: Studio) -> Truth:
    """What can be known of it now."""
    return Truth(studio, NOW)


@pytest.fixture(scope="session")
def base_url(studio: Studio) -> Iterator[str]:
    """Where it is served. Its clock stands still; between any two requests lies a second."""
    with serving(studio, lambda: NOW, ticks=count().__next__) as url:
        yield url


@pytest.fixture
def fal(base_url: str, studio: Studio) -> Iterator[Line]:
    """A line to fal with the admin key."""
    with Line(f"{base_url}/fal/v1", f"Key {studio.keys.fal_admin}") as line:
        yield line


@pytest.fixture
def openai(base_url: str, studio: Studio) -> Iterator[Line]:
    """A line to OpenAI with the admin key."""
    with Line(f"{base_url}/openai/v1", f"Bearer {studio.keys.openai_admin}") as line:
        yield line


@pytest.fixture
def kling(base_url: str, studio: Studio) -> Iterator[Line]:
    """A line to Kling with the API key."""
    with Line(f"{base_url}/kling", f"Bearer {studio.keys.kling_api}") as line:
        yield line
