"""The bill: each row of the answer a charge and perhaps a credit, and the work that rows of one day are for.

Rows differ by the invoice they are on, because late and corrected rows come on a later one. They are for the same
work where only that, or that one is a correction, tells them apart; its seconds are what all of them add up to.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from collectors.fields import BILLIONS, amount, amount_if_said, currency, instant, strange, word
from collectors.providers.google.skus import Proof, proof, sku
from db.facts import Category, Charge, Facet, Name, Usage
from db.money import exact
from db.window import MICROSECOND

SOURCE = "export"
WHERE = "a row of Google's billing export"
OF_WORK = ("usage_day", "project_id", "team", "sku_id", "service_id", "currency", "pricing_unit", "list_price")
"""The columns by which rows are for the same work; the others of a group tell its lines apart."""
OF_LINE = ("invoice_month", "cost_type", "adjustment")
LONGEST_KEY = 400
ZERO = Decimal(0)
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what it is for (`work`), when, how much, and its words. `units` is None where it counts nothing."""

    work: str
    id: str
    at: datetime
    units: Decimal | None
    cost: Decimal
    credits: Decimal
    list_cost: Decimal | None
    list_usd: Decimal | None
    row: Row

    @property
    def is_tax(self) -> bool:
        """Whether the row is tax, which no work is for."""
        return word(self.row, "cost_type") == "tax"


def bill(rows: Iterable[Row], label_key: str) -> Iterator[Usage | Charge | Name]:
    """All facts of an answer: the work and the lines of each day, then what projects are called."""
    said: Counter[str] = Counter()
    works: dict[str, list[Line]] = defaultdict(list)
    names: dict[str, str] = {}
    for row in rows:
        line = _line(row, said)
        works[line.work].append(line)
        names |= {word(row, "project_id"): name for name in [word(row, "project_name")] if name}
    for lines in works.values():
        yield from _facts(lines, label_key)
    yield from (Name(kind="project", id=known_as, name=name) for known_as, name in names.items() if known_as)


def _line(row: Row, said: Counter[str]) -> Line:
    work = "|".join(word(row, name) for name in OF_WORK)[:LONGEST_KEY]
    key = "|".join([work, *(word(row, name)[:30] for name in OF_LINE)])
    said[key] += 1
    return Line(
        work=work,
        id=key if said[key] == 1 else f"{key}|{said[key]}",
        at=instant(row, "first_use", WHERE, MICROSECOND),
        units=_counted(row, "pricing_units"),
        cost=amount(row, "cost", WHERE),
        credits=amount_if_said(row, "credits", WHERE) or ZERO,
        list_cost=amount_if_said(row, "list_cost", WHERE),
        list_usd=amount_if_said(row, "list_usd", WHERE),
        row=row,
    )


def _counted(row: Row, name: str) -> Decimal | None:
    """A count; None where it is missing or no finite number."""
    try:
        return exact(row.get(name))
    except ValueError:
        return None


def _kept(number: Decimal | None) -> Decimal | None:
    """A count that the ledger can hold; None for more."""
    return number if number is not None and abs(number) <= BILLIONS else None


def _facts(lines: list[Line], label_key: str) -> Iterator[Usage | Charge]:
    """The work, if anything is left of it once corrected, and every line that pays for it."""
    counting = [line for line in lines if line.units and not line.is_tax]
    units = _sum(line.units for line in counting)
    proved = _proof(lines[0].row, units, _sum(line.list_usd for line in counting))
    day = _day(lines[0].row)
    if units is not None and units > 0:
        yield Usage(
            source=SOURCE,
            external_id=lines[0].work,
            at=min(line.at for line in counting),
            day=day,
            facet=_facet_of(lines[0].row, "usage", proved, _labels(lines[0].row, label_key)),
            seconds=_kept(proved.seconds),
            quantity=_kept(units),
        )
    for line in lines:
        yield from _charges(line, day, proved, label_key)


def _charges(line: Line, day: date, proved: Proof, label_key: str) -> Iterator[Charge]:
    """What a row costs before credits, also if that is nothing, and its credits.

    A line whose work is no more, because it was corrected away or only counted in money, stands for itself.
    """
    labels = _labels(line.row, label_key) + _invoice(line.row)
    same = {"source": SOURCE, "at": line.at, "day": day, "pays_for": "" if line.is_tax else line.work}
    own = {"amount": line.cost, "list_amount": line.list_cost, "quantity": _kept(line.units)}
    yield Charge(**same, **own, external_id=line.id, facet=_facet_of(line.row, _category(line), proved, labels))
    if line.credits:
        facet = _facet_of(line.row, "tax" if line.is_tax else "credit", proved, labels)
        yield Charge(**same, amount=line.credits, external_id=f"{line.id}|credits", facet=facet)


def _category(line: Line) -> Category:
    """Tax apart; what is said to be a correction, or takes money back, is an adjustment."""
    if line.is_tax:
        return "tax"
    regular = word(line.row, "cost_type") in ("", "regular") and not word(line.row, "adjustment")
    return "usage" if regular and line.cost >= 0 else "adjustment"


def _sum(parts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is known; None where nothing is."""
    known = [part for part in parts if part is not None]
    return sum(known, ZERO) if known else None


def _proof(row: Row, units: Decimal | None, list_usd: Decimal | None) -> Proof:
    return proof(sku(_text(row)), word(row, "pricing_unit"), units or ZERO, list_usd)


def _text(row: Row) -> str:
    """What the SKU is called, else its id."""
    return word(row, "sku_description") or word(row, "sku_id")


def _day(row: Row) -> date:
    said = word(row, "usage_day")
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise strange(WHERE, f"has {said[:40]!r} as usage_day, which is not a day") from None


def _labels(row: Row, label_key: str) -> tuple[tuple[str, str], ...]:
    team = word(row, "team")
    return ((label_key, team),) if team else ()


def _invoice(row: Row) -> tuple[tuple[str, str], ...]:
    """The month whose invoice the row is on, so that an invoice can be tied to its lines."""
    month = word(row, "invoice_month")
    return (("invoice_month", month),) if month else ()


def _facet_of(row: Row, category: Category, proved: Proof, labels: tuple[tuple[str, str], ...]) -> Facet:
    text = _text(row)
    return _facet(
        kind=sku(text).kind,
        category=category,
        model=sku(text).model,
        endpoint=text,
        resolution=proved.resolution,
        audio=proved.audio,
        unit=word(row, "pricing_unit"),
        currency=currency(row, "currency", WHERE),
        project=word(row, "project_id"),
        labels=labels,
    )


@lru_cache(maxsize=8192)
def _facet(**words: Any) -> Facet:
    return Facet(**words)
