"""Is the studio's own job log believable, and the same each time it is written?"""

import csv
from pathlib import Path

import numpy as np

from collectors.deliveries import file_kind
from collectors.job_log import Entry
from collectors.sandbox import Studio
from collectors.sandbox.job_log import COLUMNS, UNJUDGED, JobLog, job_log
from collectors.sandbox.offers import offers
from tests.collectors.sandbox.line import NOW


def rows(studio: Studio, folder: Path) -> list[dict[str, str]]:
    """The log as it is written."""
    with job_log(studio, NOW, folder).path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_about_85_of_a_hundred_clips_are_logged(studio: Studio) -> None:
    """Of those that fal and Kling made; nothing that failed is."""
    log, takes = JobLog(studio), studio.takes
    made = [*takes.of("fal"), *takes.of("kling")]
    good = [take for take in made if not takes.failed[take]]
    assert 0.83 < log.logged[good].mean() < 0.87
    assert log.logged.sum() == log.logged[good].sum()


def test_models_are_kept_more_or_less_often(studio: Studio) -> None:
    """Veo before Kling before Seedance, each between a fifth and a half of what was judged."""
    log, families = JobLog(studio), np.array([offer.family for offer in offers()])[studio.takes.offer]
    judged = log.usable != UNJUDGED
    veo, kling, seedance = (
        (log.usable[judged & (families == name)] > 0).mean() for name in ("veo", "kling", "seedance")
    )
    assert 0.5 > veo > kling > seedance > 0.2


def test_what_is_kept_is_trimmed(studio: Studio) -> None:
    """Never more than the clip, never less than half a second, and on average between a half and nine tenths of it."""
    log = JobLog(studio)
    kept = log.usable > 0
    milli = studio.takes.seconds[kept] * 1000
    assert (log.usable[kept] <= milli).all()
    assert log.usable[kept].min() >= 500
    assert 0.5 < log.usable[kept].sum() / milli.sum() < 0.9


def test_the_newest_clips_are_not_judged_yet(studio: Studio) -> None:
    """Nobody has looked at those of the last five days."""
    new = studio.takes.done >= int(np.datetime64(studio.today, "s").astype(np.int64)) - 5 * 86400
    assert (JobLog(studio).usable[new] == UNJUDGED).all()


def test_the_product_reads_every_row(studio: Studio, tmp_path: Path) -> None:
    """None is refused, and a video has at most twelve shots of one project."""
    written = rows(studio, tmp_path)
    read = list(file_kind("generations").read(tmp_path / "generations.csv"))
    assert list(written[0]) == list(COLUMNS)
    assert len(read) == len(written) > 1000
    assert all(isinstance(entry, Entry) for entry in read)
    shots: dict[str, set[str]] = {}
    for row in written:
        shots.setdefault(row["video"], set()).add(row["shot"])
        assert row["video"].startswith(row["project"])
    assert max(map(len, shots.values())) == 12


def test_it_is_the_same_each_time(studio: Studio, tmp_path: Path) -> None:
    """The same studio writes the same log."""
    assert rows(studio, tmp_path) == rows(Studio(studio.seed, studio.today, size=studio.size), tmp_path)
