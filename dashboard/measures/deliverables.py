"""What does each video cost, what for, and how much of what was generated for it is used?"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Final

import pandas as pd

from dashboard.measures.comparison import ratio
from dashboard.measures.measure import Measure

MEASURES = (
    Measure("used_share", "Used of the seconds", "usable", "seconds", "share", 1, only_with="judged",
            explained="seconds kept in the edit ÷ seconds generated; what nobody has judged yet is not used yet"),
)  # fmt: skip
SUMMED: Final = ("cost", "seconds", "usable_seconds", "used_share", "clips", "kept", "judged")
SPREAD: Final = ("video", "kind", "team", "day")
COLUMNS: Final = (
    "video", "title", "team", "status", "cost", "render", "plan", "seconds", "usable_seconds", "used_share",
    "finished", "cost_per_finished_minute", "clips", "kept", "judged", "last",
)  # fmt: skip
QUIET: Final = timedelta(days=14)
FINISHED, IN_WORK, RESTING = "finished", "in work", "resting"
CENT: Final = Decimal("0.01")


def deliverables(sums: pd.DataFrame, spread: pd.DataFrame, named: pd.DataFrame, today: date) -> pd.DataFrame:
    """A row for each video, the dearest first, with COLUMNS.

    `sums` are SUMMED by video, `spread` is the cost by SPREAD, `named` has what each is called and its finished
    `seconds` (see `db.videos`). A video is finished once its length is said, resting after two weeks without work.
    """
    titles = {row["id"]: row for row in named.to_dict("records")}
    parts = {str(video): rows for video, rows in spread.groupby("video", sort=False)}
    rows = [
        _row(row, parts[row["video"]], titles.get(row["video"], {}), today)
        for row in sums.to_dict("records")
        if row["video"]
    ]
    rows.sort(key=lambda row: (-(row["cost"] or 0), row["video"]))
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _row(sums: Mapping[Any, Any], spread: pd.DataFrame, named: Mapping[Any, Any], today: date) -> dict[str, Any]:
    stated, last = named.get("seconds"), max(spread["day"])
    finished = stated if stated is not None else sums["usable_seconds"]
    money = {kind: total(spread[spread["kind"] == kind]["cost"]) for kind in ("render", "plan")}
    return {
        **sums,
        **money,
        "title": named.get("title") or sums["video"],
        "team": dearest(spread, "team"),
        "status": FINISHED if stated is not None else RESTING if today - last > QUIET else IN_WORK,
        "finished": finished,
        "cost_per_finished_minute": per_minute(sums["cost"], finished),
        "last": last,
    }


def total(values: "pd.Series[Any]") -> Decimal | None:
    """The sum of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def dearest(spread: pd.DataFrame, word: str) -> str:
    """The word that took most of the money, and how many others took a part of it."""
    costs = {str(name): total(rows["cost"]) or Decimal(0) for name, rows in spread.groupby(word)}
    first = max(costs, key=lambda name: (costs[name], name))
    return first + (f" and {len(costs) - 1} more" if len(costs) > 1 else "")


def per_minute(cost: Decimal | None, seconds: Decimal | None) -> Decimal | None:
    """What a finished minute cost; None where nothing is finished yet."""
    if cost is None or not seconds:
        return None
    return (cost * 60 / seconds).quantize(CENT, ROUND_HALF_EVEN)


def dearest_first(shots: pd.DataFrame) -> pd.DataFrame:
    """The rows of View.shots, the dearest first, each with its `used_share`."""
    rows = [row | {"used_share": ratio(row["usable"], row["seconds"])} for row in shots.to_dict("records")]
    rows.sort(key=lambda row: (-(row["cost"] or 0), row["shot"]))
    return pd.DataFrame(rows, columns=[*shots.columns, "used_share"], dtype=object)


def why(shots: pd.DataFrame) -> tuple[Mapping[Any, Any], Decimal] | None:
    """The shot that took most of a video's money, and which part; None where no shot has a known cost."""
    whole = total(shots["cost"])
    rows = [row for row in shots.to_dict("records") if row["shot"] and row["cost"] is not None]
    if not rows or not whole or whole < 0:
        return None
    top = max(rows, key=lambda row: row["cost"])
    return top, top["cost"] / whole
