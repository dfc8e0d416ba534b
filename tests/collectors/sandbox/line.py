"""Ask the sandbox the plain way, without any collector, and walk its pages by the providers' own rules."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import TracebackType
from typing import Any

import httpx

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
FIRST = datetime(2025, 11, 1, tzinfo=UTC)


def milliseconds(at: datetime) -> int:
    """Unix milliseconds."""
    return int(at.timestamp()) * 1000


class Line:
    """One key at one provider."""

    def __init__(self, base_url: str, authorization: str) -> None:
        headers = {"Authorization": authorization} if authorization else {}
        self.client = httpx.Client(base_url=base_url, headers=headers, verify=False, trust_env=False)  # noqa: S501  # loopback, without TLS

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.client.close()

    def ask(self, path: str, **params: Any) -> httpx.Response:
        """The answer to a GET; a name that ends in `_` is sent with brackets."""
        return self.client.get(path, params={_bracketed(name): value for name, value in params.items()})

    def get(self, path: str, **params: Any) -> Any:
        """What a good answer to a GET says, with every fractional number an exact Decimal."""
        return _said(self.ask(path, **params))

    def send(self, path: str, body: Any) -> httpx.Response:
        """The answer to a POST."""
        return self.client.post(path, json=body)

    def post(self, path: str, body: Any) -> Any:
        """What a good answer to a POST says."""
        return _said(self.send(path, body))


def _bracketed(name: str) -> str:
    return f"{name[:-1]}[]" if name.endswith("_") else name


def _said(answer: httpx.Response) -> Any:
    assert answer.status_code == 200, answer.text
    return json.loads(answer.text, parse_float=Decimal)


def billing_events(fal: Line, start: datetime, end: datetime, **params: Any) -> Iterator[dict[str, Any]]:
    """Every event of a range of any length, in stretches that fal answers, page after page."""
    while start < end:
        past = min(start + timedelta(days=90), end)
        asked = {"start": start.isoformat(), "end": past.isoformat(), **params}
        page: dict[str, Any] = {"next_cursor": None, "has_more": True}
        while page["has_more"]:
            page = fal.get("/models/billing-events", **asked, **_cursor(page["next_cursor"]))
            yield from page["billing_events"]
        start = past


def _cursor(cursor: str | None) -> dict[str, str]:
    return {"cursor": cursor} if cursor else {}


def costs(openai: Line, start: datetime, end: datetime, **params: Any) -> Iterator[tuple[date, dict[str, Any]]]:
    """Every result of OpenAI's costs with its day, page after page."""
    grouped = {"group_by_": ["project_id", "line_item", "api_key_id"]}
    return _by_day(openai, "/organization/costs", start, end, grouped | params)


def completions(openai: Line, start: datetime, end: datetime, **params: Any) -> Iterator[tuple[date, dict[str, Any]]]:
    """The same of its report of completions."""
    grouped = {"group_by_": ["project_id", "api_key_id", "model", "batch", "service_tier"]}
    return _by_day(openai, "/organization/usage/completions", start, end, grouped | params)


def _by_day(
    openai: Line, path: str, start: datetime, end: datetime, params: dict[str, Any]
) -> Iterator[tuple[date, dict[str, Any]]]:
    asked = {"start_time": int(start.timestamp()), "end_time": int(end.timestamp()), **params}
    token: str | None = None
    while token != "":
        page = openai.get(path, **asked, **({"page": token} if token else {}))
        for bucket in page["data"]:
            day = datetime.fromtimestamp(bucket["start_time"], UTC).date()
            yield from ((day, result) for result in bucket["results"])
        assert page["has_more"] == (page["next_page"] is not None)
        token = page["next_page"] or ""


def listed(kling: Line, path: str, body: dict[str, Any], name: str = "") -> Iterator[dict[str, Any]]:
    """Every row of one of Kling's lists, page after page."""
    more = True
    while more:
        data = kling.post(path, body)["data"]
        found = data["result"][name] if name else data["result"]
        assert (data["result"]["count"] if name else data["count"]) == len(found)
        yield from found
        more, body = data["has_more"], {"cursor": data["next_cursor"]}
