"""What the invented studio renders with Veo, as rows of Google's billing export: hourly, late, corrected, credited."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from collectors.sandbox.cast import TEAMS, UNATTRIBUTED
from collectors.sandbox.seasons import days_of, workload
from collectors.sandbox.studio import Studio
from collectors.sandbox.takes import DAY

CLIPS_A_DAY: Final = 14.0
"""Clips on an average day of the year at size 1."""
HOUR: Final = 3600
LENGTHS: Final = (4, 6, 8)
INVOICED: Final = 36 * HOUR
"""Seconds after a month's end until its invoice is made; what comes later is on the next one."""
CREDITED_DAYS: Final = 120
"""Days from the studio's first for which Google's credit for newcomers lasts."""


class Sku(NamedTuple):
    """What is billed, between which days, at nano-dollars for a unit; `seconds`: whether that is a known price."""

    id: str
    text: str
    nano: int
    weight: float
    since: str = "2025-01-01"
    until: str = "2100-01-01"
    seconds: bool = True
    units: int = 1


SKUS: Final = (
    Sku("4A1C-0E01-7B10", "Veo 3.1 Video + Audio Generation", 400_000_000, 2.0),
    Sku("4A1C-0E01-7B11", "Veo 3.1 Video Generation", 200_000_000, 1.0),
    Sku("4A1C-0E01-7B12", "Veo 3.1 Video + Audio Generation 4K", 600_000_000, 0.2),
    Sku("4A1C-0E01-7B20", "Veo 3.1 Fast Video + Audio Generation", 150_000_000, 5.0, until="2026-09-12"),
    Sku("4A1C-0E01-7B21", "Veo 3.1 Fast Video + Audio Generation 720p", 100_000_000, 2.0, since="2026-09-12"),
    Sku("4A1C-0E01-7B22", "Veo 3.1 Fast Video + Audio Generation 1080p", 120_000_000, 3.0, since="2026-09-12"),
    Sku("4A1C-0E01-7B30", "Veo 3.1 Lite Video + Audio Generation 720p", 50_000_000, 2.0, since="2026-03-31"),
    Sku("4A1C-0E01-7B40", "Veo 3.1 Upscaling", 30_000_000, 0.3, seconds=False),
    Sku("4A1C-0E01-7C10", "Gemini Omni 1.1 Flash Video Output", 17_500, 1.0, "2026-10-22", seconds=False, units=5700),
)
NOT_VIDEO: Final = (
    Sku("4A1C-0E01-7D10", "Gemini 3.1 Pro Text Output", 12_000, 1.0, seconds=False, units=9000),
    Sku("5B2D-1F02-8E10", "Standard Storage US Multi-region", 26_000_000, 1.0, seconds=False),
)
"""What else is on the same bill, and no business of ours."""


class Project(NamedTuple):
    """One of the studio's projects at Google: its labels, and the team that its rule or label names."""

    id: str
    name: str
    labels: tuple[tuple[str, str], ...]
    team: str


PROJECTS: Final = (
    Project("studio-veo-shared", "Veo shared", (("cost_center", "cc-100"),), UNATTRIBUTED),
    Project("studio-veo-trailers", "Trailer renders", (("cost_center", "cc-200"), ("team", "trailers")), "trailers"),
    Project("studio-veo-social", "Social · Veo", (("cost_center", "cc-300"),), "social"),
)


class Row(NamedTuple):
    """One row of the export. Times are Unix seconds, money is nano-dollars; `credits` holds each credit apart."""

    at: int
    arrives: int
    project: Project
    label: str
    sku: Sku
    units: int
    nano: int
    credits: tuple[int, ...]
    cost_type: str = "regular"
    adjustment: str = ""

    @property
    def team(self) -> str:
        """Who pays: a request's own label comes before its project's."""
        return self.label or self.project.team

    @property
    def day(self) -> int:
        """The day of use, counted since 1970."""
        return self.at // DAY

    @property
    def invoice(self) -> str:
        """The month whose invoice it is on: that of its use, unless it came after that was made."""
        used, told = (np.datetime64(at, "s").astype("datetime64[M]") for at in (self.at, self.arrives - INVOICED))
        return str(max(used, told)).replace("-", "")

    @property
    def net(self) -> int:
        """What it costs once credits are taken off."""
        return self.nano + sum(self.credits)


def rows(studio: Studio) -> tuple[Row, ...]:
    """Everything that the export will ever hold of this studio, in the order in which it arrives."""
    return _rows(studio.seed, studio.first, studio.past, studio.size)


@lru_cache(maxsize=4)
def _rows(seed: int, first: date, past: date, size: float) -> tuple[Row, ...]:
    dice = np.random.default_rng([seed, 530])
    used = list(_used(dice, first, past, size))
    later = [one for row in used for one in _corrections(dice, row)]
    return tuple(sorted((*used, *later, *_others(dice, first, past)), key=lambda row: (row.arrives, row.at)))


def _used(dice: np.random.Generator, first: date, past: date, size: float) -> Iterator[Row]:
    """The clips of each hour, summed by project, label and SKU."""
    days = days_of(first, past)
    counts = dice.poisson(workload(days) * CLIPS_A_DAY * size)
    credited = int(days[0].astype(np.int64)) + CREDITED_DAYS
    for day, count in zip(days, counts.tolist(), strict=True):
        clips = Counter[tuple[int, Project, str, Sku]]()
        for _ in range(count):
            where, units = _clip(dice, day)
            clips[where] += units
        for (hour, project, label, sku), units in clips.items():
            at = int(day.astype(np.int64)) * DAY + hour * HOUR
            nano = units * sku.nano
            given = _credits(dice, nano) if at // DAY < credited else ()
            yield Row(at, _arrival(dice, at), project, label, sku, units, nano, given)


def _clip(dice: np.random.Generator, day: np.datetime64) -> tuple[tuple[int, Project, str, Sku], int]:
    """Hour, project, label and SKU of one clip, and the units it takes."""
    sold = [sku for sku in SKUS if np.datetime64(sku.since) <= day < np.datetime64(sku.until)]
    weights = np.array([sku.weight for sku in sold])
    sku = sold[dice.choice(len(sold), p=weights / weights.sum())]
    project = PROJECTS[dice.choice(len(PROJECTS), p=(0.6, 0.2, 0.2))]
    labelled = dice.random() < (0.94 if project is PROJECTS[0] else 0.05)
    label = TEAMS[dice.integers(len(TEAMS))].name if labelled else ""
    hour = int(np.clip(dice.normal(13, 4), 0, 23))
    return (hour, project, label, sku), LENGTHS[dice.integers(len(LENGTHS))] * sku.units


def _credits(dice: np.random.Generator, nano: int) -> tuple[int, ...]:
    """None, one or two: joined to the row instead of looked up in it, two would double its cost."""
    promotion, discount = -(nano // 20) - 1, -(nano // 50)
    return ((), (promotion,), (promotion, discount))[dice.integers(3)]


def _arrival(dice: np.random.Generator, at: int) -> int:
    """Usually within a day or so, now and then after most of a week."""
    late = dice.random() < 0.05
    return at + HOUR + int(dice.integers(4 * HOUR, 30 * HOUR)) + late * int(dice.integers(DAY, 6 * DAY))


def _corrections(dice: np.random.Generator, row: Row) -> Iterator[Row]:
    """Now and then a row comes again with its sign turned, and again as it should have been; or money comes back."""
    luck, arrives = dice.random(), row.arrives + int(dice.integers(2 * DAY, 12 * DAY))
    if luck < 0.03:
        less, back = row.units // 2, tuple(-credit for credit in row.credits)
        yield row._replace(arrives=arrives, units=-row.units, nano=-row.nano, credits=back)
        if luck < 0.02:
            yield row._replace(arrives=arrives, units=less, nano=less * row.sku.nano, credits=())
    elif luck < 0.04:
        given = row._replace(units=0, nano=-(row.nano // 7), credits=(), cost_type="adjustment")
        yield given._replace(arrives=arrives, adjustment="GOODWILL")


def _others(dice: np.random.Generator, first: date, past: date) -> Iterator[Row]:
    """A row a week for each thing on the bill that is no video, and each month's tax."""
    for day in days_of(first, past).astype(np.int64).tolist():
        at = day * DAY + 9 * HOUR
        for sku in NOT_VIDEO if day % 7 == 0 else ():
            yield Row(at, _arrival(dice, at), PROJECTS[0], "", sku, sku.units, sku.units * sku.nano, ())
        if day % 30 == 0:
            tax = Sku("TAX", "Tax", 0, 0, seconds=False)
            yield Row(at, _arrival(dice, at), PROJECTS[0], "", tax, 0, 19_000_000_000, (), "tax")
