"""Weeks made of days: sums add up, and a video that was worked on for several days counts once."""

from collections.abc import Sequence

import pandas as pd

from dashboard.measures.readable import monday_of
from db.sums import COUNTED

COST = "cost_of_videos"


def asked_by_day(by: Sequence[str], names: Sequence[str]) -> tuple[list[str], list[str]]:
    """What to ask of the ledger, by what words and which sums, so that `by_week` can answer."""
    days = ["day" if name == "week" else name for name in by]
    if not set(names) & set(COUNTED):
        return list(dict.fromkeys(days)), list(names)
    return list(dict.fromkeys([*days, "video"])), [*(name for name in names if name not in COUNTED), COST]


def by_week(frame: pd.DataFrame, by: Sequence[str], names: Sequence[str]) -> pd.DataFrame:
    """The sums `names` by words of which one is `week` (its Monday), from a frame that was asked so."""
    words, added = list(by), [name for name in names if name not in COUNTED]
    frame = frame.loc[:, ~frame.columns.duplicated()].assign(week=[monday_of(day) for day in frame["day"]])
    weeks = frame.groupby(words, dropna=False)
    sums = weeks[added].sum(min_count=1) if added else weeks.size().to_frame()[[]]
    for name in set(names) & set(COUNTED):
        sums[name] = _videos(frame[frame[COST].notna()] if name == "videos_costed" else frame, words)
    return sums.reset_index()


def _videos(frame: pd.DataFrame, words: list[str]) -> pd.Series:
    """How many different videos there are by these words; no row where there is none."""
    named = frame[frame["video"] != ""].assign(counted=lambda rows: rows["video"])
    return named.groupby(words, dropna=False)["counted"].nunique().astype("Int64")
