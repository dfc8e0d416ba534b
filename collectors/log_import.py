"""Job logs and selects on their way into the ledger.

What is said of an account that is collected waits for the provider's own word of the work, so that nothing is
counted twice. An account that nobody collects has no other work than what its job log tells of.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from collectors.deliveries import Delivery, FileKind, Imported, Refusal, UntrustedFile, at_fault
from collectors.delivery import NotImported
from collectors.exchange import bring_rates
from collectors.job_log import Entry
from db.accounts import Ran, account_names, account_number, reach, was_collected, write_run
from db.audit import audit
from db.engine import Connection
from db.job_log import OWN, Kept, keep_log
from db.reckon import reckon
from db.rollup import first_open_day
from db.store import say
from db.window import instant_of

ALIKE: Final = 0.9


@dataclass(frozen=True, slots=True)
class Part:
    """What a delivery says of one account; `own` where its job log is the only one to tell of its work."""

    name: str
    number: int
    entries: list[Entry]
    own: bool


def bring_log(kind: FileKind[Entry], delivery: Delivery) -> Imported:
    """Keep what these files say, and reckon every day with work that they say something new of.

    Raises UntrustedFile where most rows of a file cannot be read, NotImported for an account that must be a
    slip, ReckonedOtherwise; and then nothing is stored.
    """
    imported = Imported(kind.name)
    by_account = _by_account(kind, delivery.files, imported)
    with delivery.bringing(imported) as connection:
        for name, said in sorted(by_account.items()):
            part = _part(connection, kind, delivery, name, said)
            keep_part(connection, kind.name, delivery, part, imported, f"import {kind.name}")
    imported.accounts = tuple(sorted(by_account))
    imported.unchanged = imported.rows - imported.new - imported.changed
    return imported


def _by_account(kind: FileKind[Entry], files: Sequence[Path], imported: Imported) -> dict[str, list[Entry]]:
    """The rows of all files by account. Raises UntrustedFile for a file whose rows are mostly none."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for file in files:
        said = list(kind.read(file))
        refused = [one for one in said if isinstance(one, Refusal)]
        if len(refused) * 2 > len(said):
            raise UntrustedFile(
                f"{file} was not imported, because {len(refused)} of its {len(said)} rows cannot be read"
                f" and the others are hardly to be trusted; mend them and import it again: {at_fault(refused)}"
            )
        imported.rows += len(said) - len(refused)
        where = f"{file.name}: " if len(files) > 1 else ""
        imported.refused += [Refusal(one.line, where + one.reason) for one in refused]
        for one in said:
            if isinstance(one, Entry):
                found[one.account].append(one)
    return found


def _part(connection: Connection, kind: FileKind[Entry], delivery: Delivery, name: str, said: list[Entry]) -> Part:
    """The account in the ledger, added where it is new. Raises NotImported."""
    numbers = account_names(connection)
    configured = next((one for one in delivery.settings.accounts if one.name == name), None)
    if name in numbers:
        own = configured is None and not was_collected(connection, numbers[name])
        return Part(name, numbers[name], said, own and kind.name == OWN.name)
    if configured:
        number = account_number(connection, name, configured.provider, configured.default_team)
        return Part(name, number, said, own=False)
    _refuse_a_slip(kind, name, {*numbers, *(one.name for one in delivery.settings.accounts)})
    return Part(name, account_number(connection, name, name.partition("/")[0], bills=False), said, own=True)


def _refuse_a_slip(kind: FileKind[Entry], name: str, known: Iterable[str]) -> None:
    """Work of an account that is written wrongly would count once more beside the right one's."""
    near = get_close_matches(name, known, n=1, cutoff=ALIKE if kind.name == OWN.name else 0)
    if near and (kind.name != OWN.name or _digits(near[0]) == _digits(name)):
        raise NotImported(f"there is no account {name!r}; did you mean {near[0]!r}? Mend it and import the file again")
    if kind.name != OWN.name:
        raise NotImported(f"there is no account {name!r}, and none else yet; collect one first")


def _digits(name: str) -> list[str]:
    """What tells fal-1 from fal-2, which may both be meant."""
    return [letter for letter in name if letter.isdigit()]


def keep_part(
    connection: Connection, source: str, delivery: Delivery, part: Part, imported: Imported, who: str
) -> None:
    """Keep what a source says of one account's clips, reckon the days of their work, and count what was new.

    Raises ReckonedOtherwise.
    """
    settings = delivery.settings
    work = [one.work for one in part.entries if part.own and one.work]
    days = say(connection, part.number, work, [OWN], settings.reporting_timezone).days if work else set()
    kept = keep_log(connection, part.number, source, (one.logged for one in part.entries))
    days |= kept.days
    currency, first_open = settings.reporting_currency, first_open_day(connection, part.number)
    bring_rates(connection, currency, days)
    reckon(connection, part.number, days, currency=currency, closed_before=first_open, now=delivery.now, who=who)
    if kept.new or kept.changed:
        audit(connection, delivery.now, who, f"clips of {part.name}", "", f"{kept.new} new, {kept.changed} changed")
    if work:
        times = [instant_of(one.at) for one in work]
        ran = Ran(who, *reach(times, delivery.now), delivery.now, delivery.now, rows=len(work))
        write_run(connection, part.number, ran)
    _count(imported, part, kept, len(days))


def _count(imported: Imported, part: Part, kept: Kept, days: int) -> None:
    """Add what was new of one account."""
    imported.new += kept.new
    imported.changed += kept.changed
    imported.days += days
    if part.own:
        imported.notes.append(f"nobody collects {part.name}, so what the log tells is its work and its cost")
    elif kept.waiting:
        clips = "1 clip waits" if kept.waiting == 1 else f"{kept.waiting:,} clips wait"
        imported.notes.append(f"{clips} for work of {part.name} that has not been collected yet")
    if kept.longer:
        clips = "1 clip" if kept.longer == 1 else f"{kept.longer:,} clips"
        imported.notes.append(f"of {clips} more is said to be kept than was billed; the billed length counts")
