"""The invented studio's own job log: which take was made for which shot of which video, and how much was kept."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np

from collectors.sandbox.book import Posted
from collectors.sandbox.cast import ACCOUNTS
from collectors.sandbox.events import Events
from collectors.sandbox.offers import offers
from collectors.sandbox.studio import Studio
from collectors.sandbox.takes import DAY, Truths, Whole
from collectors.sandbox.tasks import Tasks
from db.money import plain

LOGGED: Final = 0.85
JUDGED: Final = 0.9
JUDGED_AFTER: Final = 5 * DAY
"""Editors look at what is a working week old."""
KEEPS: Final = {"veo": 0.42, "sora": 0.36, "kling": 0.31, "seedance": 0.24}
SHOTS_A_VIDEO: Final = 12
STEP: Final = 500
"""Cuts are made at half seconds, in thousandths."""
UNJUDGED: Final = -1
COLUMNS: Final = (
    *("account", "external_id", "at", "model", "seconds", "status"),
    *("project", "video", "shot", "take", "usable_seconds"),
)


@dataclass(frozen=True)
class JobLog:
    """Columns beside those of the takes. What fal made has fal's id, what Kling made has the studio's own."""

    studio: Studio

    @cached_property
    def _luck(self) -> np.ndarray:
        return np.random.default_rng([self.studio.seed, 600]).random((4, len(self.studio.takes)))

    @cached_property
    def logged(self) -> Truths:
        """Whether somebody wrote the take down: of what OpenAI made and what failed, nobody did."""
        takes = self.studio.takes
        there = np.zeros(len(takes), dtype=bool)
        there[[*takes.of("fal"), *takes.of("kling")]] = True
        return np.asarray(there & ~takes.failed & (self._luck[0] < LOGGED))

    @cached_property
    def usable(self) -> Whole:
        """Thousandths of a second that were kept of each take, −1 where nobody wrote down a judgement."""
        takes = self.studio.takes
        midnight = int(np.datetime64(self.studio.today, "s").astype(np.int64))
        judged = self.logged & (self._luck[1] < JUDGED) & (takes.done < midnight - JUDGED_AFTER)
        kept = self._luck[2] < np.array([KEEPS[offer.family] for offer in offers()])[takes.offer]
        trimmed = (takes.seconds * 1000 * (0.35 + 0.65 * self._luck[3])).astype(np.int64) // STEP * STEP
        return np.where(judged, kept * np.maximum(trimmed, STEP), UNJUDGED)

    @cached_property
    def video(self) -> Whole:
        """The number, from 1 in its project, of the video that each take was made for."""
        takes = self.studio.takes
        first = np.full(int(takes.project.max(initial=0)) + 1, np.iinfo(np.int64).max)
        np.minimum.at(first, takes.project, takes.shot)
        return np.asarray((takes.shot - first[takes.project]) // SHOTS_A_VIDEO + 1)

    def known(self, take: Whole, now: datetime) -> tuple[Whole, Whole]:
        """Of these takes the thousandths of a second that are known to be kept, and whether anything was (1 or 0)."""
        told = self.logged[take] & (self.studio.takes.done[take] <= now.timestamp())
        usable = np.maximum(np.where(told, self.usable[take], 0), 0)
        return usable, (usable > 0).astype(np.int64)

    def rows(self, now: datetime) -> Iterator[tuple[object, ...]]:
        """What the log holds by then, in the order of COLUMNS."""
        takes, tasks, names = self.studio.takes, Tasks(self.studio), self._fal_ids()
        for take in np.flatnonzero(self.logged & (takes.done <= now.timestamp())).tolist():
            offer, project = offers()[takes.offer[take]], self.studio.projects[takes.project[take]]
            of_fal = offer.provider == "fal"
            at = np.datetime_as_string(takes.at[take].astype("datetime64[s]")) + "Z"
            yield (
                ACCOUNTS[offer.provider], names[take] if of_fal else tasks.external_id(take), at, offer.model,
                takes.seconds[take], "succeeded", project.title, f"{project.title} {self.video[take]:02d}",
                takes.shot[take], takes.version[take], _seconds(int(self.usable[take])),
            )  # fmt: skip

    def _fal_ids(self) -> dict[int, str]:
        events = Events(self.studio)
        return dict(zip(events.place.tolist(), events.ids(np.arange(len(events.place))), strict=True))


def _seconds(milli: int) -> str:
    """As the log has it: nothing where nobody judged."""
    return "" if milli == UNJUDGED else plain(Decimal(milli).scaleb(-3))


def job_log(studio: Studio, now: datetime, folder: Path) -> Posted:
    """Write the studio's job log into a folder, as it is by then."""
    path = folder / "generations.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        rows.writerows(JobLog(studio).rows(now))
    return Posted("generations", path)
