"""A piece of work a task: what the ledgers deducted for it, and how the task list says it ended."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from collectors.fields import Row, currency, size, word
from collectors.providers.kling.ledgers import Deduction, PriceOf
from collectors.providers.kling.rates import billed_seconds
from collectors.providers.kling.tasks import Task
from collectors.providers.kling.words import facet_of, is_video
from db.facts import Facet, Kind, Usage

SOURCE = "tasks"
ZERO = Decimal(0)


def work(lines: Iterable[Deduction], tasks: Mapping[str, Task], price_of: PriceOf) -> Iterator[Usage]:
    """Each task that was charged, then each that ended without a charge; one that still runs is no work yet."""
    by_task: dict[str, list[Deduction]] = defaultdict(list)
    for line in lines:
        by_task[line.task].append(line)
    for name, its_lines in by_task.items():
        yield _charged(sorted(its_lines, key=lambda line: (line.at, line.external_id)), tasks.get(name))
    for name, task in tasks.items():
        if name not in by_task and task.outcome:
            yield _failed(task) if task.outcome == "failed" else _not_yet_charged(task, price_of)


def _charged(lines: list[Deduction], task: Task | None) -> Usage:
    """`stated` is what all its lines add up to, unknown where they are in two currencies."""
    first, total = lines[0], sum((line.money for line in lines), ZERO)
    currencies = {line.currency for line in lines}
    seconds, clips = _made(lines, task, given_back=total <= 0 and any(line.money < 0 for line in lines))
    return Usage(
        source=SOURCE,
        external_id=first.task,
        at=first.at,
        facet=facet_of(first.row, first.currency, "", task.outcome if task else ""),
        seconds=seconds,
        clips=clips,
        stated=max(total, ZERO) if len(currencies) == 1 else None,
        reference=task.reference if task else "",
    )


def _made(lines: list[Deduction], task: Task | None, *, given_back: bool) -> tuple[Decimal | None, int]:
    """Billed seconds and clips. Speech and images have no seconds; what was given back was not billed."""
    row = lines[0].row
    if not is_video(row):
        return None, 0
    if given_back:
        return ZERO, 0
    duration = size(row, "duration", "a row of Kling's ledgers")
    return billed_seconds(duration, lines), 0 if task and task.outcome == "failed" else 1


def _failed(task: Task) -> Usage:
    """Kling charges nothing for a failed task; the list tells neither its model nor its key."""
    facet = Facet(status="failed")
    none = {"seconds": ZERO, "clips": 0, "stated": ZERO}
    return Usage(source=SOURCE, external_id=task.id, at=task.ended, facet=facet, reference=task.reference, **none)


def _not_yet_charged(task: Task, price_of: PriceOf) -> Usage:
    """A task that succeeded and is not in a ledger yet, with what the task list says about its bill."""
    kind: Kind = "other" if task.clips == 0 else "render"
    code, stated = _stated(task.bill[0], price_of) if len(task.bill) == 1 else ("USD", None)
    return Usage(
        source=SOURCE,
        external_id=task.id,
        at=task.ended,
        facet=Facet(kind=kind, status="succeeded", currency=code),
        seconds=None if task.duration is None else Decimal(round(task.duration)),
        clips=task.clips,
        stated=stated,
        reference=task.reference,
    )


def _stated(bill: Row, price_of: PriceOf) -> tuple[str, Decimal | None]:
    """Currency and amount of a task's own bill; units of a pack that is not named cost the usual price."""
    where = "a bill in Kling's task list"
    if word(bill, "charge_type") == "unit":
        return "USD", size(bill, "amount", where) * price_of("")
    return currency(bill, "currency", where), size(bill, "amount", where)
