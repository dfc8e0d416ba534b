"""The questions of the What-if screen, a module each, with TITLE, ORDER, NEEDS_WORK, KEYS and `draw(visit)`.

NEEDS_WORK says whether there is an answer only where something is in view; KEYS are the choices, as the session and
the address name them, that a scenario keeps.
"""

from importlib import import_module
from pkgutil import iter_modules


def every() -> list[str]:
    """The modules' names, in the order they ask for."""
    names = [f"{__name__}.{found.name}" for found in iter_modules(__path__)]
    return sorted(names, key=lambda name: (import_module(name).ORDER, name))
