"""Shots that are only planned: the cheapest mix of models that makes them all, every take paid."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pandas as pd

from dashboard.measures.what_if.board import EXAMPLE, by_maker, from_lines, mixed, shots_of, whole_cost
from dashboard.measures.what_if.storyboard import Shot, priced
from dashboard.scenarios.answer import Answer, Told
from dashboard.scenarios.asked import Asked, NotAsked
from dashboard.view import View
from db.money import from_nano

QUESTION, SHOTS = "Storyboard", "shots"
NEEDS_WORK = False


def answer(view: View, today: date, asked: Asked) -> Answer:
    """What the shots cost where each is cheapest; there is no cost now, because nothing was made yet."""
    shots, wrong = shots_of(from_lines(asked.many(SHOTS)) or EXAMPLE)
    if wrong or not shots:
        raise NotAsked(" ".join(wrong) or "a storyboard needs at least one shot")
    table = priced(shots, view.offers(today), asked.terms(today))
    mix, makers = mixed(table, shots), by_maker(table, shots)
    nowhere = [name for name, cost in zip(mix["shot"], mix["cost"], strict=True) if cost is None]
    return Answer(
        place=_places(mix),
        there=whole_cost(mix),
        wanted=from_nano(sum(shot.need.seconds * shot.takes for shot in shots)),
        clips=_takes(shots),
        made=_sum(mix["made"]),
        over=_sum(mix["over"]),
        not_possible=Decimal(len(nowhere)),
        why_not=f"nowhere on these terms: {', '.join(nowhere)}" if nowhere else "",
        more=(Told("All on one model", "cost", makers["cost"].iloc[0] if len(makers) else None),),
    )


def _takes(shots: list[Shot]) -> Decimal:
    return Decimal(sum(shot.takes for shot in shots))


def _sum(values: Iterable[object]) -> Decimal | None:
    every = list(values)
    known = [value for value in every if isinstance(value, Decimal)]
    return sum(known, Decimal(0)) if len(known) == len(every) else None


def _places(mix: pd.DataFrame) -> str:
    """Where shots are made, the most used first: 2 shots on kling-3.0 at fal, 1 shot on veo-3.1 at google."""
    found = Counter((row["model"], row["seller"]) for row in mix.to_dict("records") if row["model"])
    every = [(f"{n} shot{'s' * (n > 1)} on {model} at {seller}") for (model, seller), n in found.most_common()]
    return ", ".join(every)
