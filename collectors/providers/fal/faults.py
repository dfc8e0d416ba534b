"""What fal's refusals mean, and what a person can do about them."""

from collections.abc import Mapping

import httpx

from collectors.answers import fault_of_status, place, words_of
from collectors.errors import NotAllowed, ProviderFault, Retired, WrongKey

REFUSALS: Mapping[int, tuple[type[ProviderFault], str]] = {
    401: (WrongKey, "put a valid ADMIN key of this fal account into its credentials"),
    403: (NotAllowed, "create a key with the ADMIN scope in fal's dashboard and use it for this account"),
    404: (Retired, "check base_url, or look for a newer version of Reelspend"),
}


def fault_of(answer: httpx.Response) -> ProviderFault | None:
    """The fault a status stands for, with fal's own words; reads both `error` and `detail` bodies."""
    if answer.status_code not in REFUSALS:
        return fault_of_status(answer)
    kind, advice = REFUSALS[answer.status_code]
    words = f" ({said})" if (said := words_of(answer)) else ""
    return kind(f"{place(answer.request)} was answered {answer.status_code}{words}; {advice}.")
