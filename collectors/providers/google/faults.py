"""What an error of BigQuery's means: its first reason decides, because one status has several."""

from typing import Any

import httpx

from collectors.answers import LATER, body_of, fault_of_status, words_of
from collectors.errors import (
    ExpiredKey,
    NotAllowed,
    OutOfCredit,
    ProviderDown,
    ProviderFault,
    Refused,
    TooManyRequests,
)

ROLES = "give the service account the roles BigQuery Job User on the project and BigQuery Data Viewer on the dataset"
EXPORT = "check that the option table names a standard usage cost export of Cloud Billing, and the option sku_pattern"
PLACE = "check the options table and location"
REASONS: dict[str, tuple[type[ProviderFault], str]] = {
    "invalid": (Refused, EXPORT),
    "invalidQuery": (Refused, EXPORT),
    "authError": (ExpiredKey, "check the service account's key and this machine's clock"),
    "accessDenied": (NotAllowed, ROLES),
    "rateLimitExceeded": (TooManyRequests, LATER),
    "quotaExceeded": (TooManyRequests, LATER),
    "billingNotEnabled": (OutOfCredit, "enable billing for the project that holds the table"),
    "notFound": (Refused, PLACE),
    "internalError": (ProviderDown, LATER),
    "badGateway": (ProviderDown, LATER),
    "backendError": (ProviderDown, LATER),
}
NOT_NOW = {"quotaExceeded"}
"""Reasons that pass, but not within minutes."""


def fault_of(answer: httpx.Response) -> ProviderFault | None:
    """The error of the first reason; without one that is documented, that of the status."""
    usual = fault_of_status(answer)
    if usual is None:
        return None
    reason = _reason(body_of(answer))
    kind, advice = REASONS.get(reason, (None, ""))
    if kind is None:
        return usual
    words = words_of(answer)
    said = f"BigQuery answered {answer.status_code} {reason}" + (f" ({words})" if words else "")
    return kind(f"{said}; {advice}.", retry_now=reason not in NOT_NOW)


def _reason(body: Any) -> str:
    """The reason of the first error; "" where there is none."""
    error = body.get("error") if isinstance(body, dict) else None
    errors = error.get("errors") if isinstance(error, dict) else None
    first = errors[0] if isinstance(errors, list) and errors else None
    return str(first.get("reason")) if isinstance(first, dict) else ""
