"""A budget as a row of words, as it stands in a file and in the table of the screen; and back."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from babel.numbers import list_currencies

from db.budgets import Budget
from db.money import exact, from_nano, plain
from db.window import day_number, day_of_number

NEEDED: Final = ("name", "period", "amount")
DAYS: Final = ("since", "until", "raised_since", "raised_until")
WHOLE: Final = ("year_start", "probability")
COLUMNS: Final = tuple(Budget.model_fields)
"""The columns of a row, in their order."""


def row_of(budget: Budget) -> dict[str, str]:
    """A budget's row: amounts as plain digits, days as 2026-11-22; "" where nothing is said."""
    return {name: _word(name, getattr(budget, name)) for name in COLUMNS}


def _word(name: str, value: Any) -> str:
    if value is None or (name == "raised" and not value):
        return ""
    if name in ("amount", "raised"):
        return plain(from_nano(value))
    return f"{day_of_number(value)}" if name in DAYS else str(value)


def budget_from(words: Mapping[str, str], currency: str) -> Budget:
    """The budget that a row stands for; an empty currency is this one. Raises ValueError for what is wrong first."""
    said = {name: words.get(name, "").strip() for name in COLUMNS}
    for name in NEEDED:
        if not said[name]:
            raise ValueError(f"{name} is empty")
    given: dict[str, Any] = {name: word for name, word in said.items() if word}
    given |= {name: _day(name, given[name]) for name in DAYS if name in given}
    given |= {name: _number(name, given[name]) for name in ("amount", "raised") if name in given}
    given |= {name: _whole(name, given[name]) for name in WHOLE if name in given}
    given |= {name: given[name].lower() for name in ("period", "rollover") if name in given}
    return Budget.model_validate(given | {"currency": _currency(said["currency"]) if said["currency"] else currency})


def _day(name: str, text: str) -> int:
    try:
        return day_number(date.fromisoformat(text))
    except ValueError:
        raise ValueError(f"{name} is {text[:40]!r}, which is no day; write it as 2026-11-22") from None


def _number(name: str, text: str) -> Decimal:
    try:
        return exact(text)
    except ValueError:
        raise ValueError(f"{name} is {text[:40]!r}, which is no number; write it as 8000 or 0.126") from None


def _whole(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{name} is {text[:40]!r}, which is no whole number; write it as 4")
    return int(text[:9])


def _currency(text: str) -> str:
    if text.upper() not in list_currencies():
        raise ValueError(f"currency is {text[:40]!r}, which is no currency; write it as USD")
    return text.upper()
