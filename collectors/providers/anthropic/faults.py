"""What an error of Anthropic's means, and what to do about it."""

import httpx

from collectors.answers import fault_of_status, words_of
from collectors.errors import NotAllowed, OutOfCredit, ProviderFault, Retired, WrongKey

ADMIN_KEY = "only an admin key may ask, which an organization's admin creates in the Claude Console under Admin keys"
MEANINGS: dict[int, tuple[type[ProviderFault], str]] = {
    401: (WrongKey, f"check the account's admin_key: {ADMIN_KEY}"),
    402: (OutOfCredit, "settle the organization's billing in the Claude Console"),
    403: (NotAllowed, ADMIN_KEY),
    404: (Retired, "this is not, or no longer, at Anthropic: check base_url"),
}


def fault_of(answer: httpx.Response) -> ProviderFault | None:
    """The status's meaning here, else the usual one: 429, 500, 504 and 529 (overloaded) pass, 400 does not."""
    if answer.status_code not in MEANINGS:
        return fault_of_status(answer)
    kind, advice = MEANINGS[answer.status_code]
    words = words_of(answer)
    said = f"Anthropic answered {answer.request.url.path} with {answer.status_code}" + (f" ({words})" if words else "")
    return kind(f"{said}; {advice}.")
