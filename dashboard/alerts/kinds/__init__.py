"""What is watched: a file for each kind of line that can be crossed.

`crossings(watch)` gives every line of its kind that is crossed now, in its present period, whoever has heard of it.
An alert whose line it no longer gives is over: it has cleared, and those who were told are told that too. A kind whose
lines can also stop mattering without anything getting better says so with `ended(watch, told)`: True closes the alert
quietly, because its month is past, a higher threshold took its place, or the thing itself is gone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

from dashboard.alerts.watch import Watch
from db.alerts import Crossing, Told


def never(_: Watch, __: Told) -> bool:
    """Its lines only clear."""
    return False


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of line: which are crossed, and which alerts are over without having cleared."""

    crossings: Callable[[Watch], Iterable[Crossing]]
    ended: Callable[[Watch, Told], bool] = never


def every() -> Mapping[str, Kind]:
    """Each kind by its file's name."""
    modules = {found.name: import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)}
    return {name: Kind(module.crossings, getattr(module, "ended", never)) for name, module in modules.items()}
