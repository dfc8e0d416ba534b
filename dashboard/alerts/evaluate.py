"""Decide, record, owe: which lines are crossed now, what of that is new or over, and who is owed a letter of it.

Everything is decided first. Then one transaction writes down what is new, what is over, what stands open again and
what more people must hear of, together with the messages of it: there is never one without the other.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard.alerts.kinds import Kind, every
from dashboard.alerts.tell import tell
from dashboard.alerts.verdicts import Decided, decide
from dashboard.alerts.watch import watching
from db.alerts import Told, escalate, record, reopen, resolve
from db.budget_names import RULES, names_held, rule_of
from db.engine import Connection, Engine, reading, writing
from db.lists import stored_budgets, stored_members
from db.members import Member
from db.settings import Settings

CROSSED, CLEARED, ESCALATED = "crossed", "cleared", "escalated"
Teller = Callable[[Connection, Settings, Sequence[Member], Sequence[Told], str, datetime], object]
"""`tell(connection, settings, members, alerts, about, now)` owes the letters that some alerts were `about`."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What one evaluation changed. Nobody is told of what simply `ended`, nor once more of what was `reopened`."""

    new: list[Told] = field(default_factory=list)
    cleared: list[Told] = field(default_factory=list)
    escalated: list[Told] = field(default_factory=list)
    ended: list[Told] = field(default_factory=list)
    reopened: list[Told] = field(default_factory=list)


def evaluate(
    engine: Engine, settings: Settings, now: datetime, zone: ZoneInfo | None = None, *, teller: Teller = tell,
    kinds: Mapping[str, Kind] | None = None,
) -> Evaluated:  # fmt: skip
    """Look at every line as of `now`, write down what became of each, and owe the letters; again, it changes nothing.

    `zone` is the reporting time zone unless said otherwise; `kinds` are those in `dashboard.alerts.kinds`.
    """
    watch = watching(engine, settings, now, zone or settings.reporting_timezone)
    with reading(engine) as connection:
        budgets = {one.name for one in stored_budgets(connection)}
    decided = decide(watch, every() if kinds is None else kinds)
    with writing(engine) as connection:
        decided = without(decided, budgets - names_held(connection))
        found = _written(connection, decided, now, timedelta(hours=settings.alerts.escalate_hours))
        members = stored_members(connection)
        for about, alerts in _letters(found, now).items():
            if alerts:
                teller(connection, settings, members, alerts, about, now)
    return found


def without(decided: Decided, budgets: Collection[str]) -> Decided:
    """The same without what was decided of budgets that have another name since; the next evaluation has that."""
    rules = {rule_of(kind, name) for kind in RULES for name in budgets}
    return replace(decided, crossings=[one for one in decided.crossings if one.rule not in rules])


def _written(connection: Connection, decided: Decided, now: datetime, patience: timedelta) -> Evaluated:
    """The same in the ledger; a crossing that others wrote down meanwhile is theirs to tell."""
    return Evaluated(
        new=record(connection, decided.crossings, now),
        reopened=reopen(connection, {one.key for one in decided.crossings}),
        cleared=resolve(connection, now, lambda one: one.key in decided.cleared),
        ended=resolve(connection, now, lambda one: one.key in decided.ended),
        escalated=escalate(connection, now, lambda one: unanswered(one, now, patience)),
    )


def unanswered(one: Told, now: datetime, patience: timedelta) -> bool:
    """Whether nobody has said anything of it for so long; the time that it was snoozed does not count."""
    answered = one.acknowledged or one.planned or one.escalated or one.at is None
    return not answered and one.at is not None and max(one.at, one.snoozed_until or one.at) + patience <= now


def _letters(found: Evaluated, now: datetime) -> dict[str, list[Told]]:
    """What is told: what was planned never is, and what is snoozed is not told that it is over."""
    heard = [one for one in found.cleared if not one.planned and not (one.snoozed_until and one.snoozed_until > now)]
    return {CROSSED: found.new, CLEARED: heard, ESCALATED: found.escalated}
