"""The address of alerts on their screen: just those that a letter tells of, whatever became of them since."""

from collections.abc import Collection, Iterable
from typing import Final
from urllib.parse import urlencode

PART: Final = "Alerts"
EVERY: Final = "All"
NUMBER: Final = "alert"
MOST: Final = 2**31 - 1
"""No alert has a higher number."""


def address_of(numbers: Iterable[int]) -> str:
    """The path and query of the part that shows these alerts; all of them where none has a number."""
    said = [("budgets", PART), ("alerts", EVERY), *((NUMBER, f"{number}") for number in numbers if number)]
    return f"/budgets?{urlencode(said)}"


def numbers_of(words: Collection[str]) -> frozenset[int]:
    """The alerts that an address asks for. Raises ValueError for a word that is no number of an alert."""
    wrong = [word for word in words if not (word.isascii() and word.isdigit() and 0 < int(word[:20]) <= MOST)]
    if wrong:
        raise ValueError(f"the address asks for the alert “{wrong[0][:40]}”, which is no number; it takes alert=17")
    return frozenset(map(int, words))
