"""Videos as a View has them: listed, looked into, held against the limits of a shot, and changed on a screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pandas as pd

from collectors.delivery import Delivery, Imported
from collectors.job_log import MOST_TAKES, Entry
from collectors.marks import mark
from dashboard.measures.deliverables import SPREAD, SUMMED, deliverables
from dashboard.measures.readable import readable
from dashboard.measures.stop_loss import Limits, over
from dashboard.view import View
from db import videos as named
from db.job_log import Logged
from db.said import NOWHERE
from db.settings import Settings

FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)
LONGEST: Final = 500
WHO: Final = "dashboard"
ASSIGNED: Final = ("video", "shot", "take")


def videos(view: View, today: date) -> pd.DataFrame:
    """What was made for each video in view (see `measures.deliverables`)."""
    return deliverables(
        view.figures(SUMMED, ["video"]), view.figures(["cost"], SPREAD), readable(named.videos(view.engine)), today
    )


def ever(view: View, names: Sequence[str]) -> View:
    """The same reader and words, whenever these videos were worked on."""
    return view.during(FIRST, LAST).only(video=names)


def whole(view: View, names: Sequence[str]) -> View:
    """The same, over just the days from the first to the last on which these videos were worked on."""
    every = ever(view, names)
    days = list(every.figures(["cost"], ["day"])["day"])
    return every.during(min(days), date.fromordinal(max(days).toordinal() + 1)) if days else every


def stop_loss(view: View, limits: Limits) -> pd.DataFrame:
    """The shots beyond a limit, over their whole life, of the videos that were worked on in view, dearest first."""
    names = [name for name in view.words("video") if name]
    return over(ever(view, names).shots(), limits)


def over_their_limit(view: View, limits: Limits) -> pd.DataFrame:
    """The same of the shots alone that were worked on in view themselves, and not only their video."""
    found, days = stop_loss(view, limits), view.narrowing
    return found[(found["last"] >= days.since) & (found["first"] < days.until)].reset_index(drop=True)


def may_change(view: View) -> bool:
    """Whether this reader may say which clips belong to which video: whoever may see all of them."""
    return view.reader.teams is None


@dataclass(frozen=True, slots=True)
class Changes:
    """What an editor's changes come to: marks to keep, and a sentence for each row that cannot be."""

    marks: list[Entry]
    wrong: list[str]


def changes(pieces: pd.DataFrame, edited: Mapping[int, Mapping[str, Any]]) -> Changes:
    """The marks that changed cells make: `edited` has the new words of ASSIGNED by a row's number in `pieces`."""
    found = Changes([], [])
    for number, said in sorted(edited.items()):
        row = {str(name): value for name, value in pieces.iloc[number].items()}
        now = {name: said.get(name, row[name]) for name in ASSIGNED}
        try:
            found.marks.append(Entry(row["account"], _mark(row, now, said)))
        except ValueError as fault:
            found.wrong.append(f"{row['external_id']}: {fault}.")
    return found


def _mark(row: Mapping[str, Any], now: Mapping[str, Any], said: Mapping[str, Any]) -> Logged:
    """What is said of a clip from now on. Raises ValueError."""
    video, shot = (str(now[name] or "").strip() for name in ("video", "shot"))
    if max(len(video), len(shot)) > LONGEST:
        raise ValueError(f"a name has at most {LONGEST} letters; shorten it")
    if video == NOWHERE:
        raise ValueError(f"“{NOWHERE}” is no name for a video; leave it empty to take the clip out of its video")
    if not video and (said.get("shot") or said.get("take") is not None):
        raise ValueError("a shot and a take belong to a video; name the video as well")
    return Logged(external_id=row["external_id"], video=video or NOWHERE, shot=shot, take=_take(now["take"]))


def _take(said: Any) -> int | None:
    if said is None or pd.isna(said):
        return None
    if said != int(said) or not 0 <= said <= MOST_TAKES:
        raise ValueError(f"a take is a whole number such as 3, not {said}")
    return int(said)


def assign(view: View, marks: Sequence[Entry], now: datetime, zone: ZoneInfo) -> Imported:
    """Keep which clips belong to which video: all or none of it.

    Raises NotImported for an account that is gone, ReckonedOtherwise; and then nothing is stored.
    """
    settings = Settings(Path(), reporting_currency=view.currency, reporting_timezone=zone)
    return mark(Delivery(view.engine, settings, (), now), marks, _who(view))


def finish(view: View, video: str, seconds: Decimal | None, now: datetime) -> bool:
    """Say how long a video became, or that it is not finished (None); whether that was another length."""
    return named.set_length(view.engine, video, seconds, now, _who(view))


def _who(view: View) -> str:
    return view.reader.name or WHO


def of_no_video(view: View) -> View:
    """What is rendered in view and belongs to no video yet."""
    return view.only(video=[""], kind=["render"])
