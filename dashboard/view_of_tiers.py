"""What a View tells of prices: the work in view beside its lists, what sellers ask today, and what models can do.

Functions of a View, so that a reader sees of them no more than of anything else.
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from collectors.price_sheets import own_seller
from dashboard.measures.tiers import paid as of_work
from dashboard.measures.tiers.multipliers import multipliers
from dashboard.measures.tiers.rounding import rounding
from dashboard.view import View
from db.listed import lists
from db.offers import Limits, Offer, every_limit, offers
from db.used import used
from db.window import day_number

RENDER = "render"


def paid(view: View) -> list[of_work.Paid]:
    """The video in view whose seconds and cost are known, beside its list prices."""
    sums = view.only(kind=[RENDER]).sums(of_work.BY, of_work.SUMS)
    with lists(view.engine, view.currency) as known:
        return of_work.paid(sums.to_dict("records"), known, own_seller)


def asked(view: View, day: date) -> tuple[Offer, ...]:
    """What sellers ask everybody on a day; what was agreed with them does not count."""
    return offers(view.engine, day_number(day), view.currency, agreed=False)


def limits(view: View) -> dict[str, Limits]:
    """What each model can do, by its name."""
    return every_limit(view.engine)


def multiplied(view: View, by: Sequence[str] = ()) -> pd.DataFrame:
    """Every hidden multiplier by some of the Words, the most money first; `clips` is of how many it is known."""
    rows = paid(view)
    found = rounding(used(view.engine, view.only(kind=[RENDER]).asked()), rows, limits(view), by)
    told = [*multipliers(rows, by).to_dict("records"), *found.to_dict("records")]
    told.sort(key=lambda row: (row["money"] is None, -(row["money"] or 0)))
    return pd.DataFrame([{"clips": None} | row for row in told], columns=found.columns, dtype=object)
