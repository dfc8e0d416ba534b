"""How numbers, times and words come in: exact, whole, and such that every database can store them."""

from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from db.money import to_nano
from db.window import microseconds

_to_nano = lru_cache(maxsize=8192)(to_nano)


def _nano(number: object) -> object:
    """A Decimal as whole nano-units. Anything else is refused: a bare int could mean either."""
    if number is None:
        return None
    if not isinstance(number, Decimal) or not number.is_finite():
        raise ValueError(f"{number!r} is not a finite Decimal")
    return _to_nano(number)


def _storable(text: object) -> object:
    """Without the zero bytes and halves of letters that not every database can store."""
    if not isinstance(text, str) or (text.isascii() and "\0" not in text):
        return text
    return text.encode(errors="ignore").decode().replace("\0", "")


def _in_order(labels: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The same labels are the same facet, in whatever order they come; of a key said twice the last counts."""
    return tuple(sorted(dict(labels).items()))


def _instant(at: object) -> object:
    """An aware datetime as whole microseconds since 1970."""
    if at is None:
        return None
    if not isinstance(at, datetime) or at.tzinfo is None:
        raise ValueError(f"{at!r} is not a time with a time zone")
    return microseconds(at)


Number = Annotated[int, BeforeValidator(_nano)]
Instant = Annotated[int, BeforeValidator(_instant)]
Count = Annotated[int, Field(ge=0)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Word = Annotated[str, Field(max_length=500), BeforeValidator(_storable)]
Id = Annotated[str, Field(min_length=1, max_length=500), BeforeValidator(_storable)]
Amount = Annotated[int, Field(ge=0), BeforeValidator(_nano)]
Labels = Annotated[tuple[tuple[Word, Word], ...], AfterValidator(_in_order)]
