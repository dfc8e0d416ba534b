"""What a forecast is made from: a reader's work by day, in total and by team, model and account."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from dashboard.measures.outlook.history import History, history_of, whole_past
from dashboard.measures.readable import readable
from dashboard.view import View
from db.scopes import SCOPES, scope_of

PARTS: Final = ("team", "model", "account")
"""Dimensions whose words each have a forecast of their own."""
LOOKED_AT: Final = timedelta(days=800)
RECENT: Final = timedelta(days=28)
"""What the work is like now, where shares of it are asked for."""
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Past:
    """Work up to `today`; days before `past` are known in full. `scope` is what the reader may see and has chosen."""

    history: History
    today: date
    past: date
    scope: str

    def part(self, by: str) -> list[str]:
        """The parts by one dimension."""
        return [part for part in self.history.parts if part.startswith(f"{by}=")]


def past_of(view: View, today: date, zone: ZoneInfo) -> Past:
    """The work in view, over all days up to today whatever days were chosen."""
    every = view.during(today - LOOKED_AT, today + DAY)
    sums = {by: every.sums([by, "day"] if by else ["day"], ["cost"]) for by in ("", *PARTS)}
    rows = cast("list[Mapping[Any, Any]]", readable(view.accounts()).to_dict("records"))
    return Past(history_of(sums, today + DAY), today, whole_past(rows, today, zone), scope(view))


def scope(view: View) -> str:
    """What the reader may see and has chosen, as a budget is narrowed; "" is everything."""
    words = {name: [*map(str, said)] for name, said in view.narrowing.where.items() if name in SCOPES}
    if view.reader.teams is not None:
        words["team"] = sorted(view.reader.teams & set(words.get("team", view.reader.teams))) or ["nobody's"]
    return scope_of(words)


def part_of(where: Mapping[str, Collection[str]]) -> str:
    """The part of everything that these words are, such as team=social; "" where they are no single word of one."""
    words = [(name, word) for name, said in where.items() for word in said]
    return "=".join(words[0]) if len(words) == 1 and words[0][0] in PARTS else ""
