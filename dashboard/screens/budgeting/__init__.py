"""The parts of the screen Budgets & alerts, a module each, with TITLE, ORDER and `draw(visit)`."""

from importlib import import_module
from pkgutil import iter_modules


def every() -> list[str]:
    """The modules' names, in the order they ask for."""
    names = [f"{__name__}.{found.name}" for found in iter_modules(__path__)]
    return sorted(names, key=lambda name: (import_module(name).ORDER, name))
