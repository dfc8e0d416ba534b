"""Which work a clip of an edit is: the one whose id, or whose own reference, its name or notes hold."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from collectors.timeline import Use
from db.named_work import Work

SHORTEST: Final = 6
"""A shorter word is an id only where it is the whole name of a file."""
MOST_PIECES: Final = 24
PIECE: Final = re.compile(r"[^\W_]+")


class Ambiguous(Exception):
    """Several pieces of work have the id that a clip is named by. The text says whose they are."""


@lru_cache(maxsize=65536)
def words_in(text: str) -> frozenset[str]:
    """Every part of a text that may be an id: the text, the file's name with and without its ending, and
    whatever stands in that between two breaks and holds a digit."""
    name = re.split(r"[/\\]", unquote(text))[-1].strip()
    stem = name.rpartition(".")[0] or name
    return frozenset({text, name, stem, *_parts(stem)})


def _parts(stem: str) -> Iterator[str]:
    pieces = list(PIECE.finditer(stem))[:MOST_PIECES]
    for first, piece in enumerate(pieces):
        for end in (other.end() for other in pieces[first:]):
            part = stem[piece.start() : end]
            if len(part) >= SHORTEST and any(letter.isdigit() for letter in part):
                yield part


def wanted(use: Use) -> frozenset[str]:
    """Everything that the id of a used clip may be."""
    return frozenset().union(*map(words_in, use.said))


def match(use: Use, known: Mapping[str, Sequence[Work]]) -> Work | None:
    """The work that the longest id in a used clip names, from work by its ids and references.

    Raises Ambiguous where that is several.
    """
    named = [word for word in wanted(use) if word in known]
    longest = max(map(len, named), default=0)
    found = list(dict.fromkeys(work for word in named if len(word) == longest for work in known[word]))
    if len(found) > 1:
        accounts = sorted({work.account for work in found})
        raise Ambiguous(
            " and ".join(accounts) if len(accounts) > 1 else f"{len(found)} pieces of work of {accounts[0]}"
        )
    return found[0] if found else None
