"""Is somebody at work? How it stands with the scheduler and the letters, for the page and for who watches over it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from db.engine import Connection
from db.lease import held
from db.slots import Went, last_slots
from db.waiting import Letters, letters

LEASE: Final = "scheduler"
LATE_AFTER: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Health:
    """`holder` is who works at the clock ("" for nobody), `beat` when anybody last said so (None for never)."""

    holder: str
    beat: datetime | None
    late: bool
    letters: Letters
    last: dict[str, Went]

    @property
    def well(self) -> bool:
        """Whether all is as it should be. Where no scheduler has ever worked none is missed."""
        return not self.late and not self.letters.stuck


def health(connection: Connection, now: datetime) -> Health:
    """How it stands at an instant."""
    holder, said = held(connection, LEASE) or ("", None)
    last = last_slots(connection)
    beats = [*([said] if said else []), *(one.ended or one.started for one in last.values())]
    beat = max(beats, default=None)
    return Health(holder, beat, bool(beat and now - beat > LATE_AFTER), letters(connection, now), last)
