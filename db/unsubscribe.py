"""The word in a link with which a reader stops one kind of letter, and that nobody else can make.

It holds the e-mail address and the letter, signed (HMAC-SHA256) with the ledger's own key, `db.outbox.key`. It does not
expire: a link in an old letter still works.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

__all__ = ["PATH", "address", "read", "token"]

PATH = "/unsubscribe"


def token(key: str, email: str, letter: str) -> str:
    """The word for one reader and one letter, which is a file name in dashboard/letters."""
    said = f"{email}\n{letter}".encode()
    return f"{_written(said)}.{_written(_signed(key, said))}"


def read(key: str, word: str) -> tuple[str, str] | None:
    """The e-mail address and the letter of a word; None for one that was not made with this key."""
    parts = word.split(".")
    try:
        said, signature = (urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in parts)
        if not hmac.compare_digest(signature, _signed(key, said)):
            return None
        email, letter = said.decode().split("\n")
    except ValueError:
        return None
    return email, letter


def address(site: str, key: str, email: str, letter: str) -> str:
    """The whole link; POST to it is the one click of RFC 8058, GET is a page that asks."""
    return f"{site.rstrip('/')}{PATH}?token={token(key, email, letter)}"


def _signed(key: str, said: bytes) -> bytes:
    return hmac.new(bytes.fromhex(key), said, sha256).digest()


def _written(what: bytes) -> str:
    """As it may stand in an address."""
    return urlsafe_b64encode(what).decode().rstrip("=")
