"""What an error of OpenAI's means, and whether asking again could help."""

from typing import Any

import httpx

from collectors.answers import LATER, body_of, fault_of_status, words_of
from collectors.errors import NotAllowed, OutOfCredit, ProviderDown, ProviderFault, Retired, WrongKey

UNPAID = {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"}
ADMIN_KEY = "an organization owner must create an admin key with the scope api.usage.read"


def fault_of(answer: httpx.Response) -> ProviderFault | None:
    """The error's meaning; `x-should-retry: true` makes any of them worth asking again."""
    fault = fault_of_status(answer)
    if fault is None:
        return None
    fault = _told_apart(answer) or fault
    if fault.permanent and answer.headers.get("x-should-retry") == "true":
        return ProviderDown(f"{_said(answer)} and asks for patience; {LATER}.")
    return fault


def _told_apart(answer: httpx.Response) -> ProviderFault | None:
    """What a status with several meanings means here; None where the status says it all."""
    status, said, error = answer.status_code, _said(answer), _error(answer)
    if status == 401 and "scope" not in words_of(answer).lower():
        return WrongKey(f"{said}; check the account's admin_key, or {ADMIN_KEY}.")
    if status in (401, 403):
        return NotAllowed(f"{said}; {ADMIN_KEY}.")
    if status == 429 and {str(error.get(name)) for name in ("code", "type")} & UNPAID:
        return OutOfCredit(f"{said}; settle the organization's billing at OpenAI.")
    if status in (404, 410):
        return Retired(f"{said}; this is not, or no longer, at OpenAI: check base_url.")
    return None


def _said(answer: httpx.Response) -> str:
    words = words_of(answer)
    return f"OpenAI answered {answer.request.url.path} with {answer.status_code}" + (f" ({words})" if words else "")


def _error(answer: httpx.Response) -> dict[str, Any]:
    """The error object; empty where the error is a plain text or missing."""
    body = body_of(answer)
    error = body.get("error") if isinstance(body, dict) else None
    return error if isinstance(error, dict) else {}
