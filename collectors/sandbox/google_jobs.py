"""Queries that were sent to Google's warehouse: each is a job with a name, and its result is handed out by the page."""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime
from threading import Lock
from typing import Any, Final

from collectors.sandbox.bigquery import BadQuery, NoSuchTable, Result, Warehouse, cell
from collectors.sandbox.billing_export import export
from collectors.sandbox.google_requests import LOCATION, PROJECT, parameters_of, wrong
from collectors.sandbox.studio import Studio
from collectors.sandbox.veo import rows

PAGE: Final = 120
"""Rows that one page holds at most, whatever is asked for."""
KEPT: Final = 100
"""Results that are kept for whoever asks for their next page."""


class Jobs:
    """One studio's warehouse and what it was asked of late."""

    def __init__(self, studio: Studio) -> None:
        self._warehouse, self._lock = Warehouse(export(rows(studio))), Lock()
        self._results: OrderedDict[str, Result] = OrderedDict()

    def __contains__(self, name: str) -> bool:
        return name in self._results

    def run(self, name: str, body: Mapping[str, Any], now: datetime) -> None:
        """Run a query once. Raises Turned, in BigQuery's words, for one that cannot be run."""
        with self._lock:
            if name not in self._results:
                self._results[name] = self._result(body, now)
            if len(self._results) > KEPT:
                self._results.popitem(last=False)

    def page(self, name: str, start: int, most: int, *, whole_times: bool) -> dict[str, Any]:
        """Rows of a job's result from `start` on, as BigQuery writes them."""
        result, past = self._results[name], start + min(most, PAGE)
        kinds = [kind for _, kind in result.columns]
        listed = [
            {"f": [{"v": cell(kind, value, whole_times=whole_times)} for kind, value in zip(kinds, row, strict=True)]}
            for row in result.rows[start:past]
        ]
        fields = [{"name": column, "type": kind, "mode": "NULLABLE"} for column, kind in result.columns]
        more = {"pageToken": str(past)} if past < len(result.rows) else {}
        told = {"jobReference": reference(name), "totalRows": str(len(result.rows)), "jobComplete": True}
        return {"schema": {"fields": fields}, **told, **({"rows": listed} if listed else {}), **more}

    def _result(self, body: Mapping[str, Any], now: datetime) -> Result:
        try:
            return self._warehouse.ask(str(body.get("query")), parameters_of(body), now)
        except NoSuchTable as missing:
            wrong("notFound", f"Not found: Table {missing} was not found in location {LOCATION}")
        except BadQuery as trouble:
            wrong("invalidQuery", str(trouble))


def reference(name: str) -> dict[str, str]:
    """Where a job is found again."""
    return {"projectId": PROJECT, "jobId": name, "location": LOCATION}
