"""A model in recent use that its maker will end: when, what it is used for, and a live one that can take its place."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from dashboard.alerts.address import on_days
from dashboard.alerts.watch import Watch, about
from dashboard.forecasts.past import RECENT
from dashboard.measures import amounts
from dashboard.measures.tiers.ranges import alive
from dashboard.measures.what_if.fit import Terms
from dashboard.view import View
from dashboard.view_of_tiers import limits
from db.alerts import Crossing, Told
from db.money import to_nano
from db.offers import Limits
from db.window import day_number, day_of_number

PART: Final = "Known ahead"
MOST: Final = 0.95
"""Another model takes its place where it can make this part of the clips."""


def crossings(watch: Watch) -> Iterator[Crossing]:
    """Each model of the last four weeks that ends within the days the configuration names."""
    recent = watch.view.during(watch.whole - RECENT, watch.whole)
    known = limits(watch.view)
    for model, cost in recent.figures(["cost"], ["model"])[["model", "cost"]].itertuples(index=False):
        number = known.get(model, Limits()).retired_on
        ends = day_of_number(number) if number else None
        if cost and ends and 0 <= (ends - watch.today).days <= watch.alerts.retiring_days:
            said, todo = _said(watch, recent, model, ends, cost), _todo(recent, model, ends, known)
            address, scope = _address(recent, model), about(model=[model])
            yield Crossing(f"end of {model}", "", f"{ends}", "retiring", said, todo, address, scope, to_nano(cost))


def ended(watch: Watch, told: Told) -> bool:
    """It has ended, or its end is on another day now."""
    (model,) = told.where.get("model", [""])
    number = limits(watch.view).get(model, Limits()).retired_on
    ends = date.fromisoformat(told.period)
    return ends < watch.today or number != day_number(ends)


def _said(watch: Watch, recent: View, model: str, ends: date, cost: Decimal) -> str:
    left, days = amounts.how_long(Decimal((ends - watch.today).days)), recent.narrowing
    much = amounts.written("cost", cost, recent.currency)
    return f"{model} ends on {amounts.day(ends)}, in {left}; it cost {much} on {amounts.days(days.since, days.until)}."


def _address(recent: View, model: str) -> str:
    days = recent.narrowing
    return on_days("forecast", days.since, days.until, {"model": [model]}, forecast=PART)


def _todo(recent: View, model: str, ends: date, known: Mapping[str, Limits]) -> str:
    found = replacement(recent, model, ends, known)
    if not found:
        return "Nobody names a live model that takes its place: ask its maker, and choose one before then."
    return f"Try {found} before then, and move the work there; What-if says what that would have cost."


def replacement(recent: View, model: str, ends: date, known: Mapping[str, Limits]) -> str:
    """What its maker names, or what that names, if it lives on that day; else the cheapest that can do its work."""
    named, seen = known[model].replaced_by, {model}
    while named and named not in seen:
        if named in known and alive(known[named], day_number(ends)):
            return named
        seen.add(named)
        named = known.get(named, Limits()).replaced_by
    return _cheapest(recent.only(model=[model], kind=["render"]), model, ends)


def _cheapest(work: View, model: str, ends: date) -> str:
    able = [
        one
        for one in work.alternatives(Terms(day_number(ends)))
        if one.model != model and one.clips and one.clips >= MOST * (one.clips + sum(one.reasons.values()))
    ]
    best = min(able, key=lambda one: one.there, default=None)
    return f"{best.model} at {best.seller}" if best else ""
