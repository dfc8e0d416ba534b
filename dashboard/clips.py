"""Single clips as a reader may see them: how their costs spread, which stand out, and what somebody kept of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pandas as pd

from collectors.delivery import Delivery
from collectors.files.generations import LITTLE
from collectors.job_log import Entry
from collectors.marks import mark
from dashboard.measures.keeping import with_intervals
from dashboard.measures.readable import plain_sums, readable
from dashboard.measures.spread import enough, spread, standing_out
from dashboard.measures.usable_second import NEEDED, Waterfall, waterfall
from dashboard.view import View
from db.clips import clips
from db.job_log import Logged
from db.money import plain
from db.settings import Settings
from db.spread import holders, values

NAMED: Final = 20
"""So many clips that stand out are named."""
WHO: Final = "dashboard"
KEPT: Final = "usable"
"""The column of a page of pieces that an editor may change: seconds kept."""


@dataclass(frozen=True, slots=True)
class Spread:
    """`quantiles` by the words asked for (see `measures.spread`); `count` clips stand out, `excess` above the median.

    `clips` names the worst of them, a row each: what a page of pieces has, `group`, `multiple` and `excess`.
    """

    quantiles: pd.DataFrame
    clips: pd.DataFrame
    count: int
    excess: Decimal


def spread_by(view: View, by: str) -> Spread:
    """How the costs of the clips in view spread, by the words of a dimension."""
    found = values(view.engine, view.asked(), by)
    quantiles = spread(found, by)
    out = standing_out(found, by, quantiles)
    excess = sum((row["excess"] * row["weight"] for row in out.to_dict("records")), Decimal(0))
    return Spread(quantiles, _named(view, out, by), int(out["weight"].sum()), excess)


def _named(view: View, out: pd.DataFrame, by: str) -> pd.DataFrame:
    """The clips with the most excess, in that order."""
    keys = enough(out, NAMED)
    held = holders(view.engine, keys, NAMED)
    pieces = {(row["account"], row["external_id"]): row for row in _pieces(view, {id_ for _, _, id_ in held})}
    rows = [
        pieces[account, id_] | {"group": keys[n][by], "multiple": keys[n]["multiple"], "excess": keys[n]["excess"]}
        for n, account, id_ in held
        if (account, id_) in pieces
    ]
    return pd.DataFrame(rows, dtype=object)


def _pieces(view: View, ids: set[str]) -> list[dict[Any, Any]]:
    found = clips_by_id(view, ids)
    return found[found["line"] == 0].to_dict("records")


def clips_by_id(view: View, ids: Iterable[str]) -> pd.DataFrame:
    """The pieces in view that have one of these ids at their provider, as `View.pieces` has them."""
    wanted = set(ids)
    page = clips(view.engine, view.asked(), 0, 3 * NAMED, ids=wanted).rows
    return readable(page if wanted else page.head(0))


def usable_second(view: View) -> Waterfall:
    """What a usable second costs in full, and what that money went to."""
    return waterfall(plain_sums(view.sums((), NEEDED).iloc[0].to_dict()))


def keep_rates_by(view: View, by: str) -> pd.DataFrame:
    """Keep rates by the words of a dimension, with how sure they are (see `measures.keeping`)."""
    return with_intervals(view.figures(["clips", "judged", "kept", "keep_rate"], [by]))


def marks_of(pieces: pd.DataFrame, edited: Mapping[int, Mapping[str, Any]]) -> tuple[list[Entry], list[str]]:
    """The marks that an editor's changes make, and a sentence for each change that cannot be.

    `pieces` is a page as `View.pieces` has it, `edited` the changed cells by the number of their row. A cell with
    what it had before changes nothing.
    """
    marks, wrong = [], []
    for row, cells in sorted(edited.items()):
        piece, said = pieces.iloc[int(row)], cells.get(KEPT)
        usable = None if said is None or said == "" else Decimal(str(said))
        if KEPT not in cells or usable == piece[KEPT]:
            continue
        if fault := _fault(piece, usable):
            wrong.append(f"{piece['external_id']}: {fault}")
        else:
            marks.append(Entry(piece["account"], Logged(external_id=piece["external_id"], usable=usable)))
    return marks, wrong


def _fault(piece: "pd.Series[Any]", usable: Decimal | None) -> str:
    """Why so many seconds cannot have been kept of it; empty where they can."""
    if piece["line"]:
        return "this is a line of a bill and no clip, so nothing of it can be marked as kept"
    if usable is None:
        return ""
    if not usable.is_finite() or usable < 0:
        return "seconds kept are 0 (rejected) or more"
    if piece["status"] == "failed" and usable:
        return "the provider says that it failed, so nothing of it can have been kept"
    if piece["seconds"] is not None and usable > piece["seconds"] + LITTLE:
        return f"it has {plain(piece['seconds'])} seconds, so {plain(usable)} cannot have been kept"
    return ""


def keep_marks(view: View, marks: Iterable[Entry], now: datetime, zone: ZoneInfo) -> tuple[int, int]:
    """Keep what somebody marked on the screen: how many clips that changed, and how many days were reckoned.

    Raises NotImported, ReckonedOtherwise; then nothing was kept.
    """
    reckoned = Settings(path=Path(), reporting_currency=view.currency, reporting_timezone=zone)
    done = mark(Delivery(view.engine, reckoned, (), now), marks, WHO)
    return done.new + done.changed, done.days
