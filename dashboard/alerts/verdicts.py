"""Which lines are crossed, and which alerts are over: cleared, or ended without anything getting better."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from dashboard.alerts.kinds import Kind
from dashboard.alerts.watch import Watch
from db.alerts import Crossing, Key, Told

BROKEN: Final = "broken"
"""The kind of an alert that says that a kind could not be decided."""
LONGEST: Final = 200
TODO: Final = "Look whether the ledger is sound, and mend what it names: reelspend doctor. The other alerts still work."


@dataclass(frozen=True, slots=True)
class Decided:
    """Every line that is crossed now, and the keys of the open alerts that are over."""

    crossings: list[Crossing] = field(default_factory=list)
    cleared: set[Key] = field(default_factory=set)
    ended: set[Key] = field(default_factory=set)


def decide(watch: Watch, kinds: Mapping[str, Kind]) -> Decided:
    """Ask every kind. One that breaks is told of, silences no other, and leaves its own alerts as they are."""
    found, broken = Decided(), list[Crossing]()
    for name, kind in kinds.items():
        try:
            one = _asked(watch, name, kind)
        except Exception as fault:  # whatever the data did to this kind must not silence the others
            broken.append(_broken(watch, name, fault))
            continue
        found.crossings.extend(one.crossings)
        found.cleared.update(one.cleared)
        found.ended.update(one.ended)
    mended = _asked(watch, BROKEN, Kind(lambda _: broken))
    gone = {one.key for one in _open(watch) if one.kind not in {*kinds, BROKEN}}
    return Decided([*found.crossings, *broken], found.cleared | mended.cleared, found.ended | gone)


def _asked(watch: Watch, name: str, kind: Kind) -> Decided:
    """One kind's lines, and what became of its open alerts that are no such line any more."""
    crossings = list(kind.crossings(watch))
    keys = {one.key for one in crossings}
    over = [one for one in _open(watch) if one.kind == name and one.key not in keys]
    ended = {one.key for one in over if kind.ended(watch, one)}
    return Decided(crossings, {one.key for one in over} - ended, ended)


def _open(watch: Watch) -> list[Told]:
    return [one for one in watch.told if one.resolved is None]


def _broken(watch: Watch, name: str, fault: Exception) -> Crossing:
    rule, words = f"alerts of the kind {name}", " ".join(str(fault).split())[:LONGEST]
    said = f"Nobody can say now whether a line of the kind {name} is crossed: {type(fault).__name__}: {words}"
    return Crossing(rule, "", watch.since(rule), BROKEN, said, TODO, "/collection?part=Freshness")
