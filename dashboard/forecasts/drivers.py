"""What drove an odd stretch of days: which team, model and project, and whether by volume, price or what was kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
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
    by, _, word = anomaly.part.partition("=")
    mine = view.only(**{by: [word]}) if by else view
    here = _rows(mine.during(anomaly.first, anomaly.past))
    before = [
        _rows(mine.during(anomaly.first - timedelta(weeks=back), anomaly.past - timedelta(weeks=back)))
        for back in range(1, WEEKS + 1)
    ]
    found = [
        _driver(words, here.get(words, {}), [rows.get(words, {}) for rows in before]) for words in _all(here, before)
    ]
    sign = 1 if anomaly.impact > 0 else -1
    found.sort(key=lambda one: -sign * one.impact)
    return [one for one in found[:most] if sign * one.impact > 0]


def _rows(view: View) -> dict[tuple[str, ...], dict[str, Any]]:
    rows = view.figures(NEEDED, BY).to_dict("records")
    return {tuple(str(row[name]) for name in BY): {str(name): value for name, value in row.items()} for row in rows}


def _all(
    here: Mapping[tuple[str, ...], Any], before: list[dict[tuple[str, ...], dict[str, Any]]]
) -> list[tuple[str, ...]]:
    return sorted({*here, *(words for rows in before for words in rows)})


def _driver(words: tuple[str, ...], now: Mapping[str, Any], before: list[Mapping[str, Any]]) -> Driver:
    usual = _mean([row.get("cost") for row in before])
    return Driver(words, now.get("cost") or Decimal(0), usual, _why(now, before))


def _mean(values: list[Decimal | None]) -> Decimal:
    """A week's mean, weeks without it counted as nothing."""
    return sum((value or Decimal(0) for value in values), Decimal(0)) / max(len(values), 1)


def _why(now: Mapping[str, Any], before: list[Mapping[str, Any]]) -> str:
    """Volume, price and keep rate against the weeks before, those that moved."""
    if not any(row.get("cost") for row in before):
        return "new, with nothing of it in the four weeks before"
    if not now.get("cost"):
        return "none of it this time"
    usual = {name: _mean([row.get(name) for row in before]) for name in VOLUMES}
    said = [_moved(name, now[name], usual[name]) for name in VOLUMES if now.get(name) and usual[name]][:1]
    for name, label in (("cost_per_second", "cost per second"), ("keep_rate", "keep rate")):
        known = [row[name] for row in before if row.get(name) is not None]
        said.append(_moved(label, now.get(name), _mean(known) if known else None))
    return ", ".join(filter(None, said)) or "neither its volume nor its price tells why"


def _moved(label: str, now: Decimal | None, usual: Decimal | None) -> str:
    if now is None or not usual or abs(now / usual - 1) < LITTLE:
        return ""
    return f"{now / usual:.1f} × the usual {label}"
