"""Spread each bill over the work it pays for, to the last nano-unit. Pure.

The bill says how much, the work says for what. Whatever is spread or stands alone adds up to the bill.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, NamedTuple

from db.facts import Facet
from db.money import spread
from db.tokens import TOKEN_UNITS

Pays = Callable[[int, int], bool]
"""Whether a bill line with the first facet may pay for work with the second (facets by number)."""


class Work(NamedTuple):
    """One piece of work: its facet's number, nano-seconds, and its price in nano-units where known.

    `quantity` counts `unit` in nano-units, where the provider says what it counts.
    """

    id: str
    facet: int
    currency: str
    seconds: int | None
    price: int | None
    unit: str = ""
    quantity: int | None = None


class Line(NamedTuple):
    """One bill line: nano-units in its own currency, and `cost` in the reporting currency where a rate is known.

    It pays only for work of its currency; with none ("") it pays for no work at all. `pays_for` is the id of
    the work that the line names itself; `narrow` lines prefer work nobody else pays.
    """

    facet: int
    currency: str
    amount: int
    cost: int | None
    pays_for: str
    narrow: bool = True


class Share(NamedTuple):
    """What a piece of work has of the bill, in the bill's currency and in the reporting currency."""

    billed: int
    cost: int | None


NOTHING: Final[Mapping[int, Share]] = MappingProxyType({})


@dataclass(slots=True)
class Settled:
    """For each piece of work (by position) its share, and the positions of the lines that found no work."""

    shares: dict[int, Share] = field(default_factory=dict)
    alone: set[int] = field(default_factory=set)

    def add(self, position: int, billed: int, cost: int | None) -> None:
        """One more part for a piece of work; a cost that is partly unknown is unknown."""
        known = self.shares.get(position)
        if known is None:
            self.shares[position] = Share(billed, cost)
        else:
            both = None if known.cost is None or cost is None else known.cost + cost
            self.shares[position] = Share(known.billed + billed, both)


def settle(work: Sequence[Work], lines: Sequence[Line], pays: Pays, own: Mapping[int, Share] = NOTHING) -> Settled:
    """Give every line to the work it pays for: first what lines name themselves, then by matching words.

    `own` is what work that is a bill line of its own has already, by position.
    A line that names work which is not here pays for nothing else: it stands alone.
    A line that matches several pieces is spread in proportion to their price (largest remainder); where a
    price among them is unknown, to their seconds; where those are unknown, to their quantities if all count
    the same; else evenly.
    """
    settled = Settled(dict(own))
    place = {piece.id: position for position, piece in enumerate(work)}
    by_words = []
    for number, line in enumerate(lines):
        named = place.get(line.pays_for)
        if not line.pays_for:
            by_words.append(number)
        elif named is None or work[named].currency != line.currency:
            settled.alone.add(number)
        else:
            settled.add(named, line.amount, line.cost)
    if by_words:
        _settle_by_words(settled, work, lines, by_words, pays)
    return settled


def _settle_by_words(
    settled: Settled, work: Sequence[Work], lines: Sequence[Line], numbers: Iterable[int], pays: Pays
) -> None:
    by_facet: dict[tuple[str, int], list[int]] = defaultdict(list)
    for position, piece in enumerate(work):
        by_facet[piece.currency, piece.facet].append(position)
    taken = frozenset(settled.shares)
    for number in numbers:
        line = lines[number]
        matching = [
            position
            for (currency, facet), some in by_facet.items()
            if currency == line.currency and pays(line.facet, facet)
            for position in some
        ]
        unpaid = [position for position in matching if position not in taken] if line.narrow else []
        _spread(settled, work, line, unpaid or matching, number)


def _spread(settled: Settled, work: Sequence[Work], line: Line, positions: Sequence[int], number: int) -> None:
    if not positions:
        settled.alone.add(number)
        return
    weights = weights_of([work[position] for position in positions])
    billed = spread(line.amount, weights)
    cost = [None] * len(billed) if line.cost is None else spread(line.cost, weights)
    for position, amount, converted in zip(positions, billed, cost, strict=True):
        settled.add(position, amount, converted)


def weights_of(work: Sequence[Work]) -> list[int]:
    """In what proportion a line falls on these: by price, else by seconds, else by quantity, else evenly."""
    unit = work[0].unit
    counts = [piece.quantity if unit and piece.unit == unit else None for piece in work]
    for weights in ([piece.price for piece in work], [piece.seconds for piece in work], counts):
        known = [weight for weight in weights if weight is not None]
        if len(known) == len(work) and any(known):
            return known
    return [1] * len(work)


def pays_for(line: Facet, work: Facet) -> bool:
    """Whether a line's words allow it to pay for such work.

    The same model or the same endpoint (SKU, line item); where both count tokens, the same kind; and where
    both sides name a key, a project, a mode or a label, the same one.
    """
    same_thing = (line.model and line.model == work.model) or (line.endpoint and line.endpoint == work.endpoint)
    if not same_thing or line.kind != work.kind:
        return False
    if line.unit != work.unit and {line.unit, work.unit} <= TOKEN_UNITS:
        return False
    for word in ("project", "workspace", "user", "api_key", "mode", "resolution", "audio"):
        said, done = getattr(line, word), getattr(work, word)
        if said and done and said != done:
            return False
    labels = dict(work.labels)
    return all(labels.get(key, value) == value for key, value in line.labels)
