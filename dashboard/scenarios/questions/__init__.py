"""The questions that can be saved, a module each, with QUESTION (what people call it) and `answer(view, today, asked)`.

NEEDS_WORK says whether there is an answer only where something is in view.
"""

from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


@lru_cache(maxsize=1)
def questions() -> dict[str, ModuleType]:
    """The modules by name."""
    return {found.name: import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)}


def called(name: str) -> str:
    """What people call the question of a module."""
    title: str = questions()[name].QUESTION
    return title
