"""Which columns a kind of file must have, may have, and is refused for."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain
from pathlib import Path

from collectors.deliveries import UntrustedFile

OTHER_MARKS = {";": "semicolons", "\t": "tabs"}


def check_marks(path: Path, header: str) -> None:
    """Raises UntrustedFile for a header whose columns something else than commas parts."""
    for mark, name in OTHER_MARKS.items() if "," not in header else ():
        if mark in header:
            raise UntrustedFile(f"{path} parts its columns by {name}; write it with commas (in a spreadsheet, CSV)")


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns a kind of file has. Of each group in `required` any one column is enough.

    A column that is not named here is passed over, or a mistake where the layout is `closed`. A value in
    `nulls` is no value. In CSV, a line that begins with `comment` is one. What the file has no column for is `absent`.
    """

    what: str
    required: tuple[tuple[str, ...], ...]
    optional: tuple[str, ...] = ()
    closed: bool = False
    nulls: frozenset[str] = frozenset()
    comment: str = ""
    absent: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is read, each once."""
        return tuple(dict.fromkeys(chain(*self.required, self.optional)))

    def check(self, path: Path, header: Sequence[str]) -> None:
        """Raises UntrustedFile for a header that this layout cannot be read from."""
        if len(header) == 1:
            check_marks(path, header[0])
        missing = [" or ".join(group) for group in self.required if not set(group) & set(header)]
        if missing:
            raise UntrustedFile(f"{path} is not {self.what}: it has no column {', '.join(missing)}; {self.ask()}")
        twice = sorted({name for name in self.columns if header.count(name) > 1})
        if twice:
            raise UntrustedFile(f"{path} has the column {', '.join(twice)} more than once; {self.ask()}")
        for name in header if self.closed else ():
            self._check_known(path, name)

    def ask(self) -> str:
        """What to do about a file that is not like this."""
        return f"give {self.what} with a header in its first row"

    def _check_known(self, path: Path, name: str) -> None:
        if name and name not in self.columns:
            near = get_close_matches(name, self.columns, n=1)
            advice = f"did you mean {near[0]!r}?" if near else f"use {', '.join(self.columns)}"
            raise UntrustedFile(f"{path} has a column {name[:80]!r} that {self.what} does not have; {advice}")

    def word(self, value: str) -> str:
        """A value without the space around it; "" for one that means nothing."""
        text = value.strip()
        return "" if text in self.nulls else text
