"""Ask over HTTP: key, retries, Retry-After, paging that cannot loop."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import httpx

from collectors.errors import ProviderFault


def fault_of_status(answer: httpx.Response) -> ProviderFault | None:
    """The error that a status code alone stands for, with what the body says in words; None below 400."""
    raise NotImplementedError


class Api:
    """One provider account's line to its provider."""

    def get(self, path: str, params: Mapping[str, Any] | list[tuple[str, Any]] | None = None) -> Any:
        """The JSON answer, with every fractional number an exact Decimal."""
        raise NotImplementedError

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """The same, with a JSON body."""
        raise NotImplementedError


def pages(fetch: Callable[[Any], Any], following: Callable[[Any], Any]) -> Iterator[Any]:
    """Each page: `fetch(cursor)` starting with None, until `following(page)` gives None.

    Raises Garbled when a cursor comes a second time.
    """
    raise NotImplementedError
