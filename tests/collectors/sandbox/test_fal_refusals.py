"""Does the sandbox let in at fal whom it should, and refuse what the contract does not know?"""

from typing import Any

import pytest

from collectors.sandbox import Studio
from tests.collectors.sandbox.line import Line


def kind(answer: Any) -> tuple[int, str]:
    """Status and type of an error in fal's documented shape."""
    told = answer.json()["error"]
    assert told.keys() == {"type", "message", "docs_url", "request_id"}
    return answer.status_code, told["type"]


@pytest.mark.parametrize(
    "path", ["/models/billing-events", "/models/usage", "/keys", "/account/billing", "/models/pricing"]
)
def test_without_the_right_key(base_url: str, studio: Studio, path: str) -> None:
    """No key or a wrong one is 401; a key of scope API is 403 where an admin key is needed."""
    for authorization in ("", "Key wrong", f"Bearer {studio.keys.fal_admin}"):
        with Line(f"{base_url}/fal/v1", authorization) as stranger:
            assert kind(stranger.ask(path)) == (401, "authorization_error")
    with Line(f"{base_url}/fal/v1", f"Key {studio.keys.fal_api}") as api:
        answer = api.ask(path, endpoint_id="fal-ai/veo3.1")
    assert answer.status_code == (200 if path == "/models/pricing" else 403)


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("/models/billing-events", {"start": "2026-01-01", "end": "2026-04-02"}),
        ("/models/billing-events", {"start": "2026-01-02", "end": "2026-01-01"}),
        ("/models/billing-events", {"start": "yesterday"}),
        ("/models/billing-events", {"limit": 10001}),
        ("/models/billing-events", {"limit": 0}),
        ("/models/billing-events", {"limit": "ten"}),
        ("/models/billing-events", {"cursor": "!"}),
        ("/models/billing-events", {"cursor": "bm90IGEgdGltZQ=="}),
        ("/models/billing-events", {"cursor": "MjAyNi0xMS0yMFQxMzo1OTowMlp8eA=="}),
        ("/models/billing-events", {"expand": "payloads"}),
        ("/models/billing-events", {"endpoint_id": ",".join(map(str, range(51)))}),
        ("/models/usage", {"expand": "auth_method"}),
        ("/models/usage", {"timeframe": "year"}),
        ("/models/usage", {"bound_to_timeframe": "yes"}),
        ("/models/usage", {"timezone": "Europe/Vienna"}),
        ("/models/usage", {"cursor": "MA=="}),
        ("/models/pricing", {}),
    ],
)
def test_what_cannot_be_asked(fal: Line, path: str, params: dict[str, Any]) -> None:
    """A range over 90 days or the wrong way round, a limit, cursor, filter or word outside the contract is 400."""
    assert kind(fal.ask(path, **params)) == (400, "validation_error")


def test_ninety_days_can_be_asked(fal: Line) -> None:
    """1 January to 1 April 2026 is 90 days, and 10,000 rows the most."""
    assert fal.ask("/models/billing-events", start="2026-01-01", end="2026-04-01", limit=10000).status_code == 200


def test_what_is_not_there(fal: Line) -> None:
    """An endpoint that is not sold, or not yet, and a path that does not exist are 404."""
    assert kind(fal.ask("/models/pricing", endpoint_id="fal-ai/sora-3")) == (404, "not_found")
    assert kind(fal.ask("/models/secrets")) == (404, "not_found")
    assert kind(fal.send("/keys", {})) == (404, "not_found")
