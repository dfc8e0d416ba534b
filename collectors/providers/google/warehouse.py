"""Ask BigQuery over REST and read its whole answer: wait for the job, follow its pages, count its rows."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from collectors.answers import LATER
from collectors.api import Api, pages
from collectors.errors import Garbled, ProviderDown
from collectors.fields import Row, cursor, identity, inside, number, part, rows, strange, word

WHERE = "BigQuery's answer"
PATIENCE_MS = 30_000
MOST_LOOKS = 120
"""How often a job that is still running is looked at; BigQuery itself waits up to PATIENCE_MS each time."""
_WHOLE = re.compile(r"-?\d+")


def answered(ask: Api, project: str, body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every row of a query's result by column; TIMESTAMP as whole microseconds, all else as it was written."""
    first = _complete(ask, project, body, _object(ask.post(f"/projects/{quote(project, safe=':')}/queries", body)))
    fields = rows(first, WHERE, "schema", "fields")

    def page(token: str | None) -> Row:
        return first if token is None else _results(ask, project, body, first, pageToken=token)

    found = [_row(fields, row) for one in pages(page, _following) for row in _rows(one)]
    if len(found) != number(first, "totalRows", WHERE):
        raise Garbled(f"{WHERE} holds {len(found)} of {word(first, 'totalRows')} rows; {LATER}.")
    return found


def _complete(ask: Api, project: str, body: Mapping[str, Any], answer: Row) -> Row:
    """The first answer of a job that has ended."""
    for _ in range(MOST_LOOKS):
        if inside(answer, WHERE, "jobComplete") is True:
            return answer
        answer = _results(ask, project, body, answer, timeoutMs=PATIENCE_MS)
    raise ProviderDown(f"BigQuery was still at work after {MOST_LOOKS} looks at the job; {LATER}.", retry_now=False)


def _results(ask: Api, project: str, body: Mapping[str, Any], answer: Row, **more: Any) -> Row:
    """More of a job's results. What is not said again, BigQuery takes otherwise: where to look, how to write times."""
    job = part(answer, "jobReference")
    path = f"/projects/{quote(project, safe=':')}/queries/{quote(identity(job, 'jobId', WHERE), safe='')}"
    same = {"maxResults": body["maxResults"], "formatOptions.useInt64Timestamp": "true"}
    return _object(ask.get(path, {"location": word(job, "location") or body.get("location"), **same, **more}))


def _object(answer: Any) -> Row:
    if not isinstance(answer, Mapping):
        raise strange(WHERE, "is no object")
    return answer


def _following(answer: Row) -> str | None:
    return cursor(answer, "pageToken", WHERE) if answer.get("pageToken") else None


def _rows(answer: Row) -> list[Row]:
    """A page's rows; an empty result has none to show."""
    return rows(answer, WHERE, "rows") if "rows" in answer else []


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
