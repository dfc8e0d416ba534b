"""What the work in view is like now: which part of its recent cost some of it is, and how that is spread."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import pandas as pd

from dashboard.forecasts.past import PARTS, RECENT, Past, part_of
from dashboard.view import View

Where = Mapping[str, Collection[str]]


def recent(view: View, past: Past) -> View:
    """The last four weeks that are known in full."""
    return view.during(past.past - RECENT, past.past)


def of(view: View, past: Past, where: Where) -> float:
    """Which part of the recent cost in view some of the work is."""
    if not where:
        return 1.0
    part = part_of(where)
    if part in past.history.parts:
        return past.history.share(part, past.past - RECENT, past.past)
    now = recent(view, past)
    return _part(cost(now.only(**where)), cost(now))


def of_step(view: View, past: Past, where: Where) -> float:
    """Which part of a step falls on what is chosen: all of it where the step is about nothing else."""
    chosen = view.narrowing.where
    if all(name in where and set(where[name]) <= set(words) for name, words in chosen.items()):
        return 1.0
    now = recent(view, past)
    touched = replace(now, narrowing=replace(now.narrowing, where={})).only(**where)
    return _part(cost(touched.only(**chosen)), cost(touched))


def by_part(view: View, past: Past, where: Where) -> dict[str, dict[str, int]]:
    """How the recent cost of some of the work is spread over teams, models and accounts (nano-units)."""
    now = recent(view, past).only(**where)
    found = {}
    for by in PARTS:
        sums = now.sums([by], ["cost"]).dropna()
        costs = {str(word): int(whole) for word, whole in zip(sums[by], sums["cost"], strict=True) if whole > 0}
        found[by] = costs or dict.fromkeys(where.get(by, ()), 1)
    return found


def cost(view: View) -> int:
    """The cost of everything in view in nano-units; 0 where none is known."""
    value = view.sums((), ["cost"])["cost"].iloc[0]
    return 0 if pd.isna(value) else int(value)


def _part(some: int, whole: int) -> float:
    return some / whole if whole > 0 else 0.0
