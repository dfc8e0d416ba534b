"""Shots that are only planned: what each would cost on each model, and the cheapest mix that makes them all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.measures.what_if.fit import Need, Terms
from dashboard.measures.what_if.reprice import by_model, cheapest
from db.offers import Offer


class Shot(NamedTuple):
    """A line of a storyboard: what the shot needs, and how many takes it will probably want."""

    name: str
    need: Need
    takes: int = 1


class Maker(NamedTuple):
    """Where shots can be made."""

    seller: str
    model: str
    currency: str


@dataclass(frozen=True, slots=True)
class Priced:
    """One shot on one model with all its takes: nano-units of the reporting currency, clips and nano-seconds."""

    cost: int
    clips: int
    seconds: int
    over: int


Answer = Priced | str
"""The price, or in a few words why there is none."""


def priced(shots: Sequence[Shot], offers: Iterable[Offer], terms: Terms) -> dict[Maker, list[Answer]]:
    """Each shot's answer, in their order, by where it would be made."""
    grouped = {Maker(*key): some for key, some in by_model(offers).items()}
    return {maker: [_shot(shot, some, terms) for shot in shots] for maker, some in grouped.items()}


def _shot(shot: Shot, some: Sequence[Offer], terms: Terms) -> Answer:
    best = cheapest(shot.need, some, terms)
    if isinstance(best, str):
        return best
    price, (clips, seconds) = best
    once = (price, clips, seconds, seconds - shot.need.seconds)
    return Priced(*(number * shot.takes for number in once))


def total(answers: Sequence[Answer]) -> int | None:
    """What all shots cost on one model; None where it cannot make one of them."""
    costs = [answer.cost for answer in answers if isinstance(answer, Priced)]
    return sum(costs) if len(costs) == len(answers) else None


def cheapest_mix(table: Mapping[Maker, Sequence[Answer]], shots: int) -> list[tuple[Maker, Priced] | None]:
    """For each shot the maker that asks least, the first by name where two ask the same; None where nobody can."""
    return [_least(table, number) for number in range(shots)]


def _least(table: Mapping[Maker, Sequence[Answer]], number: int) -> tuple[Maker, Priced] | None:
    able = [(maker, answers[number]) for maker, answers in sorted(table.items())]
    found = [(maker, answer) for maker, answer in able if isinstance(answer, Priced)]
    return min(found, key=lambda pair: pair[1].cost, default=None)
