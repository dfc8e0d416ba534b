"""Every clip in view as a cheap draft, and the part that is kept once more as the final."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from dashboard.measures.what_if.mix import Outcome
from dashboard.measures.what_if.reprice import Alternative
from dashboard.measures.what_if.table import why_not
from dashboard.scenarios.answer import Answer, Told
from dashboard.scenarios.asked import Asked
from dashboard.scenarios.questions.elsewhere import NOWHERE
from dashboard.view import View
from dashboard.view_of_what_if import AS_NOW, ladder
from db.money import from_nano

QUESTION = "Draft first"
NEEDS_WORK = True
USUAL_KEPT = 30
UNLIKE = "These two cannot make the same clips. Narrow the filters at the left, or choose others."


def usual_kept(view: View) -> int:
    """How many percent of the drafts are finished if nobody says: as many as are kept, where that is known."""
    measured = view.number("keep_rate")
    return max(1, round(measured * 100)) if measured else USUAL_KEPT


def answer(view: View, today: date, asked: Asked) -> Answer:
    """All of the clips drafted, and the kept part of them finished."""
    rough, terms = asked.flag("rough", usual=True), asked.terms(today)
    steps = ladder(view.wants(), view.offers(today), terms, rough=rough)
    draft_on, final_on = asked.one("draft_on") or next(iter(steps.drafts), ""), asked.one("final_on", AS_NOW)
    for place, able in ((draft_on, steps.drafts), (final_on, {AS_NOW, *steps.finals})):
        if place not in able:
            return Answer(said=(f"{place} can make none of these clips today." if place else NOWHERE,))
    kept = asked.number("kept", usual_kept(view), 1, 100) / 100
    outcome, draft = steps.climbed(draft_on, final_on, kept), steps.drafts[draft_on]
    if outcome is None:
        return Answer(said=(UNLIKE,))
    finals = Told("Finals", "cost", from_nano(outcome.after - draft.there))
    more = (Told("Drafts", "cost", from_nano(draft.there)), finals)
    found = _of(view, draft, kept, outcome)
    return replace(found, place=f"drafts: {draft_on}; finals: {final_on}", more=more)


def kept_cost(view: View, kept: Decimal, outcome: Outcome) -> Decimal | None:
    """The cost then of as much kept work as now; None where nobody judged what there is now."""
    nano = outcome.as_much_kept(view.number("keep_rate"), kept)
    return None if nano is None else from_nano(nano)


def _of(view: View, draft: Alternative, kept: Decimal, outcome: Outcome) -> Answer:
    """The clips that are drafted; `made` and `over` are of the drafts."""
    return Answer(
        now=from_nano(draft.now),
        there=from_nano(outcome.after),
        kept_there=kept,
        there_kept=kept_cost(view, kept, outcome),
        wanted=from_nano(draft.seconds - draft.over),
        clips=Decimal(draft.clips),
        made=Decimal(draft.made),
        over=from_nano(draft.over),
        not_possible=Decimal(sum(draft.reasons.values())),
        why_not=why_not(draft),
        kept_now=view.number("keep_rate"),
        usable_now=view.number("cost_per_usable_second"),
    )
