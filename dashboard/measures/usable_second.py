"""What does a second that somebody kept cost in full, and which part of that was thrown away, failed or planned?

All money of rendering and planning, divided by the seconds kept. Each cent is in exactly one step; what nobody
judged is a step of its own, never guessed to be kept or thrown away.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

import pandas as pd

from dashboard.measures.measure import LAST_PLACE, Measure

STEPS: Final = (
    Measure("kept_cost", "Kept", "cost_of_usable", unit="money", digits=2,
            explained="cost of the kept seconds: of each clip, its cost by the kept part of its length"),
    Measure("unmeasured_cost", "Kept, length unknown", "cost_of_unmeasured", unit="money", digits=2,
            explained="cost of kept clips whose billed length is unknown, so that nobody knows what was trimmed"),
    Measure("trimmed_cost", "Trimmed", "cost_of_trimmed", unit="money", digits=2,
            explained="cost of the seconds that were cut off clips of which something was kept"),
    Measure("rejected_cost", "Rejected", "cost_of_rejected", unit="money", digits=2,
            explained="cost of clips that were made and of which nothing was kept"),
    Measure("failed_cost", "Failed but billed", "cost_of_failed", unit="money", digits=2,
            explained="cost of clips that came to nothing and were billed all the same"),
    Measure("unjudged_cost", "Not judged", "cost_of_unjudged", unit="money", digits=2,
            explained="cost of clips of which nobody has said what was kept"),
    Measure("clipless_cost", "Bills without a clip", "cost_without_clip", unit="money", digits=2,
            explained="bill lines for rendering that no clip was found for"),
    Measure("planning", "Planning", "cost_of_planning", unit="money", digits=2),
)  # fmt: skip
"""What the money of a usable second went to, from the bottom up; together they are all of it."""
PLANNING: Final = STEPS[-1].label
GOOD: Final = frozenset({"Kept", "Kept, length unknown"})
UNKNOWN: Final = frozenset({"Not judged", "Bills without a clip"})
MEASURES = (
    *STEPS[:-1],  # planning is said among the unit costs
    Measure("full_cost_per_usable_second", "Full cost per usable second", "cost_of_work", "usable_costed", "money per",
            3, explained="all rendering and planning ÷ seconds kept, rejected and failed clips included"),
    Measure("planning_per_usable_second", "Planning per usable second", "cost_of_planning", "usable_costed",
            "money per", 4, explained="cost of planning ÷ seconds kept"),
)  # fmt: skip
WHOLE: Final = "cost_of_work"
SECONDS: Final = "usable_costed"
NEEDED: Final = (*(step.total for step in STEPS), WHOLE, SECONDS)
"""The sums of `db.sums` that `waterfall` takes."""


@dataclass(frozen=True, slots=True)
class Waterfall:
    """`steps` has `step` (a label), `cost` (money), `share_of_total`, and `per_usable_second`, which is None where
    no second was kept as far as anybody said. The last column adds up to `total` to the last digit."""

    steps: pd.DataFrame
    cost: Decimal
    seconds: Decimal | None
    total: Decimal | None


def waterfall(sums: Mapping[str, int | None]) -> Waterfall:
    """The steps that are not nothing, from these NEEDED sums (whole nano-units)."""
    costs = [(step.label, cost) for step in STEPS if (cost := step.value(sums))]
    cost = sum((cost for _, cost in costs), Decimal(0))
    kept = Measure("", "", SECONDS).value(sums)
    rows, so_far, height = [], Decimal(0), _per(Decimal(0), kept)
    for label, part in costs:
        so_far += part
        reached = _per(so_far, kept)
        share = (part / cost).quantize(LAST_PLACE, ROUND_HALF_EVEN) if cost > 0 else None
        rows.append((label, part, share, None if reached is None or height is None else reached - height))
        height = reached
    names = ["step", "cost", "share_of_total", "per_usable_second"]
    return Waterfall(pd.DataFrame(rows, columns=names, dtype=object), cost, kept, height)


def _per(cost: Decimal, seconds: Decimal | None) -> Decimal | None:
    """Steps are differences of what was reached, so that rounding cannot make them miss the total."""
    return (cost / seconds).quantize(LAST_PLACE, ROUND_HALF_EVEN) if seconds else None
