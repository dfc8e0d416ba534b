"""Which hidden multipliers has a second of this work, and how much of its list price is each?

Each compares two list prices of the same day: with sound against without, 4K against 1080p, a reseller's against the
maker's own. They overlap: one that is dropped changes the others, so they do not add up to a saving.
"""

from collections.abc import Callable
from typing import Final

from db.listed import Asked

AUDIO, LARGE, RESELLER = "audio", "4k", "reseller"
SOUNDS: Final = ("on", "voice")
FOUR_K, FULL_HD = "4k", "1080p"
OF_FULL_HD: Final = "pro"
"""What sellers call 1080p where their mode is only another word for the size."""
Second = Callable[[Asked, int], int | None]
"""The list price of a second (nano-units) on a day (YYYYMMDD), None where not known."""


def extras(asked: Asked, day: int, second: Second, own: str) -> dict[str, int | None]:
    """By multiplier, what it adds to the list price of a second (nano-units, may be negative); None where not known.

    One that the work does not have is not there. `own` is the seller who sells the model for its maker, "" unknown.
    """
    plain = asked._replace(endpoint="", unit="second")
    others: dict[str, Asked] = {}
    if asked.audio in SOUNDS:
        others[AUDIO] = plain._replace(audio="off")
    if asked.resolution == FOUR_K:
        others[LARGE] = plain._replace(resolution=FULL_HD)
    if own != asked.seller:
        others[RESELLER] = plain._replace(seller=own)
    return {name: _difference(second(plain, day), _known(other, day, second)) for name, other in others.items()}


def _known(asked: Asked, day: int, second: Second) -> int | None:
    """The list price, also where only the mode is called otherwise at that size."""
    found = second(asked, day)
    if found is None and asked.resolution == FULL_HD and asked.mode == FOUR_K:
        return second(asked._replace(mode=OF_FULL_HD), day)
    return found


def _difference(price: int | None, other: int | None) -> int | None:
    return None if price is None or other is None else price - other
