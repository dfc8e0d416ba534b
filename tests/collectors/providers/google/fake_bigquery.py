"""Google's token exchange and BigQuery on a list of groups: small answers for tests of the collector itself."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx

from db.facts import AnyFact
from db.window import Window, microseconds
from tests.collectors.recorded import FakeTime, api, collector_of

TABLE = "acme-finops.billing.gcp_billing_export_v1_01AB23_CD45EF"
MONDAY = datetime(2026, 11, 9, tzinfo=UTC)
FIRST = MONDAY.date()
WEEK = Window(MONDAY, MONDAY + timedelta(days=7))
TYPES = {"usage_day": "DATE", "first_use": "TIMESTAMP"}
Group = Mapping[str, Any]


def group(day: date = FIRST, **other: Any) -> Group:
    """A row of the answer: eight seconds of Veo 3.1 Fast with sound for the team trailers."""
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    said = {
        "usage_day": day.isoformat(),
        "invoice_month": "202611",
        "project_id": "acme-video-prod",
        "team": "trailers",
        "service_id": "AAAA-BBBB-CCCC",
        "sku_id": "1111-2222-3333",
        "cost_type": "regular",
        "adjustment": "",
        "currency": "USD",
        "pricing_unit": "count",
        "list_price": "0.12",
        "project_name": "Video prod",
        "sku_description": "Veo 3.1 Fast Video + Audio Generation",
        "first_use": str(microseconds(at)),
        "pricing_units": "8",
        "cost": "0.96",
        "credits": "0",
        "list_cost": "0.96",
        "list_usd": "0.96",
    }
    return said | other


@dataclass
class BigQuery:
    """Answers a query with the groups of the days it asks for, `most` rows a page."""

    groups: list[Group]
    most: int = 1000
    lasting: int = 3599
    asked: list[httpx.Request] = field(default_factory=list)
    found: list[Group] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if request.url.path == "/token":
            count = sum(one.url.path == "/token" for one in self.asked)
            return httpx.Response(200, json={"access_token": f"ya29.{count}", "expires_in": self.lasting})
        if request.method == "POST":
            self.found = list(self._found(request))
        first = int(request.url.params.get("pageToken", "0"))
        return httpx.Response(200, json=self._page(first))

    def _found(self, request: httpx.Request) -> Iterable[Group]:
        said = {one["name"]: one["parameterValue"]["value"] for one in json.loads(request.content)["queryParameters"]}
        start, past = said["start"][:10], said["past"][:10]
        return (one for one in self.groups if start <= one["usage_day"] < past)

    def _page(self, first: int) -> dict[str, Any]:
        rows, names = self.found[first : first + self.most], list(group())
        page = {
            "jobComplete": True,
            "jobReference": {"projectId": "acme-finops", "jobId": "job_1", "location": "EU"},
            "schema": {"fields": [{"name": name, "type": TYPES.get(name, "STRING")} for name in names]},
            "totalRows": str(len(self.found)),
            "rows": [{"f": [{"v": row[name]} for name in names]} for row in rows],
        }
        more = first + self.most < len(self.found)
        return page | ({"pageToken": str(first + self.most)} if more else {})


def collected(bigquery: BigQuery, *windows: Window, **options: str) -> list[AnyFact]:
    """What the real collector makes of it, window after window."""
    collector, keys = collector_of("google", {"options": {"table": TABLE} | options})
    time = FakeTime(datetime(2026, 11, 22, 12, tzinfo=UTC))
    with api(collector, keys, httpx.MockTransport(bigquery), time) as ask:
        return [fact for window in windows for fact in collector.facts(ask, window)]


def dollars(groups: Iterable[Group]) -> Decimal:
    """What groups come to, credits taken off."""
    return sum((Decimal(one["cost"]) + Decimal(one["credits"]) for one in groups), Decimal(0))
