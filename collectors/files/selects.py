"""selects: what an editor marked as kept, by hand; it counts before what a job log says.

Columns: `account,external_id,usable_seconds`, and where wanted `video,shot,take`. An empty `usable_seconds`
takes a mark back.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from collectors.cells import needed
from collectors.deliveries import Delivery, FileKind, Imported, Refusal
from collectors.job_log import COLUMNS, Entry, entries, logged
from collectors.layout import Layout
from collectors.log_import import bring_log

LAYOUT: Final = Layout(
    what="a list of selects (account,external_id,usable_seconds)",
    required=(("account",), ("external_id",), ("usable_seconds",)),
    optional=("video", "shot", "take"),
    closed=True,
    comment="#",
)


class Selects(FileKind[Entry]):
    """Which clips were kept, and how much of each."""

    def read(self, path: Path) -> Iterator[Entry | Refusal]:
        """Every mark, and each row that is none. Raises UntrustedFile, perhaps after some rows."""
        return entries(path, LAYOUT, _entry)

    def bring(self, delivery: Delivery) -> Imported:
        """Add the marks to the work they are about."""
        return bring_log(self, delivery)


def _entry(words: Mapping[str, str]) -> Entry:
    return Entry(needed(words, "account"), logged({**dict.fromkeys(COLUMNS, ""), **words}))
