"""Where one provider tells the same money twice and the two do not agree."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Difference:
    """A UTC day, endpoint and key for which a provider's usage report and its bill tell two sums, in `currency`."""

    day: date
    endpoint: str
    key: str
    usage: Decimal
    bill: Decimal
    currency: str = "USD"
