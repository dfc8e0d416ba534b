"""What messages are called: which letter tells of a kind of alert, and the Message-ID that a letter always has."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

E_MAIL: Final = "e-mail"
DIGEST: Final = "alerts_digest"
OTHER: Final = "alert"
LETTERS_OF: Final[Mapping[str, str]] = {
    "budget": "budget_alert", "forecast": "forecast_alert", "anomaly": "anomaly", "collection": "collection_failed",
}  # fmt: skip


def letter_of(kind: str) -> str:
    """The letter that tells of alerts of this kind; one that has none of its own is told of in a plain one."""
    return LETTERS_OF.get(kind, OTHER)


def message_id(site: str, *words: str) -> str:
    """The Message-ID of what these words say: the same whoever asks, and of the dashboard's host where that is known.

    A mail server that was handed a letter twice knows it by this.
    """
    digest = sha256("\0".join(words).encode()).hexdigest()
    return f"<{digest[:40]}@{urlsplit(site).hostname or 'reelspend.invalid'}>"
