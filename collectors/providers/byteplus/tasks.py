"""The task list: every task of the last seven days, and which of them went through which endpoint.

It takes no window and forgets after a week, so all of it is read each time and kept.
"""

from collections.abc import Collection
from typing import Any

from collectors.api import Api
from collectors.errors import NotAllowed, Retired
from collectors.fields import Row, identity, rows, size, word

PATH = "/contents/generations/tasks"
WHERE = f"BytePlus's answer to {PATH}"
PAGE_SIZE = 500
MOST_PAGES = 500


def listed(ask: Api, model: str | None = None) -> dict[str, Row]:
    """Every task that is remembered, by id; only those of one endpoint or model where asked.

    New tasks push others onto the next page: pages are read until all are there and one is not full. Beyond
    the five hundredth page nothing can be asked for.
    """
    found: dict[str, Row] = {}
    seen = 0
    for page in range(1, MOST_PAGES + 1):
        before = len(found)
        answer = ask.get(PATH, {"page_num": page, "page_size": PAGE_SIZE, "filter.model": model})
        some = rows(answer, WHERE, "items")
        found |= {identity(row, "id", WHERE): row for row in some}
        seen += len(some)
        if len(found) == before or (len(some) < PAGE_SIZE and seen >= _total(answer)):
            break
    return found


def endpoint_by_task(ask: Api, endpoints: Collection[str]) -> dict[str, str]:
    """The endpoint of each task that went through one of these; a task that two claim is left out.

    A task itself may name only the model behind its endpoint. An endpoint that this key may not see has none.
    """
    claims: dict[str, set[str]] = {}
    for endpoint in sorted(endpoints):
        for task in _of_endpoint(ask, endpoint):
            claims.setdefault(task, set()).add(endpoint)
    return {task: min(some) for task, some in claims.items() if len(some) == 1}


def _of_endpoint(ask: Api, endpoint: str) -> Collection[str]:
    try:
        return listed(ask, endpoint)
    except (NotAllowed, Retired):
        return ()


def _total(answer: Any) -> int:
    """How many tasks there are; 0 where the answer does not say."""
    return int(size(answer, "total", WHERE)) if word(answer, "total") else 0
