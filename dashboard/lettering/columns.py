"""A table of numbers as plain text: words on the left, numbers right-aligned, as narrow as a mail program shows."""

from textwrap import fill, wrap
from typing import Final

from dashboard.lettering.draft import Numbers

WIDTH: Final = 72
NARROWEST: Final = 12
GAP: Final = "  "


def filled(text: str, indent: str = "") -> str:
    """A paragraph in lines of 72 letters; a long address or name stays whole."""
    return fill(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def columns(numbers: Numbers) -> str:
    """The rows below their headings; a long word goes on in a second line."""
    rows = [numbers.headings, *numbers.rows]
    widths = [max(len(row[at]) for row in rows) for at in range(1, len(numbers.headings))]
    room = max(NARROWEST, WIDTH - sum(widths) - len(GAP) * len(widths))
    first = min(room, max(len(row[0]) for row in rows))
    lines = [_line(row, first, widths) for row in rows]
    rule = "-" * (first + sum(widths) + len(GAP) * len(widths))
    body = [lines[0], rule, *lines[1:]]
    if numbers.total:
        body.insert(-1, rule)
    return "\n".join(body)


def _line(row: tuple[str, ...], first: int, widths: list[int]) -> str:
    words = wrap(row[0], first) or [""]
    cells = (cell.rjust(width) for cell, width in zip(row[1:], widths, strict=True))
    return "\n".join([GAP.join([words[0].ljust(first), *cells]).rstrip(), *(f"  {more}" for more in words[1:])])
