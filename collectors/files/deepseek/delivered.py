"""Which files make one whole export, and which do not: nothing is kept of one that cannot be the bill."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from operator import itemgetter
from pathlib import Path

from collectors.bills import refuse_the_same, trusted
from collectors.deliveries import UntrustedFile
from collectors.files.deepseek.facts import Export
from collectors.files.deepseek.rows import HOUR, Paid, Period, Used, said_in

Rows = dict[Path, list[Used | Paid]]


def export_of(files: Sequence[Path]) -> Export:
    """What these files say together. Raises UntrustedFile where that cannot be a bill."""
    rows: Rows = {file: trusted(file, said_in(file)) for file in files}
    refuse_the_same(files)
    _refuse_halves(rows)
    _refuse_twice(rows)
    every = [row for some in rows.values() for row in some]
    _refuse_strangers(files, every)
    _refuse_overlaps({row.period for row in every})
    export = Export([row for row in every if isinstance(row, Used)], [row for row in every if isinstance(row, Paid)])
    _refuse_unpaid(files, export)
    return export


def _refuse_halves(rows: Rows) -> None:
    said = {type(row) for some in rows.values() for row in some}
    if said != {Used, Paid}:
        lacks = "what it cost" if Used in said else "what was used, and by which key" if Paid in said else "a row"
        raise UntrustedFile(
            f"{_named(rows)}: {lacks} is missing; give DeepSeek's ZIP, or its amount and its cost CSV in one command"
        )


def _refuse_twice(rows: Rows) -> None:
    """Exports that overlap would count a day twice."""
    seen: dict[tuple[type, date], Path] = {}
    for file, some in rows.items():
        for kind, day in sorted({(type(row), row.period.day) for row in some}, key=itemgetter(1)):
            other = seen.setdefault((kind, day), file)
            if other != file:
                raise UntrustedFile(f"{day} is both in {other} and in {file}; give each day once")


def _refuse_strangers(files: Sequence[Path], rows: Iterable[Used | Paid]) -> None:
    users = sorted({row.user for row in rows})
    if len(users) > 1:
        raise UntrustedFile(f"{_named(files)} hold rows of several users ({', '.join(users)}); import each by itself")


def _refuse_overlaps(periods: Iterable[Period]) -> None:
    """Days of two time zones lie across each other; an hour of daylight saving is none."""
    ordered = sorted(periods, key=lambda period: (period.start, period.day))
    for one, other in pairwise(ordered):
        if one.day != other.day and other.start < one.end - HOUR:
            raise UntrustedFile(
                f"{one.day} and {other.day} are days of different time zones and share hours, which would count"
                " twice; export all of the time anew, and import it alone"
            )


def _refuse_unpaid(files: Sequence[Path], export: Export) -> None:
    """A day with work and no cost at all: the two CSVs are not of one export. On the last day the cost may be late."""
    worth: dict[date, bool] = defaultdict(bool)
    for (day, _), rows in export.used.items():
        worth[day] |= any(row.worth for row in rows)
    paid = {day for day, _ in export.paid}
    if unpaid := sorted(day for day, some in worth.items() if some and day not in paid and day != export.days[-1]):
        days = f"{unpaid[0]}" + (f" and {len(unpaid) - 1} more days" if unpaid[1:] else "")
        raise UntrustedFile(f"{_named(files)}: {days} was used but has no cost; give both CSVs of the same export")


def _named(files: Iterable[Path]) -> str:
    return ", ".join(map(str, files))
