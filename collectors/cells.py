"""Read one cell of a row of a file; one that makes no sense raises a ValueError that names its column."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

from db.money import exact

KEPT = 65536


def needed(words: Mapping[str, str], *names: str) -> str:
    """The first of these words that is there."""
    for name in names:
        if words[name]:
            return words[name]
    raise ValueError(f"{' or '.join(names)} is empty")


@lru_cache(maxsize=KEPT)
def instant(name: str, text: str) -> datetime:
    """An ISO 8601 time, or BigQuery's form of it, in UTC; without a zone it is UTC already."""
    try:
        at = datetime.fromisoformat(text.removesuffix(" UTC"))
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"{name}: {text!r} is not a time such as 2026-01-31T00:00:00Z") from None


@lru_cache(maxsize=KEPT)
def number(name: str, text: str) -> Decimal:
    """A number, digit for digit."""
    try:
        return exact(text)
    except ValueError as fault:
        raise ValueError(f"{name}: {fault}") from None


def positive(name: str, text: str) -> Decimal | None:
    """A number that is not negative; None where there is none."""
    found = number(name, text) if text else None
    if found is not None and found < 0:
        raise ValueError(f"{name} is {found}, which cannot be negative")
    return found
