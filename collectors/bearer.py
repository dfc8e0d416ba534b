"""Prove who asks with `Authorization: Bearer …`."""

from collections.abc import Callable, Generator

import httpx


class Bearer(httpx.Auth):
    """Signs each request with the token that `token` gives at that moment."""

    def __init__(self, token: Callable[[], str]) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the header."""
        request.headers["Authorization"] = f"Bearer {self._token()}"
        yield request
