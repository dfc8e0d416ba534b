"""Scenarios beside each other: a row for each number or word that any of them has, and in words how they differ."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final, NamedTuple

import pandas as pd

from dashboard.measures.comparison import change
from dashboard.scenarios.looked_at import Looked
from dashboard.scenarios.questions import called

WHAT, DIFFERS = "What", "How they differ"
ANY, ALL = "any", "everything"
SAME, UNLIKE, NOT_ALL = "the same", "differs", "not told by all"
Value = Decimal | str | None


class Line(NamedTuple):
    """A row: its name in JSON, what people call it, the measure it is written like ("" is a text), and where it is."""

    name: str
    label: str
    like: str
    of: Callable[[Looked], Value]


def _words(one: Looked) -> str | None:
    if one.narrowing is None:
        return None
    said = [f"{name}: {', '.join(words)}" for name, words in one.narrowing.where.items()]
    return "; ".join(said) or ALL


def _days(one: Looked) -> str | None:
    when = one.narrowing
    return f"{when.since} to {when.until - timedelta(days=1)}" if when else None


def _allowed(name: str) -> Callable[[Looked], str | None]:
    """The words of a choice that says what may be bought."""
    return lambda one: ", ".join(one.asked.many(name)) or ANY if one.asked else None


def _long_takes(one: Looked) -> str | None:
    if one.asked is None:
        return None
    return "may be several clips" if one.asked.flag("split", usual=True) else "must be one clip"


LINES: Final = (
    Line("question", "Question", "", lambda one: called(one.asked.question) if one.asked else None),
    Line("days", "Days", "", _days),
    Line("work", "Work", "", _words),
    Line("cost", "Cost of all that work", "cost", lambda one: one.cost),
    Line("place", "Made at", "", lambda one: one.answer.place or None),
    Line("now", "Cost now", "cost", lambda one: one.answer.now),
    Line("there", "Cost there", "cost", lambda one: one.answer.there),
    Line("difference", "Difference", "cost", lambda one: one.answer.difference),
    Line("change", "Change", "estimated_share", lambda one: one.answer.change),
    Line("second_now", "Per second wanted, now", "cost_per_second", lambda one: one.answer.second_now),
    Line("second_there", "Per second wanted, there", "cost_per_second", lambda one: one.answer.second_there),
    Line("usable_now", "Per usable second, now", "cost_per_usable_second", lambda one: one.answer.usable_now),
    Line("usable_there", "Per usable second, there", "cost_per_usable_second", lambda one: one.answer.usable_there),
    Line("there_kept", "For as much kept work", "cost", lambda one: one.answer.there_kept),
    Line("clips", "Clips", "clips", lambda one: one.answer.clips),
    Line("made", "Clips to make", "clips", lambda one: one.answer.made),
    Line("over", "Seconds too many", "seconds", lambda one: one.answer.over),
    Line("not_possible", "Not possible", "clips", lambda one: one.answer.not_possible),
    Line("why_not", "Why not", "", lambda one: one.answer.why_not or None),
    Line("kept_now", "Assumed: kept now", "keep_rate", lambda one: one.answer.kept_now),
    Line("kept_there", "Assumed: kept there", "keep_rate", lambda one: one.answer.kept_there),
    Line("countries", "Assumed: makers' countries", "", _allowed("countries")),
    Line("in_tiers", "Assumed: tiers", "", _allowed("in_tiers")),
    Line("sellers", "Assumed: sellers", "", _allowed("sellers")),
    Line("in_models", "Assumed: models", "", _allowed("in_models")),
    Line("long_takes", "Assumed: a long take", "", _long_takes),
)


def lines(found: Sequence[Looked]) -> list[Line]:
    """The rows that any of them has: the common ones, then what only some parts tell."""
    common = [line for line in LINES if any(line.of(one) is not None for one in found)]
    more = dict.fromkeys((told.label, told.like) for one in found for told in one.answer.more)
    return common + [Line(label, label, like, _told(label)) for label, like in more]


def _told(label: str) -> Callable[[Looked], Value]:
    return lambda one: next((told.value for told in one.answer.more if told.label == label), None)


def side_by_side(found: Mapping[str, Looked]) -> pd.DataFrame:
    """WHAT, a column for each scenario by its name (exact numbers, texts, None unknown) and, of several, DIFFERS."""
    heads = {f"{name} (scenario)" if name in (WHAT, DIFFERS) else name: one for name, one in found.items()}
    rows = [_row(line, heads) for line in lines(list(found.values()))]
    columns = [WHAT, *heads, *([DIFFERS] if len(heads) > 1 else [])]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def _row(line: Line, found: Mapping[str, Looked]) -> dict[str, Any]:
    values = {name: line.of(one) for name, one in found.items()}
    return {WHAT: line.label, DIFFERS: differs(values)} | values


def differs(values: Mapping[str, Value]) -> str:
    """How the values of several scenarios (by their names) differ: the least and the most by name, where they can be.

    A part between two amounts is told only where both are above nothing.
    """
    if len(set(values.values())) == 1:
        return SAME
    numbers = {name: value for name, value in values.items() if isinstance(value, Decimal)}
    if not numbers:
        return UNLIKE
    if len(numbers) < len(values):
        return NOT_ALL
    least, most = min(numbers, key=lambda name: numbers[name]), max(numbers, key=lambda name: numbers[name])
    part = change(numbers[least], numbers[most]) if numbers[least] > 0 else None
    return f"least: {least}; most: {most}" if part is None else f"least: {least}, {-part:.1%} below {most}"
