"""generations: a company's own job log, the only source of videos, shots, takes and of what was kept.

Columns: `account,external_id,at,model,mode,resolution,audio,seconds,status,team,project,video,shot,take,
usable_seconds,cost,currency`, of which the first three are required and others than these are passed over.
`external_id` is the provider's id of the clip, or the id that was given to the provider. An empty
`usable_seconds` says that nobody has judged the clip, 0 that it was rejected.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final

from collectors.cells import KEPT, instant, needed, positive
from collectors.deliveries import Delivery, FileKind, Imported, Refusal
from collectors.job_log import COLUMNS, Entry, entries, logged
from collectors.layout import Layout
from collectors.log_import import bring_log
from db.facts import Audio, Facet, Status, Usage
from db.job_log import OWN

LAYOUT: Final = Layout(
    what="a job log (account,external_id,at,… and what else is known)",
    required=(("account",), ("external_id",), ("at",)),
    optional=(*("model", "mode", "resolution", "audio", "seconds", "status", "cost", "currency"), *COLUMNS),
)
AUDIO: Final[dict[str, Audio]] = {
    **dict.fromkeys(("on", "true", "yes", "1", "native"), "on"),
    **dict.fromkeys(("off", "false", "no", "0", "none"), "off"),
    "": "",
    "voice": "voice",
}
STATUS: Final[dict[str, Status]] = {
    **dict.fromkeys(("succeeded", "succeed", "success", "completed", "ok"), "succeeded"),
    **dict.fromkeys(("failed", "failure", "error"), "failed"),
    "": "",
}
LITTLE: Final = Decimal(1)
"""By how many seconds a file may be longer than what was billed of it."""


class Generations(FileKind[Entry]):
    """What a company itself wrote down of each clip it asked for."""

    def read(self, path: Path) -> Iterator[Entry | Refusal]:
        """Every clip, and each row that is none. Raises UntrustedFile, perhaps after some rows."""
        return entries(path, LAYOUT, _entry)

    def bring(self, delivery: Delivery) -> Imported:
        """Add it to the work it is about; of accounts that nobody collects it is the work itself."""
        return bring_log(self, delivery)


def _entry(words: Mapping[str, str]) -> Entry:
    seconds, usable = (positive(name, words[name]) for name in ("seconds", "usable_seconds"))
    if seconds is not None and usable is not None and usable > seconds + LITTLE:
        raise ValueError(f"usable_seconds is {usable}, but the clip has only {seconds}")
    return Entry(needed(words, "account"), logged(words), _work(words, seconds))


def _work(words: Mapping[str, str], seconds: Decimal | None) -> Usage:
    """The clip as work of its own. A failed one that has no cost is taken to have cost nothing."""
    facet = _facet(*(words[name] for name in ("model", "mode", "resolution", "audio", "status", "currency")))
    cost = positive("cost", words["cost"])
    if cost is not None and not words["currency"]:
        raise ValueError(f"cost is {cost}, but currency is empty")
    failed = facet.status == "failed"
    if failed and cost is None:
        seconds = cost = Decimal(0)
    return Usage(
        source=OWN.name,
        external_id=words["external_id"],
        at=instant("at", needed(words, "at")),
        facet=facet,
        seconds=seconds,
        clips=0 if failed else 1,
        stated=cost,
    )


@lru_cache(maxsize=KEPT)
def _facet(model: str, mode: str, resolution: str, audio: str, status: str, currency: str) -> Facet:
    if audio.lower() not in AUDIO:
        raise ValueError(f"audio: {audio!r} is none of on, off and voice")
    if status.lower() not in STATUS:
        raise ValueError(f"status: {status!r} is neither succeeded nor failed; leave out what has not ended")
    more = {"audio": AUDIO[audio.lower()], "status": STATUS[status.lower()], "currency": currency.upper() or "USD"}
    return Facet.model_validate({"model": model, "mode": mode, "resolution": resolution} | more)
