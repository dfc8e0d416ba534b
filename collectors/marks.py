"""What a person marks on a screen: which video, shot and take a clip is, and how much of it was kept.

It goes the way that selects go, and counts before them. A mark says only the fields that are set in its
`Logged`; what was marked before of the others stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from collectors.delivery import Delivery, Imported, NotImported
from collectors.job_log import Entry
from collectors.log_import import Part, keep_part
from db.accounts import account_names
from db.audit import audit
from db.engine import Connection
from db.job_log import Logged, said_by
from db.money import from_nano, plain

SCREEN: Final = "screen"
"""Who says it, as `db.said.SOURCES` has it."""


def mark(delivery: Delivery, marks: Iterable[Entry], who: str) -> Imported:
    """Keep all of these marks or none, reckon the days of their work anew, and write each change into the audit.

    Raises NotImported for an account that is not there, ReckonedOtherwise; and then nothing is stored.
    """
    imported, by_account = Imported("marks"), defaultdict(list)
    for one in marks:
        by_account[one.account].append(one.logged)
    with delivery.bringing(imported) as connection:
        numbers = account_names(connection)
        for name, said in sorted(by_account.items()):
            if name not in numbers:
                raise NotImported(f"there is no account {name!r} any more; reload the page and mark its clips again")
            _mark(connection, delivery, Part(name, numbers[name], [], own=False), said, imported, who)
    imported.unchanged = imported.rows - imported.new - imported.changed
    return imported


def _mark(
    connection: Connection, delivery: Delivery, part: Part, said: Sequence[Logged], imported: Imported, who: str
) -> None:
    before = said_by(connection, part.number, SCREEN, [one.external_id for one in said])
    now = dict(before)
    for one in said:
        set_now = {name: getattr(one, name) for name in one.model_fields_set}
        now[one.external_id] = now.get(one.external_id, Logged(external_id=one.external_id)).model_copy(update=set_now)
    changed = [one for id_, one in now.items() if one != before.get(id_)]
    imported.rows += len(said)
    for one in changed:
        was = before.get(one.external_id)
        audit(connection, delivery.now, who, f"clip {one.external_id} of {part.name}", in_words(was), in_words(one))
    if changed:
        entries = [Entry(part.name, one) for one in changed]
        keep_part(connection, SCREEN, delivery, Part(part.name, part.number, entries, own=False), imported, who)


def in_words(said: Logged | None) -> str:
    """What is said of a clip, such as: video Teaser, shot 7, take 2, usable 3.5."""
    if said is None:
        return ""
    words = {name: getattr(said, name) for name in ("team", "project", "video", "shot", "take")}
    words["usable"] = None if said.usable is None else plain(from_nano(said.usable))
    return ", ".join(f"{name} {word}" for name, word in words.items() if word not in ("", None))
