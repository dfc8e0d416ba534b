"""The questions of the What-if screen for the command line, each as the screen answers it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

import pandas as pd

from collectors.deliveries import UntrustedFile
from collectors.delivery import Refusal
from collectors.layout import Layout
from collectors.rows import rows_of
from dashboard.measures.comparison import change, ratio
from dashboard.measures.measure import LAST_PLACE
from dashboard.measures.what_if.board import COLUMNS, by_maker, mixed, shots_of
from dashboard.measures.what_if.fit import Terms
from dashboard.measures.what_if.moves import move_of
from dashboard.measures.what_if.plans import Plan, Traditional, against_crew, compared
from dashboard.measures.what_if.storyboard import Answer, Maker, Shot, priced
from dashboard.measures.what_if.table import as_frame
from dashboard.measures.what_if.tornado import bars, bend
from dashboard.scenarios.questions.drafts import UNLIKE, kept_cost, usual_kept
from dashboard.scenarios.questions.elsewhere import NOWHERE
from dashboard.scenarios.questions.plans import UNTIMED
from dashboard.scenarios.questions.sensitivity import NAMES, UNJUDGED
from dashboard.view import NotThere, View, known
from dashboard.view_of_what_if import AS_NOW, faults, ladder
from dashboard.view_of_what_if import mixed as moved
from db.money import from_nano
from db.window import day_of_number

SHOWN: Final = ("model", "seller", "possible", "made", "now", "there", "difference", "change", "why_not")
"""What of the clips elsewhere a terminal has room for."""
LIKE: Final[Mapping[str, str]] = MappingProxyType(
    dict.fromkeys(("now", "there", "difference", "there_kept", "price", "with_plan", "by_second", "saved"), "cost")
    | dict.fromkeys(("unused", "low", "high", "width", "drafts", "finals", "crew", "generated"), "cost")
    | dict.fromkeys(("possible", "change", "part", "kept"), "estimated_share")
    | dict.fromkeys(("over", "holds", "break_even"), "seconds")
    | {"per_second": "cost_per_second", "made": "clips", "plans": "clips"}
)
"""Which measure each number is written like."""
LAYOUT: Final = Layout(
    what="a storyboard (seconds, and where wanted shot,resolution,sound,cuts,takes)",
    required=(("seconds",),),
    optional=COLUMNS,
)


def clips(view: View, terms: Terms) -> pd.DataFrame:
    """The clips in view at every model of every seller."""
    return as_frame(view.alternatives(terms), view.currency, view.keep_rates(), view.number("keep_rate"))


def moves(view: View, terms: Terms, said: Sequence[str]) -> pd.DataFrame:
    """Several moves at once. Raises NotThere for one that cannot be, or that is about nothing in view."""
    try:
        asked = [move_of(one) for one in said]
    except ValueError as fault:
        raise NotThere(str(fault)) from None
    wants, offers = view.wants(), view.offers(day_of_number(terms.day))
    for move in asked:
        known("team in view", move.team or "any", {*wants["team"], "any"})
        known("model in view", move.model or "any", {*wants["model"], "any"})
    if wrong := faults(wants, offers, asked):
        raise NotThere(" ".join(wrong).rstrip("."))
    return moved(wants, offers, asked, terms)


class Climb(NamedTuple):
    """Where to draft and to finish ("" is what the screen begins with), and how many percent are kept."""

    draft_on: str = ""
    final_on: str = ""
    kept: int | None = None
    rough: bool = True


def drafts(view: View, terms: Terms, climb: Climb) -> pd.DataFrame:
    """All clips as drafts and the kept part as finals, in a row. Raises NotThere."""
    steps = ladder(view.wants(), view.offers(day_of_number(terms.day)), terms, rough=climb.rough)
    if not steps.drafts:
        raise NotThere(NOWHERE.rstrip("."))
    draft_on = known("place for drafts", climb.draft_on or next(iter(steps.drafts)), steps.drafts)
    final_on = known("place for finals", climb.final_on or AS_NOW, [AS_NOW, *steps.finals])
    kept = Decimal(usual_kept(view) if climb.kept is None else climb.kept) / 100
    outcome, draft = steps.climbed(draft_on, final_on, kept), steps.drafts[draft_on]
    if outcome is None:
        raise NotThere(UNLIKE.rstrip("."))
    now, after, first = (from_nano(nano) for nano in (outcome.now, outcome.after, draft.there))
    row = {"drafts_on": draft_on, "finals_on": final_on, "clips": Decimal(draft.clips), "part": kept, "now": now}
    costs: dict[str, Decimal | None] = {
        "drafts": first,
        "finals": after - first,
        "there": after,
        "difference": after - now,
    }
    costs |= {"change": change(after, now), "there_kept": kept_cost(view, kept, outcome)}
    return pd.DataFrame([row | costs], dtype=object)


def shots_in(path: Path) -> list[Shot]:
    """The shots of a file. Raises UntrustedFile, which names the first row that is none."""
    rows = [row for row in rows_of(path, LAYOUT) if not isinstance(row, Refusal)]
    shots, wrong = shots_of([row.words for row in rows])
    if wrong or not shots:
        raise UntrustedFile(f"{path} is no storyboard: {wrong[0].rstrip('.') if wrong else 'it has no shot'}")
    return shots


def storyboard(view: View, terms: Terms, shots: Sequence[Shot]) -> pd.DataFrame:
    """Where each shot is cheapest."""
    return mixed(_priced(view, terms, shots), shots)


def makers(view: View, terms: Terms, shots: Sequence[Shot]) -> pd.DataFrame:
    """What all shots cost on each model."""
    return by_maker(_priced(view, terms, shots), shots)


def _priced(view: View, terms: Terms, shots: Sequence[Shot]) -> dict[Maker, list[Answer]]:
    return priced(shots, view.offers(day_of_number(terms.day)), terms)


def pack(view: View, plan: Plan) -> pd.DataFrame:
    """A plan or pack of one's own against paying the seconds in view one by one. Raises NotThere."""
    seconds, rate = view.number("seconds"), view.number("cost_per_second")
    if not seconds or not rate:
        raise NotThere(UNTIMED.rstrip("."))
    found = compared(plan, seconds, rate)
    row = {"price": plan.price, "holds": plan.seconds, "seconds": seconds, "per_second": rate}
    row |= {name: getattr(found, name) for name in ("with_plan", "by_second", "saved", "unused", "break_even")}
    return pd.DataFrame([row | {"plans": Decimal(found.plans)}], dtype=object)


def crew(view: View, rates: Traditional) -> pd.DataFrame:
    """The finished minutes in view by a crew. Raises NotThere where nobody said what was kept."""
    usable, cost = view.number("usable_seconds"), view.number("cost")
    if not usable or cost is None:
        raise NotThere(UNJUDGED.rstrip("."))
    found = against_crew(cost, usable / 60, rates)
    row = {"minutes": (usable / 60).quantize(LAST_PLACE), "crew": found.crew, "generated": found.generated}
    more = {"saved": found.crew - found.generated, "times": ratio(found.crew, found.generated)}
    return pd.DataFrame([row | more], dtype=object)


def sensitivity(view: View, percent: int) -> pd.DataFrame:
    """How far each assumption moves the cost of the usable seconds, bent so far down and up. Raises NotThere."""
    price, volume, kept = (view.number(name) for name in ("cost_per_second", "usable_seconds", "keep_rate"))
    if not price or not volume or not kept:
        raise NotThere(UNJUDGED.rstrip("."))
    usual = {"price": price, "volume": volume, "kept": kept}
    found = bars(price, volume, kept, bend(usual, dict.fromkeys(usual, Decimal(percent) / 100)))
    return pd.DataFrame([(NAMES[bar.name], bar.low, bar.high, bar.width) for bar in found],
                        columns=["assumption", "low", "high", "width"], dtype=object)  # fmt: skip
