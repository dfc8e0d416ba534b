"""edit: what a cut uses of each clip, as an EDL (CMX3600), FCPXML, Final Cut XML or OpenTimelineIO file tells it.

A clip of the timeline is the work whose id (the provider's, or the one that was given to it) stands in the
clip's name, its file's name or its notes. What the edit uses of it becomes its usable seconds; that counts
before a job log and after marks made by hand. Edits that use the same clips are imported in one command.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import ClassVar

from collectors.deliveries import Delivery, FileKind, Imported, Refusal
from collectors.delivery import NotImported
from collectors.job_log import Entry
from collectors.log_import import Part, keep_part
from collectors.matching import Ambiguous, match, wanted
from collectors.timeline import Use, uses
from db.accounts import account_names
from db.job_log import Logged
from db.money import from_nano, plain
from db.named_work import Work, work_named


class Edit(FileKind[Use]):
    """Which clips ended up in a cut, and how much of each."""

    takes: ClassVar = frozenset({"account"})

    def read(self, path: Path) -> Iterator[Use | Refusal]:
        """Every use of a clip on a video track. Raises UntrustedFile."""
        yield from list(uses(path))

    def bring(self, delivery: Delivery) -> Imported:
        """Keep how much of each known clip is used; those that no work is known for are named in the notes."""
        imported = Imported(self.name)
        said = [use for file in delivery.files for use in uses(file)]
        imported.rows = len(said)
        with delivery.bringing(imported) as connection:
            if delivery.account and delivery.account not in account_names(connection):
                raise NotImported(f"there is no account {delivery.account!r}; leave --account out, or mend it")
            words = frozenset().union(*map(wanted, said))
            used, strange = _matched(said, work_named(connection, words, delivery.account))
            if not used:
                raise NotImported(_nothing_matches(delivery.files, strange))
            for part in _parts(used):
                keep_part(connection, self.name, delivery, part, imported, f"import {self.name}")
        imported.accounts = tuple(sorted({work.account for work in used}))
        imported.unchanged = len(used) - imported.new - imported.changed
        imported.notes += [f"not matched: {name}" for name in strange]
        return imported


def _matched(said: Sequence[Use], known: Mapping[str, Sequence[Work]]) -> tuple[dict[Work, Decimal], list[str]]:
    """The seconds used of each piece of work, and what is none: its name, seconds, and why where it is told."""
    used: dict[Work, Decimal] = defaultdict(Decimal)
    strange: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for use in said:
        try:
            work = match(use, known)
        except Ambiguous as several:
            strange[use.name, f", because {several} go by its id; name one with --account"] += use.seconds
            continue
        if work:
            used[work] += use.seconds
        else:
            strange[use.name, ""] += use.seconds
    return used, [f"{name} ({plain(seconds)} s used){why}" for (name, why), seconds in strange.items()]


def _parts(used: Mapping[Work, Decimal]) -> Iterator[Part]:
    """What the edit says of each account's clips."""
    parts: dict[str, Part] = {}
    for work, seconds in used.items():
        part = parts.setdefault(work.account, Part(work.account, work.account_id, [], own=False))
        usable = seconds if work.seconds is None else min(seconds, from_nano(work.seconds))
        part.entries.append(Entry(work.account, Logged(external_id=work.external_id, usable=usable)))
    yield from (parts[name] for name in sorted(parts))


def _nothing_matches(files: Sequence[Path], strange: Sequence[str]) -> str:
    some = "; ".join(strange[:3]) + ("; …" if len(strange) > 3 else "")
    return (
        f"none of the {len(strange)} clips in {', '.join(file.name for file in files)} is named after work that was"
        f" collected ({some}); a clip's name, file or notes must hold its id at the provider"
    )
