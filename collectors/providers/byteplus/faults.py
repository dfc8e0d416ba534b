"""What an answer of BytePlus's or Volcengine's means: its code decides, wherever it stands and whatever the status."""

from collections.abc import Mapping
from typing import Any

import httpx

from collectors.answers import LATER, body_of, fault_of_status, place, words_of
from collectors.errors import (
    Garbled,
    NotAllowed,
    OutOfCredit,
    ProviderDown,
    ProviderFault,
    Refused,
    Retired,
    TooManyRequests,
    WrongKey,
)

OURS = "look for a newer version of Reelspend"
KEYS = "check the account's access_key and secret_key"
CLOCK = "check this machine's clock"
UNKNOWN = (Garbled, LATER)
CODES: dict[str, tuple[type[ProviderFault], str]] = {
    "AuthenticationError": (WrongKey, "check the account's api_key and that it is one of this region"),
    "InvalidAccountStatus": (Refused, "the account is not in order, so ask BytePlus about it"),
    "AccountOverdueError": (OutOfCredit, "settle what the account owes"),
    "OperationDenied.ServiceOverdue": (OutOfCredit, "settle what the account owes"),
    "OperationDenied.ServiceNotOpen": (NotAllowed, "open ModelArk in the console"),
    "AccessDenied": (NotAllowed, "use keys that may read tasks and bills"),
    "InvalidEndpointOrModel": (Retired, "the endpoint or model is gone"),
    "ModelNotOpen": (NotAllowed, "open the model in the console"),
    "NotFound": (Retired, OURS),
    "MissingParameter": (Refused, OURS),
    "InvalidParameter": (Refused, "check start and the account's options, or look for a newer version of Reelspend"),
    "QuotaExceeded": (TooManyRequests, LATER),
    "SetLimitExceeded": (TooManyRequests, LATER),
    "InflightBatchsizeExceeded": (TooManyRequests, LATER),
    "RateLimitExceeded": (TooManyRequests, LATER),
    "ModelAccountRpmRateLimitExceeded": (TooManyRequests, LATER),
    "APIAccountRpmRateLimitExceeded": (TooManyRequests, LATER),
    "AccountRateLimitExceeded": (TooManyRequests, LATER),
    "AccountFlowLimitExceeded": (TooManyRequests, LATER),
    "ServerOverloaded": (TooManyRequests, LATER),
    "RequestBurstTooFast": (TooManyRequests, LATER),
    "InternalServiceError": (ProviderDown, LATER),
    "InternalError": (ProviderDown, LATER),
    "ServiceUnavailableTemp": (ProviderDown, LATER),
    "InvalidTimestamp": (WrongKey, CLOCK),
    "RequestExpired": (WrongKey, CLOCK),
    "InvalidAccessKey": (WrongKey, KEYS),
    "InvalidCredential": (WrongKey, KEYS),
    "SignatureDoesNotMatch": (WrongKey, KEYS),
    "InvalidActionOrVersion": (Retired, OURS),
}
"""A code may go on after a full stop, as in `RateLimitExceeded.EndpointRPMExceeded`."""
NOT_NOW = ("QuotaExceeded", "SetLimitExceeded", "InflightBatchsizeExceeded")
"""What no waiting of ours mends."""


def fault_of(answer: httpx.Response) -> ProviderFault | None:
    """The error in the body, which may come with status 200; without one, or with an unknown code, the status."""
    code = _code(body_of(answer))
    kind, advice = _known(code)
    if not code or (kind is Garbled and answer.status_code >= 400):
        return fault_of_status(answer)
    words = words_of(answer)
    said = f"{place(answer.request)} was answered with {code}" + (f" ({words})" if words else "")
    return kind(f"{said}; {advice}.", retry_now=code not in NOT_NOW)


def _code(body: Any) -> str:
    """The error's code in either interface's shape; "" where there is none."""
    around = body if isinstance(body, Mapping) else {}
    metadata = around.get("ResponseMetadata")
    error = metadata.get("Error") if isinstance(metadata, Mapping) else around.get("error")
    if not isinstance(error, Mapping):
        return ""
    return str(error.get("Code") or error.get("code") or "")[:100]


def _known(code: str) -> tuple[type[ProviderFault], str]:
    """By the whole code, else by what stands before its last full stop, and so on."""
    while code and code not in CODES:
        code = code.rpartition(".")[0]
    return CODES.get(code, UNKNOWN)
