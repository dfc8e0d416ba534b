"""The seconds in view by a plan or pack of one's own, and the finished minutes by a crew."""

from datetime import date
from decimal import Decimal

from dashboard.measures.what_if.plans import AgainstCrew, Plan, Traditional, against_crew, compared
from dashboard.scenarios.answer import Answer, Told
from dashboard.scenarios.asked import Asked
from dashboard.view import View

QUESTION = "Plans, packs and crews"
NEEDS_WORK = True
USUAL_PRICE, USUAL_SECONDS, USUAL_CREW, USUAL_POST = 200, 1500, 1000, 80
MOST = Decimal(10) ** 9
UNTIMED = "Nothing of this work has both seconds and a cost, so there is nothing to hold a plan against."


def answer(view: View, _: date, asked: Asked) -> Answer:
    """What as many plans as are needed cost, against paying by the second."""
    plan = Plan(
        asked.number("pack_price", USUAL_PRICE, Decimal("0.01"), MOST),
        asked.number("pack_seconds", USUAL_SECONDS, 1, MOST),
    )
    crew, seconds, rate = crewed(view, asked), view.number("seconds"), view.number("cost_per_second")
    if not seconds or not rate:
        return Answer(more=_crew(crew), said=(UNTIMED,))
    found = compared(plan, seconds, rate)
    more = (Told("Paid and not used", "cost", found.unused), Told("Breaks even at", "seconds", found.break_even))
    place = f"{found.plans:,} of {plan.price:,f} {view.currency} for {plan.seconds:,f} s each"
    return Answer(place, found.by_second, found.with_plan, seconds, view.number("clips"), more=more + _crew(crew))


def crewed(view: View, asked: Asked) -> AgainstCrew | None:
    """The finished minutes in view by a crew; None where nobody said what was kept."""
    crew = asked.number("crew", USUAL_CREW, 1, MOST)
    rates = Traditional(crew, asked.number("post", USUAL_POST, 0, MOST))
    usable, cost = view.number("usable_seconds"), view.number("cost")
    return None if not usable or cost is None else against_crew(cost, usable / 60, rates)


def _crew(found: AgainstCrew | None) -> tuple[Told, ...]:
    crew, generated = (found.crew, found.generated) if found else (None, None)
    return Told("By a crew", "cost", crew), Told("Generated and finished", "cost", generated)
