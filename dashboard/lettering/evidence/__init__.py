"""What an alert letter shows of each kind of alert: a module for a kind, with `parts(told, occasion)`, or its work."""

from importlib import import_module
from pathlib import Path

from dashboard.lettering.draft import Part
from dashboard.lettering.letter import Occasion
from db.alerts import Told

WORK = "work"


def parts_of(told: Told, occasion: Occasion) -> tuple[Part, ...]:
    """The numbers and the picture that go with an alert."""
    named = Path(__file__).with_name(f"{told.kind}.py")
    kind = told.kind if told.kind.isidentifier() and named.exists() else WORK
    parts: tuple[Part, ...] = import_module(f"{__name__}.{kind}").parts(told, occasion)
    return parts
