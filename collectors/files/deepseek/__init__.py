"""The usage export of DeepSeek's console: a ZIP, or its two CSVs given together; the only bill there is.

Days are replaced whole: a later export of a day takes the place of an earlier one.
"""

from collections.abc import Iterator
from pathlib import Path

from collectors.deliveries import Delivery, FileKind, Imported, Refusal
from collectors.files.deepseek.keep import keep
from collectors.files.deepseek.rows import Paid, Used, said_in


class DeepSeek(FileKind[Used | Paid]):
    """What was used by each key, and what that cost."""

    bills = True
    takes = frozenset({"account", "replace"})

    def read(self, path: Path) -> Iterator[Used | Paid | Refusal]:
        """Each row of the archive or of one CSV, in either of the two forms there are."""
        return said_in(path)

    def bring(self, delivery: Delivery) -> Imported:
        """Keep what the files say together, for one account."""
        return keep(delivery)
