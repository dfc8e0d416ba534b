"""What a second costs on each monthly plan, and what the plan would have made of the seconds really bought."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

import pandas as pd

from collectors.price_sheets.plans import Draw
from collectors.price_sheets.plans import Plan as Sold
from dashboard.measures.comparison import ratio
from dashboard.measures.what_if.plans import Plan, compared
from db.money import from_nano

COLUMNS: Final = (
    "plan", "model", "saved", "with_plan", "by_second", "plans", "price", "holds", "per_second", "unused", "break_even",
    "api", "source",
)  # fmt: skip
DAYS_A_MONTH: Final = Decimal("30.4375")


class Use(NamedTuple):
    """What was made of a model in a month: seconds, and what one of them cost."""

    seconds: Decimal
    per_second: Decimal


def a_month(amount: Decimal, days: int) -> Decimal:
    """What an amount of so many days comes to in a month of 30.4375 days."""
    return amount * DAYS_A_MONTH / days


def against(
    sold: Iterable[Sold], draws: Sequence[Draw], use: Mapping[str, Use], longest: Mapping[str, Decimal], today: date
) -> pd.DataFrame:
    """One row for each plan that is sold today and each model whose seconds it buys.

    `use` by model is a month's; where a model was not used, only what the plan holds is told. `longest` are the
    seconds of a model's longest clip, for draws by the clip that name no length. A draw that changes within a clip
    is counted as it begins.
    """
    live = [plan for plan in sold if plan.credits and _in_force(plan, today)]
    rows = [row for plan in live for draw in _draws_of(plan, draws) if (row := _row(plan, draw, use, longest))]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def worth_it(found: pd.DataFrame) -> pd.DataFrame | None:
    """Of the rows of `against` those that save anything, the most first; None where no plan could be compared."""
    held = found[found["saved"].notna()]
    if held.empty:
        return None
    return held[held["saved"] > 0].sort_values("saved", ascending=False)


def _in_force(plan: Sold, today: date) -> bool:
    return (plan.valid_from or date.min) <= today < (plan.valid_to or date.max)


def _draws_of(plan: Sold, draws: Sequence[Draw]) -> list[Draw]:
    """What the plan's credits buy: a draw that names the plan stands before one for all plans."""
    mine = [draw for draw in draws if draw.kind == plan.kind and draw.after is None]
    named = {draw.model for draw in mine if plan.name in draw.plans}
    return [draw for draw in mine if (plan.name in draw.plans if draw.model in named else not draw.plans)]


def _row(plan: Sold, draw: Draw, use: Mapping[str, Use], longest: Mapping[str, Decimal]) -> dict[str, Any] | None:
    holds = _seconds(plan, draw, longest)
    if not holds:
        return None
    price, used = from_nano(plan.amount), use.get(draw.model)
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    row |= {"plan": plan.name, "model": draw.model, "price": price, "holds": holds, "source": plan.source}
    row |= {"per_second": ratio(price, holds), "api": "yes" if plan.api else "no"}
    if used:
        found = compared(Plan(price, holds), used.seconds, used.per_second)
        row |= {name: getattr(found, name) for name in ("with_plan", "by_second", "saved", "unused", "break_even")}
        row["plans"] = Decimal(found.plans)
    return row


def _seconds(plan: Sold, draw: Draw, longest: Mapping[str, Decimal]) -> Decimal | None:
    """The seconds that a month's credits buy; None where the length of a clip is not known."""
    units = Decimal(plan.credits or 0) / from_nano(draw.credits)
    if draw.unit == "second":
        return units
    length = from_nano(draw.clip_seconds) if draw.clip_seconds else longest.get(draw.model)
    return None if length is None else int(units) * length
