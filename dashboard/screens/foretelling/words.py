"""How forecasts are headed and written, on the screen as in its files."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from dashboard.measures.outlook.line import Line
from dashboard.ui import amounts
from db.money import from_nano

MONEY: Final = (
    "actual", "known", "expected", "low80", "high80", "low95", "high95", "steps", "impact", "left", "saved", "moved",
)  # fmt: skip
LIKE: Final[Mapping[str, str]] = MappingProxyType(
    dict.fromkeys(MONEY, "cost")
    | dict.fromkeys(("wape", "bias", "cover80", "cover95", "part_made"), "estimated_share")
    | dict.fromkeys(("forecasts", "replayed", "days"), "clips")
)
"""Which measure each number is written like."""


def labels(currency: str, **more: str) -> dict[str, str]:
    """What columns are called; money with its currency."""
    money = {
        "actual": "Cost", "known": "Known so far", "expected": "Expected", "low80": "80%: from", "high80": "80%: to",
        "low95": "95%: from", "high95": "95%: to", "steps": "Of it known steps", "impact": "More than expected",
        "left": "Still to come", "saved": "Saved there", "moved": "Moved it by",
    }  # fmt: skip
    words = {"day": "Day", "horizon": "Month", "part": "Part", "method": "Method", "remarks": "Remarks"}
    return {**words, **{name: f"{said} ({currency})" for name, said in money.items()}, **more}


def money(nano: int | None, currency: str) -> str:
    """Whole nano-units as people read them, without cents where they are large; a dash for None."""
    return amounts.written("cost", None if nano is None else from_nano(nano), currency, short=True)


def month(line: Line) -> str:
    """The month of a forecast, such as November 2026."""
    return named(line.horizon.first)


def named(first: date) -> str:
    """A month in words."""
    return f"{first:%B %Y}"


def part(text: str) -> str:
    """A part as people write it: social, for team=social."""
    by, _, word = text.partition("=")
    return amounts.word(by, word) if by else "everything"
