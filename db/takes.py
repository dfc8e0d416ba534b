"""Which takes there were, as the bits of whole numbers, sixty to each, so that none counts twice where days add up.

PostgreSQL has BIT_OR of its own; SQLite is given one when a ledger is opened.
"""

from typing import Final

IN_A_BLOCK: Final = 60
BLOCK: Final = f"COALESCE(u.take / {IN_A_BLOCK}, -1)"
"""Which sixty a take is of; -1 where no take is named."""
BIT: Final = f"CAST(1 AS BIGINT) << (u.take % {IN_A_BLOCK})"


class BitOr:
    """The bits that are in any of the numbers; None of no number at all."""

    def __init__(self) -> None:
        self.bits: int | None = None

    def step(self, bits: int | None) -> None:
        """Take one more number in."""
        if bits is not None:
            self.bits = (self.bits or 0) | bits

    def finalize(self) -> int | None:
        """What there was."""
        return self.bits
