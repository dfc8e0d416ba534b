"""What every letter is made with: its words, its numbers as a table, its picture, and how it looks."""

from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final

LETTERS: Final = Path(__file__).parents[1] / "letters"


@cache
def every() -> dict[str, ModuleType]:
    """Every letter's module by its name."""
    names = sorted(path.stem for path in LETTERS.glob("[!_]*.py"))
    return {name: import_module(f"dashboard.letters.{name}") for name in names}
