"""Prove to Anthropic who asks."""

from collections.abc import Generator

import httpx

VERSION = "2023-06-01"


class AdminKey(httpx.Auth):
    """Sends an admin key, and which version of the API is meant."""

    def __init__(self, key: str) -> None:
        self._key = key

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the headers."""
        request.headers["x-api-key"] = self._key
        request.headers["anthropic-version"] = VERSION
        yield request
