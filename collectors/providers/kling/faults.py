"""What an answer of Kling's means: its `code` decides, never the HTTP status, which is 429 in six meanings."""

from collections.abc import Iterator, Mapping
from typing import Any

import httpx

from collectors.answers import LATER, LONGEST_WORDS, body_of, fault_of_status
from collectors.discretion import shortened
from collectors.errors import (
    ExpiredKey,
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
CODES: dict[str, tuple[type[ProviderFault], str]] = {
    "1000": (WrongKey, "check the account's API key"),
    "1001": (WrongKey, "give the account an API key"),
    "1002": (WrongKey, "check the key, and use an API key where this is closed to an access key with a secret key"),
    "1003": (WrongKey, "the token is not valid yet, so check this machine's clock"),
    "1004": (ExpiredKey, "the token has expired, so check this machine's clock"),
    "1100": (Refused, "the account is not in order, so ask Kling about it"),
    "1101": (OutOfCredit, "the account is in arrears, so settle what it owes"),
    "1102": (OutOfCredit, "the pack is used up or expired, so buy units"),
    "1103": (NotAllowed, "use a key that may read billing"),
    "1200": (Refused, OURS),
    "1201": (Refused, OURS),
    "1202": (Retired, OURS),
    "1203": (Retired, OURS),
    "1300": (Refused, "Kling's policy forbids it, so ask Kling why"),
    "1301": (Refused, "Kling's content rules forbid it, so ask Kling why"),
    "1302": (TooManyRequests, LATER),
    "1303": (TooManyRequests, LATER),
    "1304": (NotAllowed, "put this machine's address on the account's list of allowed addresses"),
    "5000": (ProviderDown, LATER),
    "5001": (ProviderDown, LATER),
    "5002": (ProviderDown, LATER),
}


def fault_of(answer: httpx.Response) -> ProviderFault | None:
    """The error of the outer or the inner envelope; without a code that is documented, that of the status."""
    said = list(_envelopes(body_of(answer)))
    troubled = next((envelope for envelope in said if str(envelope["code"]) != "0"), None)
    if troubled is None:
        return fault_of_status(answer)
    code, words = str(troubled["code"]), str(troubled.get("message") or troubled.get("msg") or "")
    kind, advice = CODES.get(code, (Garbled, LATER))
    if kind is Garbled and answer.status_code >= 400:
        return fault_of_status(answer)
    words = f" ({shortened(words, LONGEST_WORDS)})" if words else ""
    return kind(f"Kling answered {answer.request.url.path} with code {code}{words}; {advice}.")


def _envelopes(body: Any) -> Iterator[Mapping[str, Any]]:
    """The outer and the inner envelope, as far as they have a code."""
    for envelope in (body, body.get("data") if isinstance(body, dict) else None):
        if isinstance(envelope, dict) and envelope.get("code") is not None:
            yield envelope
