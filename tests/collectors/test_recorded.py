"""The player of recorded answers can fail: a recording that does not fit what is asked is never passed over."""

from typing import Any

import pytest

from tests.collectors.recorded import play

EMPTY = {"billing_events": [], "next_cursor": None}
WINDOW = ["2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z"]
PATH = "/models/billing-events"


def case(*answers: dict[str, Any]) -> dict[str, Any]:
    """A case of fal's with these answers."""
    return {"window": WINDOW, "answers": list(answers)}


def test_what_fits_is_played() -> None:
    """One question, one answer, no facts, no waiting."""
    start = {"path": PATH, "params": {"start": "2026-11-20T00:00:00Z", "cursor": "*"}, "body": EMPTY}
    first = {"path": PATH, "absent": ["cursor"], "body": EMPTY | {"next_cursor": "c1"}}
    assert play("fal", case(first, start)) == {"facts": [], "waited": []}


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ([], "nobody recorded an answer"),
        ([{"path": PATH, "body": EMPTY}, {"path": PATH, "body": EMPTY}], "nobody asked for"),
        ([{"path": "/models/usage", "body": EMPTY}], "GET"),
        ([{"path": PATH, "method": "POST", "body": EMPTY}], "GET"),
        ([{"path": PATH, "params": {"limit": "5"}, "body": EMPTY}], "limit is"),
        ([{"path": PATH, "params": {"timezone": "*"}, "body": EMPTY}], "lacks timezone"),
        ([{"path": PATH, "absent": ["limit"], "body": EMPTY}], "a parameter too many"),
        ([{"path": PATH, "request_headers": {"authorization": "Key other"}, "body": EMPTY}], "authorization is"),
        ([{"path": PATH, "json": {"limit": 5}, "body": EMPTY}], "lacks limit"),
    ],
)
def test_what_does_not_fit_fails(answers: list[dict[str, Any]], why: str) -> None:
    """A question without an answer, an answer without a question, and any difference between the two."""
    with pytest.raises(AssertionError, match=why):
        play("fal", case(*answers))
