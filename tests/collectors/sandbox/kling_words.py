"""What the tests of Kling's contract ask again and again."""

from typing import Any

from tests.collectors.sandbox.line import FIRST, NOW, Line, listed, milliseconds

YEAR = {"start_time": milliseconds(FIRST), "end_time": milliseconds(NOW)}
LEDGERS = ("/account/billing/package", "/account/billing/balance")


def deducted(kling: Line, path: str, **more: Any) -> list[dict[str, Any]]:
    """Every row of a ledger, for tasks of the whole year unless said otherwise."""
    return list(listed(kling, path, YEAR | more, "detail"))


def code(answer: Any) -> tuple[int, int]:
    """Status and code of an error in Kling's shape."""
    told = answer.json()
    assert told.keys() == {"code", "message", "request_id"}
    return answer.status_code, told["code"]
