"""Ask BigQuery over REST and read its whole answer: wait for the job, follow its pages, count its rows."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from collectors.answers import LATER
from collectors.api import Api, pages
from collectors.errors import Garbled, ProviderDown
from collectors.fields import Row, cursor, identity, inside, number, rows, strange, word

WHERE = "BigQuery's answer"
PATIENCE_MS = 30_000
MOST_LOOKS = 120
"""How often a job that is still running is looked at; BigQuery itself waits up to PATIENCE_MS each time."""
_WHOLE = re.compile(r"-?\d+")


def answered(ask: Api, project: str, body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every row of a query's result by column; TIMESTAMP as whole microseconds, all else as it was written."""
    first = _complete(ask, project, body, ask.post(f"/projects/{quote(project, safe=':')}/queries", body))
    fields = rows(first, WHERE, "schema", "fields")

    def page(token: str | None) -> Any:
        return first if token is None else ask.get(_path(project, first), _said(body, first) | {"pageToken": token})

    found = [_row(fields, row) for one in pages(page, _following) for row in _rows(one)]
    if len(found) != number(first, "totalRows", WHERE):
        raise Garbled(f"{WHERE} holds {len(found)} of {word(first, 'totalRows')} rows; {LATER}.")
    return found


def _complete(ask: Api, project: str, body: Mapping[str, Any], answer: Any) -> Any:
    """The first answer of a job that has ended."""
    for _ in range(MOST_LOOKS):
        if inside(answer, WHERE, "jobComplete") is True:
            return answer
        answer = ask.get(_path(project, answer), _said(body, answer) | {"timeoutMs": PATIENCE_MS})
    raise ProviderDown(f"BigQuery was still at work after {MOST_LOOKS} looks at the job; {LATER}.", retry_now=False)


def _path(project: str, answer: Any) -> str:
    """Where the job's results are."""
    job = identity(inside(answer, WHERE, "jobReference"), "jobId", WHERE)
    return f"/projects/{quote(project, safe=':')}/queries/{quote(job, safe='')}"


def _said(body: Mapping[str, Any], answer: Any) -> dict[str, Any]:
    """What each further request must say again, or BigQuery looks elsewhere and writes times another way."""
    location = word(inside(answer, WHERE, "jobReference"), "location") or body.get("location")
    return {
        "location": location,
        "maxResults": body["maxResults"],
        "formatOptions.useInt64Timestamp": "true",
    }


def _following(answer: Any) -> str | None:
    return cursor(answer, "pageToken", WHERE) if answer.get("pageToken") else None


def _rows(answer: Any) -> list[Row]:
    """A page's rows; an empty result has none to show."""
    return rows(answer, WHERE, "rows") if inside(answer, WHERE).get("rows") is not None else []


def _row(fields: list[Row], row: Row) -> dict[str, Any]:
    cells = rows(row, "a row of " + WHERE, "f")
    if len(cells) != len(fields):
        raise strange(f"a row of {WHERE}", f"has {len(cells)} cells for {len(fields)} columns")
    return {
        identity(field, "name", WHERE): _cell(field, cell.get("v")) for field, cell in zip(fields, cells, strict=True)
    }


def _cell(field: Row, value: Any) -> Any:
    """A scalar comes as text or null. A time without the option we send would be seconds with a fraction."""
    if isinstance(value, list | dict):
        raise strange(f"{WHERE}, {word(field, 'name')},", "is a list or a record where a single value was asked for")
    if word(field, "type") == "TIMESTAMP" and value is not None and not _WHOLE.fullmatch(str(value)):
        return str(int(number({"time": value}, "time", WHERE) * Decimal(10**6)))
    return value
