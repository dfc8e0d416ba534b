"""What a forecast says of one stretch of days."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """What the days of a stretch will add up to, in the unit of the history.

    The bounds held 80 and 95 of 100 times on the past; they are None where there is too little of it. Without `enough`
    history it is a run-rate and no more. `remarks` are said to the reader.
    """

    expected: float
    low80: float | None
    high80: float | None
    low95: float | None
    high95: float | None
    method: str
    enough: bool
    remarks: tuple[str, ...] = ()
