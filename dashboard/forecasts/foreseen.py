"""What is known ahead for the work in view: what people typed in, models that end, prices that change on a day."""

from datetime import datetime, timedelta
from typing import Final

from dashboard.forecasts import prices_ahead, shares
from dashboard.forecasts.days_off import days_off
from dashboard.forecasts.past import Past
from dashboard.measures.outlook.foreseen import Foreseen
from dashboard.view import View
from dashboard.view_of_tiers import limits
from db.scopes import filters
from db.steps import RESTS, Step, steps
from db.window import day_of_number

AHEAD: Final = timedelta(days=150)


def foreseen_of(view: View, past: Past) -> list[Foreseen]:
    """Every known step that touches the work in view, by its first day."""
    typed = typed_in(view, past)
    gone = {word for one in typed if one.kind == "replacement" for word in filters(one.scope)["model"]}
    found = [*typed, *endings(view, past, gone), *prices_ahead.changes(view, past)]
    return sorted(found, key=lambda one: (one.since, one.name))


def typed_in(view: View, past: Past, known_at: datetime | None = None) -> list[Foreseen]:
    """What people typed in, as far as it was known at an instant."""
    mine = [step for step in steps(view.engine, known_at=known_at) if visible(view, step)]
    found = [one for step in mine if step.kind not in RESTS for one in _of(view, past, step)]
    return found + days_off(view, past, [step for step in mine if step.kind in RESTS])


def visible(view: View, step: Step) -> bool:
    """Whether a step is about anything in view, and about this reader's teams where only some are theirs.

    Days on which everybody rests are no secret; what else everybody does may be.
    """
    where, chosen = step.where, view.narrowing.where
    if any(not set(where[name]) & set(chosen[name]) for name in where.keys() & chosen.keys()):
        return False
    if step.kind in RESTS and "team" not in where:
        return True
    return view.reader.teams is None or bool(set(where.get("team", ())) & view.reader.teams)


def _of(view: View, past: Past, step: Step) -> list[Foreseen]:
    if step.kind == "replacement":
        return _replacement(view, past, step)
    until = day_of_number(step.until) if step.until else None
    told = f"{step.name}: {step.why} ({step.who or 'nobody named'})"
    amount = round((step.amount or 0) * shares.of_step(view, past, step.where))
    parts, monthly = shares.by_part(view, past, step.where), step.kind == "subscription"
    since = day_of_number(step.since)
    return [
        Foreseen(
            step.kind, step.name, step.scope, since, until, amount, monthly=monthly, parts=parts, told=told,
            number=step.id,
        )
    ]  # fmt: skip


def _replacement(view: View, past: Past, step: Step) -> list[Foreseen]:
    """The work of one model that goes on at another: what leaves the one, and what it costs at the other."""
    (gone,) = step.where["model"]
    part = shares.of(view, past, step.where)
    times = prices_ahead.times(view, past, gone, step.into, step.since)
    since, told = day_of_number(step.since), f"{step.why} ({step.who or 'nobody named'})"
    until = day_of_number(step.until) if step.until else None
    spread = shares.by_part(view, past, step.where)
    cost = "at the same cost, because its price is not known" if times is None else f"at {times:.2f} times the cost"
    leaves = Foreseen(
        step.kind, f"{gone} gives way to {step.into}", step.scope, since, until, factor=0.0, share=part,
        parts=spread, told=told, number=step.id,
    )  # fmt: skip
    comes = Foreseen(
        step.kind, f"{step.into} takes over {cost}", step.scope, since, until,
        factor=1.0 + (1.0 if times is None else times), share=part, parts=spread | {"model": {step.into: 1}}, told=told,
    )  # fmt: skip
    return [leaves, comes]


def endings(view: View, past: Past, replaced: set[str]) -> list[Foreseen]:
    """Models in recent use that end soon and for which nobody chose another: named, and nothing is reckoned."""
    used = shares.by_part(view, past, {})["model"]
    found = []
    for model, can in sorted(limits(view).items()):
        ends = day_of_number(can.retired_on) if can.retired_on else None
        if ends and model in used and model not in replaced and past.today <= ends < past.today + AHEAD:
            other = f"; its maker names {can.replaced_by}" if can.replaced_by else ""
            told = f"no replacement is chosen, so its work is taken to go on elsewhere for the same money{other}"
            part = shares.of(view, past, {"model": [model]})
            found.append(Foreseen("ending", f"{model} ends", f"model={model}", ends, share=part, told=told))
    return found
