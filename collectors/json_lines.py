"""Read JSON Lines: an object a line, its values as the words they were written as."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from collectors.deliveries import Refusal
from collectors.layout import Layout


def looks_like_one(start: str) -> bool:
    """Whether a text that begins so is JSON Lines and not CSV."""
    return start.lstrip().startswith("{")


def objects(path: Path, lines: Iterable[str], layout: Layout) -> Iterator[tuple[int, dict[str, str]] | Refusal]:
    """Each object with the number of its line, or why it is none. Raises UntrustedFile for a wrong first one."""
    checked = False
    for line, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        said = _object(text)
        if said is None:
            yield Refusal(line, "this line is no JSON object")
            continue
        if not checked:
            layout.check(path, list(said))
            checked = True
        yield line, {name: _word(said, name, layout) for name in layout.columns}


def _object(text: str) -> dict[str, Any] | None:
    try:
        said = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _word(said: dict[str, Any], name: str, layout: Layout) -> str:
    return layout.word(_text(said[name])) if name in said else layout.absent


def _text(value: Any) -> str:
    """A value as CSV would have it; a list or an object as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)
