"""A shot that took more takes, or more money, than the company lets one take before somebody looks."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

from dashboard.alerts.address import on_days
from dashboard.alerts.watch import DAY, Watch, about
from dashboard.deliverables import stop_loss
from dashboard.measures import amounts
from dashboard.view import View
from db.alerts import Crossing, Told
from db.money import to_nano

PART: Final = "Shots over their limit"
NEWS: Final = timedelta(days=3)
"""A shot that nobody worked on for longer is no news."""
RESTS: Final = timedelta(days=14)
"""And the alert of a video that nobody worked on for so long is over."""
LIFE: Final = "its whole life"
TODO: Final = "Ask its team whether the shot is worth more takes; else keep the best one, or change the shot."


def crossings(watch: Watch) -> Iterator[Crossing]:
    """Each shot over a limit that was worked on lately, and those that stand open."""
    if not watch.limits:
        return
    recent, known = _recent(watch), {one.key for one in watch.told if one.resolved is None}
    for row in stop_loss(recent, watch.limits).to_dict("records"):
        if row["last"] > watch.today - NEWS or (_rule(row), _limits(watch), LIFE) in known:
            yield _crossing(watch, recent, row)


def ended(watch: Watch, told: Told) -> bool:
    """Nobody works on its video any more, or other limits hold now."""
    working = set(_recent(watch).words("video"))
    return told.threshold != _limits(watch) or not any(_is_of(told, video) for video in working)


def _recent(watch: Watch) -> View:
    return watch.view.during(watch.today - RESTS, watch.today + DAY)


def _limits(watch: Watch) -> str:
    """The limits as a threshold."""
    takes, cost = watch.limits.takes, watch.limits.cost
    said = [f"{takes} takes"] if takes is not None else []
    return " or ".join([*said, *([amounts.money(cost, watch.view.currency)] if cost is not None else [])])


def _is_of(told: Told, video: str) -> bool:
    return told.rule.endswith(f" of {video}")


def _rule(row: Mapping[Any, Any]) -> str:
    return f"shot {row['shot']} of {row['video']}"


def _crossing(watch: Watch, recent: View, row: Mapping[Any, Any]) -> Crossing:
    video, days = str(row["video"]), recent.narrowing
    teams = recent.only(video=[video]).words("team")
    address = on_days("videos", days.since, days.until, part=PART)
    impact = None if row["cost"] is None else to_nano(row["cost"])
    return Crossing(
        _rule(row), _limits(watch), LIFE, "stop_loss", _said(watch, row), TODO, address,
        about(team=teams, video=[video]), impact,
    )  # fmt: skip


def _said(watch: Watch, row: Mapping[Any, Any]) -> str:
    """By how much it is over each limit that it is over."""
    said, currency = [], watch.view.currency
    if row["takes_over"] is not None:
        said.append(f"took {amounts.number(row['takes'])} takes, {amounts.number(row['takes_over'])} too many")
    if row["cost_over"] is not None:
        cost, over = (amounts.written("cost", row[name], currency) for name in ("cost", "cost_over"))
        said.append(f"cost {cost}, {over} too much")
    return f"Shot {row['shot']} of {row['video']} {', and '.join(said)}."
