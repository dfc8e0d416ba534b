"""What a View tells of work that is made otherwise: several moves at once, drafts before finals, plans and packs.

Functions of a View, so that screens and the command line cannot disagree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Final

import pandas as pd

from collectors.price_sheets.plans import draws, plans
from dashboard.measures.what_if.fit import Terms
from dashboard.measures.what_if.mix import Outcome, as_now, laddered, table, there
from dashboard.measures.what_if.monthly import Use, a_month, against
from dashboard.measures.what_if.moves import Move, Place, too_much
from dashboard.measures.what_if.reprice import Alternative, alternatives
from dashboard.view import View
from db.money import from_nano
from db.offers import Offer

USUAL_PART: Final = Decimal("0.6")
AS_NOW: Final = "what was used"
"""Finals on the models that the clips were made on, at what they did cost."""


def places(offers: Sequence[Offer]) -> list[Place]:
    """Where clips can be made: each model at each seller, and each of its modes there."""
    sold = {Place(one.variant.model, one.variant.seller, mode) for one in offers for mode in ("", one.variant.mode)}
    return sorted(sold)


def usual_moves(wants: pd.DataFrame, offers: Sequence[Offer], terms: Terms) -> list[Move]:
    """To begin with: most of what the dearest model of the work made, where that is cheapest elsewhere."""
    dearest = str(wants.groupby("model")["cost"].sum().astype("float64").idxmax()) if len(wants) else ""
    found = alternatives(wants[wants["model"] == dearest], offers, terms)
    elsewhere = [one for one in found if one.model != dearest and one.clips]
    return [Move("", dearest, Place(one.model, one.seller), USUAL_PART) for one in elsewhere[:1]]


def faults(wants: pd.DataFrame, offers: Sequence[Offer], moves: Sequence[Move]) -> list[str]:
    """Why these moves cannot be answered, a sentence each: a place that is none, or more than all of some clips."""
    sold = set(map(str, places(offers)))
    wrong = [f"{_not_sold(str(move.to), sold)}." for move in moves if str(move.to) not in sold]
    return wrong or [f"{fault}." for fault in [too_much(wants, moves)] if fault]


def _not_sold(place: str, sold: set[str]) -> str:
    near = get_close_matches(place, sorted(sold), n=1, cutoff=0)
    return f"Nothing is sold as {place!r}; " + (f"did you mean {near[0]!r}?" if near else "no price is known")


def placed(
    wants: pd.DataFrame, offers: Sequence[Offer], moves: Sequence[Move], terms: Terms
) -> list[tuple[Move, Alternative]]:
    """Each move with what it is about at its new place. They have no `faults`."""
    found = [(move, there(wants, offers, move, terms)) for move in moves]
    return [(move, one) for move, one in found if one]


def mixed(wants: pd.DataFrame, offers: Sequence[Offer], moves: Sequence[Move], terms: Terms) -> pd.DataFrame:
    """The moves with what they cost now and there (see `measures.what_if.mix.table`). They have no `faults`."""
    able = placed(wants, offers, moves, terms)
    return table(wants, [move for move, _ in able], [one for _, one in able])


@dataclass(frozen=True, slots=True)
class Ladder:
    """Drafts of some clips, and where they can be finished; the names are those of places."""

    drafts: dict[str, Alternative]
    finals: dict[str, Alternative]

    def climbed(self, draft_on: str, final_on: str, kept: Decimal) -> Outcome | None:
        """All as drafts and the kept part as finals; None where the two cannot make the same clips."""
        draft = self.drafts[draft_on]
        final = as_now(draft) if final_on == AS_NOW else self.finals[final_on]
        same = (draft.clips, draft.now) == (final.clips, final.now)
        return laddered(draft.now, draft, final, kept) if same else None


def ladder(wants: pd.DataFrame, offers: Sequence[Offer], terms: Terms, *, rough: bool) -> Ladder:
    """Where the clips can be drafted, who can make most and is cheapest first; `rough` drafts have any size and no
    sound."""
    asked = wants.assign(resolution="", audio="") if rough else wants
    return Ladder(_able(asked, offers, terms), _able(wants, offers, terms))


def _able(wants: pd.DataFrame, offers: Sequence[Offer], terms: Terms) -> dict[str, Alternative]:
    return {str(Place(one.model, one.seller)): one for one in alternatives(wants, offers, terms) if one.clips}


def days_of(view: View) -> int:
    """How many days are in view."""
    return (view.narrowing.until - view.narrowing.since).days


def monthly(view: View, today: date) -> pd.DataFrame:
    """Each monthly plan against what a month of the work in view cost by the second."""
    longest = {
        one.variant.model: from_nano(one.limits.clip_seconds) for one in view.offers(today) if one.limits.clip_seconds
    }
    return against(plans(), draws(), _use(view), longest, today)


def _use(view: View) -> dict[str, Use]:
    """What a month of the work in view is, by model, where seconds and their cost are known."""
    rows = view.figures(["seconds", "cost_per_second"], ["model"]).to_dict("records")
    return {
        row["model"]: Use(a_month(row["seconds"], days_of(view)), row["cost_per_second"])
        for row in rows
        if row["seconds"] and row["cost_per_second"]
    }
