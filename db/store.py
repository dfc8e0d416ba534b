"""Saying a fact twice changes nothing: facts in bulk into the ledger's tables, and what that changed.

Everything here happens inside the caller's transaction. Rows go to the driver as plain tuples, a day at a
time; a row that is already stored as it is said is not written again.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Table

from db.facets import facet_numbers, stream_number
from db.facts import AnyFact, Charge, Facet, Source, Usage
from db.leaving import forget_unsaid, keep_last_day, move
from db.standing import say_standing
from db.tables import Charge as ChargeRow
from db.tables import Usage as UsageRow
from db.upsert import count, table_of, upsert
from db.window import QUARTER, Days, day_number

KEYS = ("day", "stream_id", "external_id")
Row = tuple[Any, ...]
Said = tuple[int, Mapping[str, Any]]  # a fact's facet, by its number, and everything that it says
Placed = dict[int, dict[str, Said]]  # day → external id → what is said
Unwritten = dict[int, list[Callable[[], Iterable[Row]]]]  # day → what makes rows of `USAGE`


@dataclass(slots=True)
class Changes:
    """What saying some facts changed. `days` are those whose base rows are no longer what they were; `news`
    counts names, prices, models and credit that were not known so. `unwritten` is work of days that had none:
    whoever asks `say` to leave it hands it to reckoning, which writes it once, with what it costs."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    news: int = 0
    days: set[int] = field(default_factory=set)
    unwritten: Unwritten | None = None

    @property
    def total(self) -> int:
        """Rows that are not as they were before."""
        return self.new + self.changed + self.gone + self.news


@dataclass(frozen=True, slots=True)
class Shape:
    """How one kind of fact becomes a row: its table, the columns that are said, the numbers, what comes last.

    `cleared` is what reckoning made of a row and what no longer holds once the row has changed.
    """

    table: Table
    said: tuple[str, ...]
    cleared: tuple[str, ...]
    numbers: Callable[[Mapping[str, Any]], Row]
    tail: Callable[[Source], Row]


USAGE = Shape(
    table_of(UsageRow),
    ("facet_id", "at", "seconds", "clips", "tokens", "requests", "quantity", "stated", "line", "reference", "moves"),
    ("basis",),
    itemgetter("seconds", "clips", "tokens", "requests", "quantity", "stated", "line", "reference"),
    lambda source: (int(source.moves),),
)
CHARGE = Shape(
    table_of(ChargeRow),
    ("facet_id", "at", "amount", "rest", "list_amount", "quantity", "pays_for"),
    (),
    itemgetter("amount", "rest", "list_amount", "quantity", "pays_for"),
    lambda source: (),
)


def say(
    connection: Connection,
    account_id: int,
    facts: Iterable[AnyFact],
    sources: Collection[Source],
    zone: ZoneInfo,
    answered: Collection[int] = (),
    *,
    leave: bool = False,
) -> Changes:
    """Store facts of one account. `answered` are the days (YYYYMMDD) that a restating source answered for.

    With `leave`, work of days that had none is left in `Changes.unwritten`. Raises KeyError for a fact from a source
    that is not among `sources`.
    """
    said: dict[type, list[Any]] = defaultdict(list)
    for fact in facts:
        said[type(fact)].append(fact)
    changes = Changes(unwritten={} if leave else None)
    streams = _streams(connection, account_id, sources, chain(said[Usage], said[Charge]))
    for shape, some in ((USAGE, said.pop(Usage, [])), (CHARGE, said.pop(Charge, []))):
        changes.rows += len(some)
        places = _placed(connection, some, streams, zone)
        for name, (source, stream) in streams.items():
            _say_source(connection, shape, source, stream, places[name], answered, changes)
    for standing in said.values():
        changes.rows += len(standing)
        changes.news += say_standing(connection, account_id, standing)
    return changes


def _streams(
    connection: Connection, account_id: int, sources: Iterable[Source], facts: Iterable[Any]
) -> dict[str, tuple[Source, int]]:
    """Each source with its number, by name."""
    said = list(facts)
    counts = any(map(attrgetter("day"), said))
    counting = {fact.source for fact in said if fact.day} if counts else set()
    return {
        source.name: (source, stream_number(connection, account_id, source.name, own_days=source.name in counting))
        for source in sources
    }


def _placed(connection: Connection, facts: Sequence[Any], sources: Iterable[str], zone: ZoneInfo) -> dict[str, Placed]:
    """The facts by source and day; of an id said twice on a day the last word counts.

    A million facts pass through here at once, so whatever can be looked up is looked up once.
    """
    places: dict[str, Placed] = {name: defaultdict(dict) for name in sources}
    days = Days(zone)
    for said, facet in zip(map(vars, facts), _facet_numbers(connection, facts), strict=True):
        own = said["day"]
        day = day_number(own) if own else days[said["at"] // QUARTER]
        places[said["source"]][day][said["external_id"]] = (facet, said)
    return places


def _facet_numbers(connection: Connection, facts: Iterable[Any]) -> Iterator[int]:
    """The number of each fact's facet, found by the facet's identity: far cheaper to look up than its words."""
    facets: list[Facet] = list(map(attrgetter("facet"), facts))
    different = dict(zip(map(id, facets), facets, strict=True))
    numbers = facet_numbers(connection, different.values())
    by_identity = {identity: numbers[facet] for identity, facet in different.items()}
    return map(by_identity.__getitem__, map(id, facets))


def _say_source(
    connection: Connection,
    shape: Shape,
    source: Source,
    stream: int,
    placed: Placed,
    answered: Collection[int],
    changes: Changes,
) -> None:
    if source.moves and shape is USAGE:
        keep_last_day(placed)
        changes.days |= move(connection, shape.table, stream, placed)
    for day, said in sorted(placed.items()):
        rows = partial(_rows, shape, source, stream, day, said)
        before = count(connection, shape.table, day=day, stream_id=stream)
        if said and shape is USAGE and not before and changes.unwritten is not None:
            changes.unwritten.setdefault(day, []).append(rows)
            changes.new += len(said)
            changes.days.add(day)
        else:
            _say_day(connection, shape, stream, day, list(rows()), changes, before)
    for day in sorted({*answered, *placed}) if source.restates else ():
        gone = forget_unsaid(connection, shape.table, stream, day, placed.get(day, ()))
        changes.gone += gone
        changes.days |= {day} if gone else set()


def _rows(shape: Shape, source: Source, stream: int, day: int, said: Mapping[str, Said]) -> Iterator[Row]:
    """What is said of a day as rows, made just before they are written: a million at once would be slow to reach."""
    numbers, tail = shape.numbers, shape.tail(source)
    for external_id, (facet, fact) in said.items():
        yield (day, stream, external_id, facet, fact["at"], *numbers(fact), *tail)


def _say_day(
    connection: Connection, shape: Shape, stream: int, day: int, rows: Collection[Row], changes: Changes, before: int
) -> None:
    written = upsert(connection, shape.table, KEYS, shape.said, rows, cleared=shape.cleared)
    if written:
        new = count(connection, shape.table, day=day, stream_id=stream) - before if before else written
        changes.new += new
        changes.changed += written - new
        changes.days.add(day)
