"""The address of the screen that shows what an alert or a letter says: the same days, words and part of it."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode

from dashboard.measures.periods import CUSTOM
from dashboard.scenarios.asked import FILTERS
from dashboard.view import View

FIRST_SCREEN: Final = "overview"
"""The one that opens by itself: its path is the bare address."""


def address_of(screen: str, view: View, **choices: str) -> str:
    """The path and query of a screen in `dashboard/screens` that narrows to a view; `choices` are the screen's own.

    Words of other dimensions than the screens' filters have are left out.
    """
    narrowing = view.narrowing
    return on_days(screen, narrowing.since, narrowing.until, narrowing.where, **choices)


def on_days(
    screen: str, since: date, until: date, where: Mapping[str, Collection[str]] | None = None, **choices: str
) -> str:
    """The same for days from `since` to before `until`, and words by dimension."""
    said = [("period", CUSTOM), ("days", f"{since}"), ("days", f"{until - timedelta(days=1)}")]
    said += [(name, word) for name in FILTERS for word in sorted((where or {}).get(name, ()))]
    path = "" if screen == FIRST_SCREEN else screen
    return f"/{path}?{urlencode([*said, *choices.items()])}"


def can_be_opened(where: Mapping[str, Collection[str]]) -> bool:
    """Whether the screens' filters can narrow to these words."""
    return set(where) <= set(FILTERS)
