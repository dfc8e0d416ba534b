"""Every number that is shown, said once, as data; no screen and no database in here."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from dashboard.measures.measure import Measure


def _every() -> Iterator[Measure]:
    for found in iter_modules(__path__):
        yield from getattr(import_module(f"{__name__}.{found.name}"), "MEASURES", ())


@cache
def measures() -> dict[str, Measure]:
    """Every measure by its name, from every file of this folder that has MEASURES."""
    return {measure.name: measure for measure in _every()}
