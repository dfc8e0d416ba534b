"""What a row of a job log or of a list of selects says of a clip, and whose clip it is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

from collectors.cells import number, positive
from collectors.deliveries import Refusal, reason_of
from collectors.layout import Layout
from collectors.rows import rows_of
from db.facts import Usage
from db.job_log import Logged

COLUMNS: Final = ("team", "project", "video", "shot", "take", "usable_seconds")
MOST_TAKES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says of a clip of an account, and the clip as work of its own where the row tells of that."""

    account: str
    logged: Logged
    work: Usage | None = None


def entries(path: Path, layout: Layout, make: Callable[[Mapping[str, str]], Entry]) -> Iterator[Entry | Refusal]:
    """What `make` makes of the words of each row, or why it makes nothing of them. Raises UntrustedFile."""
    for row in rows_of(path, layout):
        try:
            yield row if isinstance(row, Refusal) else make(row.words)
        except ValueError as fault:
            yield Refusal(row.line, reason_of(fault))


def logged(words: Mapping[str, str]) -> Logged:
    """What the words of a row say of a clip. Raises ValueError."""
    said = {name: words[name] for name in ("external_id", "team", "project", "video", "shot")}
    more = {"take": _take(words["take"]), "usable": positive("usable_seconds", words["usable_seconds"])}
    return Logged.model_validate(said | more | {"digest": _digest(words)})


def _take(text: str) -> int | None:
    found = number("take", text) if text else None
    if found is not None and (found != found.to_integral_value() or not 0 <= found <= MOST_TAKES):
        raise ValueError(f"take: {text!r} is not a whole number such as 3")
    return None if found is None else int(found)


def _digest(words: Mapping[str, str]) -> str:
    """A short text that tells this row from one that says anything else; columns come in their layout's order."""
    return blake2b("\x1f".join(words.values()).encode(), digest_size=12).hexdigest()
