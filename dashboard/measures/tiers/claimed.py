"""Where does what a survey claimed of models stand against what is asked and what was paid?"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import pandas as pd

from collectors.price_sheets.claims import Claim
from dashboard.measures.comparison import ratio
from dashboard.measures.tiers.paid import Paid, grouped, total
from db.money import from_nano
from db.offers import Limits, Offer

HUNDREDTH: Final = Decimal("0.01")
NUMBERS: Final = ("list_low", "list_high", "paid", "times_list", "times_paid")
COLUMNS: Final = ("model", "about", "claimed", "verdict", "listed", *NUMBERS, "finding")


def claimed(
    claims: Iterable[Claim], rows: Iterable[Paid], offers: Sequence[Offer], limits: Mapping[str, Limits]
) -> pd.DataFrame:
    """A row for each claim. Of a price: the range asked today, or last asked for a model that has ended, and what a
    second in view cost; `times_list` and `times_paid` say how often the nearest end of each fits into the claim."""
    of_model = grouped(rows, lambda one: one.words.model)
    found = [_row(claim, of_model.get(claim.model, []), offers, limits.get(claim.model, Limits())) for claim in claims]
    return pd.DataFrame(found, columns=list(COLUMNS), dtype=object)


def _row(claim: Claim, paid: Sequence[Paid], offers: Sequence[Offer], can: Limits) -> dict[str, Any]:
    said = {"model": claim.model, "about": claim.about, "claimed": claim.claimed}
    told = {"verdict": claim.verdict, "finding": claim.finding}
    if claim.about != "price":
        return said | {"listed": _limit(claim.about, can)} | dict.fromkeys(NUMBERS) | told
    asked = [one.per_second for one in offers if one.variant.model == claim.model and one.per_second is not None]
    low, high = (from_nano(min(asked)), from_nano(max(asked))) if asked else (None, None)
    cost = total(paid).told()["per_second"]
    numbers = {
        "list_low": low,
        "list_high": high,
        "paid": cost,
        "times_list": _times(claim, low, high),
        "times_paid": _times(claim, cost, cost),
    }
    return said | {"listed": ""} | numbers | told


def _times(claim: Claim, low: Decimal | None, high: Decimal | None) -> Decimal | None:
    """1 where claim and range meet; else how often the range's near end fits into the claim's."""
    if claim.low is None or low is None or high is None:
        return None
    least = from_nano(claim.low)
    most = least if claim.high is None else from_nano(claim.high)
    apart = ratio(least, high) if least > high else ratio(most, low) if most < low else Decimal(1)
    return None if apart is None else apart.quantize(HUNDREDTH)


def _limit(about: str, can: Limits) -> str:
    """What the model's maker says it can do."""
    known = {
        "length": f"{from_nano(can.clip_seconds).normalize():f} seconds" if can.clip_seconds else "",
        "shots": f"{can.shots} shots" if can.shots is not None else "",
        "resolution": can.resolutions,
    }
    return known.get(about, "")
