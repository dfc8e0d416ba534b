"""What drove an odd stretch of days: which team, model and project, and whether by volume, price or what was kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from statistics import median
from typing import Any, Final

from dashboard.measures.outlook.anomaly import Anomaly
from dashboard.view import View

BY: Final = ("team", "model", "project")
VOLUMES: Final = ("seconds", "clips", "tokens")
"""What says how much was made; the first that is known counts."""
NEEDED: Final = ("cost", *VOLUMES, "cost_per_second", "keep_rate")
WEEKS: Final = 4
LITTLE: Final = Decimal("0.1")
"""A change by less is none."""
OTHERS: Final = "all other work"
Rows = Mapping[tuple[str, ...], Mapping[str, Any]]
"""Measures by team, model and project."""


@dataclass(frozen=True, slots=True)
class Driver:
    """Work that cost `now` where it usually costs `usual` in as many days; by what, in words."""

    words: tuple[str, ...]
    now: Decimal
    usual: Decimal
    why: str

    @property
    def impact(self) -> Decimal:
        """How much more than usual."""
        return self.now - self.usual


def drivers(view: View, anomaly: Anomaly, most: int = 3) -> list[Driver]:
    """The combinations that moved most in the direction of the anomaly, against the same days of the weeks before."""
    return _moved_most(anomaly, *_weeks(view, anomaly), most)


def explained(view: View, anomaly: Anomaly, most: int = 3) -> list[Driver]:
    """The same, and all other work as one more: together they are all that the days cost."""
    here, before = _weeks(view, anomaly)
    found = _moved_most(anomaly, here, before, most)
    return [*found, *_others(found, here, before)] if found else []


def _weeks(view: View, anomaly: Anomaly) -> tuple[Rows, list[Rows]]:
    """What each combination came to on the days of the anomaly, and on the same days of the weeks before."""
    by, _, word = anomaly.part.partition("=")
    mine = view.only(**{by: [word]}) if by else view
    here = _rows(mine.during(anomaly.first, anomaly.past))
    before = [
        _rows(mine.during(anomaly.first - timedelta(weeks=back), anomaly.past - timedelta(weeks=back)))
        for back in range(1, WEEKS + 1)
    ]
    return here, before


def _moved_most(anomaly: Anomaly, here: Rows, before: list[Rows], most: int) -> list[Driver]:
    found = [
        _driver(words, here.get(words, {}), [rows.get(words, {}) for rows in before]) for words in _all(here, before)
    ]
    sign = 1 if anomaly.impact > 0 else -1
    found.sort(key=lambda one: -sign * one.impact)
    return [one for one in found[:most] if sign * one.impact > 0]


def _others(found: Sequence[Driver], here: Rows, before: list[Rows]) -> list[Driver]:
    """All work but what was found; its usual is that of all of it, because what is sparse has none by itself."""
    named = {one.words for one in found}
    now, *weeks = (
        [row["cost"] for words, row in rows.items() if words not in named and row["cost"]] for rows in (here, *before)
    )
    if not any((now, *weeks)):
        return []
    count = f"{len(now)} more that moved less far" if now else "none of it this time"
    return [Driver((OTHERS,), sum(now, Decimal(0)), median(sum(week, Decimal(0)) for week in weeks), count)]


def _rows(view: View) -> Rows:
    rows = view.figures(NEEDED, BY).to_dict("records")
    return {tuple(str(row[name]) for name in BY): {str(name): value for name, value in row.items()} for row in rows}


def _all(here: Rows, before: list[Rows]) -> list[tuple[str, ...]]:
    return sorted({*here, *(words for rows in before for words in rows)})


def _driver(words: tuple[str, ...], now: Mapping[str, Any], before: list[Mapping[str, Any]]) -> Driver:
    usual = _middle([row.get("cost") for row in before])
    return Driver(words, now.get("cost") or Decimal(0), usual, _why(now, before))


def _middle(values: list[Decimal | None]) -> Decimal:
    """The middle week's, weeks without it counted as nothing: a week that ran wild makes nothing usual."""
    return median(value or Decimal(0) for value in values)


def _why(now: Mapping[str, Any], before: list[Mapping[str, Any]]) -> str:
    """Volume, price and keep rate against the weeks before, those that moved."""
    there = sum(1 for row in before if row.get("cost"))
    if not there:
        return "new, with nothing of it in the four weeks before"
    if not now.get("cost"):
        return "none of it this time"
    if not _middle([row.get("cost") for row in before]):
        return f"there in {there} of the four weeks before"
    usual = {name: _middle([row.get(name) for row in before]) for name in VOLUMES}
    said = [_moved(name, now[name], usual[name]) for name in VOLUMES if now.get(name) and usual[name]][:1]
    for name, label in (("cost_per_second", "cost per second"), ("keep_rate", "keep rate")):
        known = [row[name] for row in before if row.get(name) is not None]
        said.append(_moved(label, now.get(name), median(known) if known else None))
    return ", ".join(filter(None, said)) or "neither its volume nor its price tells why"


def _moved(label: str, now: Decimal | None, usual: Decimal | None) -> str:
    if now is None or not usual or abs(now / usual - 1) < LITTLE:
        return ""
    return f"{now / usual:.1f} × the usual {label}"
