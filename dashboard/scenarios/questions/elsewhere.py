"""The clips in view at the place that could make most of them, and of those at the cheapest."""

from datetime import date
from decimal import Decimal

from dashboard.measures.what_if.reprice import Alternative, best
from dashboard.measures.what_if.table import as_frame, why_not
from dashboard.scenarios.answer import Answer
from dashboard.scenarios.asked import Asked
from dashboard.view import View
from db.money import from_nano

QUESTION = "The same clips elsewhere"
NEEDS_WORK = True
NOWHERE = "Nothing of this work can be made elsewhere on these terms; allow more countries, or choose longer days."


def answer(view: View, today: date, asked: Asked) -> Answer:
    """What the cheapest place asks for them."""
    found = best(view.alternatives(asked.terms(today)))
    return Answer(said=(NOWHERE,)) if found is None else of_place(view, found)


def of_place(view: View, one: Alternative) -> Answer:
    """One alternative, in the numbers that its row on the screen has."""
    kept_now = view.number("keep_rate")
    row = as_frame([one], view.currency, view.keep_rates(), kept_now).iloc[0].to_dict()
    return Answer(
        place=f"{row['model']} at {row['seller']}",
        now=row["now"],
        there=row["there"],
        wanted=from_nano(one.seconds - one.over),
        clips=row["clips"],
        made=row["made"],
        over=row["over"],
        not_possible=Decimal(sum(one.reasons.values())),
        why_not=why_not(one),
        kept_now=kept_now,
        kept_there=row["kept"],
        there_kept=row["there_kept"],
        usable_now=view.number("cost_per_usable_second"),
    )
