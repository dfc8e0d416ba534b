"""Where a secret is to be found, and how it is fetched at the moment it is needed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from db.problems import WrongSettings

_WHERE = re.compile(r"env:[A-Za-z_][A-Za-z0-9_]*|file:\S.*")


@dataclass(frozen=True, slots=True)
class Secret:
    """Where a secret is to be found, `env:NAME` or `file:PATH`; never the secret itself.

    Raises ValueError, without repeating it, for anything else.
    """

    where: str

    def __post_init__(self) -> None:
        if not isinstance(self.where, str) or not _WHERE.fullmatch(self.where):
            raise ValueError("holds a literal secret; keep it elsewhere and write env:NAME or file:PATH here.")

    def reveal(self, environ: Mapping[str, str], base: Path) -> str:
        """The secret, without white space around it. A relative file is looked for in `base`.

        Raises WrongSettings when there is none.
        """
        kind, _, name = self.where.partition(":")
        found = environ.get(name, "") if kind == "env" else _content(base, name)
        if not found.strip():
            raise WrongSettings(_nothing_at(kind, name))
        return found.strip()


def _content(base: Path, name: str) -> str:
    """What a file holds; "" where it cannot be read, is no text, or lies in the home of nobody."""
    try:
        return (base / Path(name).expanduser()).read_text(encoding="utf-8")
    except (OSError, ValueError, RuntimeError):
        return ""


def _nothing_at(kind: str, name: str) -> str:
    if kind == "env":
        return f"the environment variable {name} is missing or empty; set it where Reelspend is started."
    return f"the file {name} holds no secret that can be read; check that it is there and may be read."
