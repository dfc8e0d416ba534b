"""How tokens are counted: by the million, each kind in a unit of its own.

A price is asked for a million, and a token is a whole number of nano-units of one, so both stay exact. A bill
line that counts one kind pays for no other.
"""

from decimal import Decimal
from typing import Final

INPUT: Final = "M input tokens"
CACHED: Final = "M cached input tokens"
WRITTEN: Final = "M cache write tokens"
WRITTEN_LONG: Final = "M long cache write tokens"
OUTPUT: Final = "M output tokens"
TOKEN_UNITS: Final = frozenset((INPUT, CACHED, WRITTEN, WRITTEN_LONG, OUTPUT))
"""Of language models: fresh input, input read from a cache, input written to one (for minutes, for an hour), output."""
VIDEO: Final = "M video tokens"
"""Of models that make video and are billed by its size and length."""


def millions(tokens: int) -> Decimal:
    """The quantity of a fact that counts so many tokens."""
    return Decimal(tokens).scaleb(-6)
