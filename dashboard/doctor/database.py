"""Is the ledger well: there, of this version, whole, writable, with room to grow, equal to its base rows?"""

from collections.abc import Iterator
from pathlib import Path

from dashboard.doctor.finding import LEDGER, LOOK, WELL, WRONG, Finding
from dashboard.ui import amounts
from db.engine import Engine
from db.rebuild import ReckonedOtherwise, check_reckoned
from db.settings import Settings
from db.soundness import Soundness, is_there, soundness, try_writing, uneven

MEGABYTE = 1_000_000
NO_ROOM, LITTLE_ROOM = 100 * MEGABYTE, 1000 * MEGABYTE


def look_over(engine: Engine, settings: Settings) -> tuple[bool, list[Finding]]:
    """Whether numbers can be read from the ledger, and what was found. Raises DBAPIError."""
    if not is_there(engine):
        return False, [_not_there(Path(engine.url.database or ""))]
    seen = soundness(engine)
    found = [*_version(seen), *_whole(seen), *room(seen)]
    if any(finding.state == WRONG for finding in found):
        return False, found
    try_writing(engine)
    try:
        check_reckoned(engine, settings.reporting_currency, settings.reporting_timezone)
    except ReckonedOtherwise as trouble:
        return False, [*found, Finding(WRONG, LEDGER, "reckoning", str(trouble))]
    size = f" of {_megabytes(seen.size)}" if seen.size else ""
    return True, [Finding(WELL, LEDGER, "database", f"a whole ledger{size} that can be written to."), *found]


def _not_there(place: Path) -> Finding:
    if not place.parent.is_dir():
        text = f"the folder {place.parent} is not there; make it, or mend database.url in reelspend.toml."
        return Finding(WRONG, LEDGER, "database", text)
    return Finding(LOOK, LEDGER, "database", f"{place.name} is not there yet; the first `reelspend collect` makes it.")


def apart(engine: Engine) -> Iterator[Finding]:
    """The accounts whose sums are not those of their base rows."""
    for account in uneven(engine):
        text = "what the screens add up is not what its work and bill lines come to; run reelspend db rebuild."
        yield Finding(WRONG, account, "roll-up", text)


def _version(seen: Soundness) -> Iterator[Finding]:
    if seen.version != seen.needed:
        here = f"version {seen.version}" if seen.version else "no version"
        text = f"its tables have {here} and this Reelspend needs {seen.needed}; run reelspend db upgrade."
        yield Finding(WRONG, LEDGER, "version", text)


def _whole(seen: Soundness) -> Iterator[Finding]:
    if seen.faults:
        text = f"the database finds itself damaged ({seen.faults[0]}); stop collecting and put back the last backup."
        yield Finding(WRONG, LEDGER, "integrity", text)


def room(seen: Soundness) -> Iterator[Finding]:
    """Room for a copy, and for the next collections."""
    if seen.free is None or seen.free >= max(LITTLE_ROOM, seen.size or 0):
        return
    text = f"only {_megabytes(seen.free)} are free on its disk, too little to copy it or to go on for long; make room."
    yield Finding(WRONG if seen.free < NO_ROOM else LOOK, LEDGER, "disk", text)


def _megabytes(size: int) -> str:
    return f"{amounts.number(max(1, size // MEGABYTE))} MB"
