"""The clips in view, priced once more at every model of every seller: possible or not, why, and at what difference."""

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd
import streamlit as st

from dashboard.measures.what_if.fit import Terms
from dashboard.measures.what_if.keeping import ENOUGH
from dashboard.measures.what_if.reprice import Alternative, best
from dashboard.measures.what_if.table import as_frame, why_not
from dashboard.scenarios.questions.elsewhere import QUESTION
from dashboard.ui import amounts, charts, tables, tiles
from dashboard.ui.tiles import Tile
from dashboard.ui.visit import Visit
from dashboard.view import View
from db.window import day_number

TITLE, ORDER = QUESTION, 10
TERMS = {"countries": "Makers' countries", "in_tiers": "Tiers", "sellers": "Sellers", "in_models": "Models to use"}
"""What may be bought, as the address names it and as people read it."""
NEEDS_WORK = True
KEYS = (*TERMS, "split")
LABELS = {
    "model": "Model", "seller": "Seller", "tier": "Tier", "possible": "Can make (%)", "made": "Clips to make",
    "over": "Seconds too many", "why_not": "What it cannot make, and why", "maker": "Maker", "country": "Country",
}  # fmt: skip
LIKE = {
    "now": "cost", "there": "cost", "difference": "cost", "change": "estimated_share", "possible": "estimated_share",
    "kept": "keep_rate", "there_kept": "cost", "per_second": "cost_per_second", "made": "clips", "over": "seconds",
}  # fmt: skip
SHOWN = 12
ORDERED = [
    "model", "seller", "difference", "change", "there", "now", "per_second", "possible", "why_not", "made", "over",
    "kept", "there_kept", "tier", "maker", "country",
]  # fmt: skip


def draw(visit: Visit) -> None:
    """What to allow, the best answers as tiles and bars, and every answer as a table."""
    view = visit.view
    found = view.alternatives(allowed(view, visit))
    if best(found) is None:
        st.info("Nothing in view can be made elsewhere on these terms. Allow more countries, or choose longer days.")
        return
    kept_now = view.number("keep_rate")
    frame = as_frame(found, view.currency, view.keep_rates(), kept_now)
    tiles.row(best_tiles(view, found), key="elsewhere")
    cheapest_first(view, frame)
    every_answer(view, frame)
    assumptions(kept_now)


def allowed(view: View, visit: Visit) -> Terms:
    """What may be used: makers' countries, tiers, sellers, models; and whether a long take may be several clips."""
    offers = view.offers(visit.today)
    every = (
        {one.limits.country for one in offers}, {one.limits.tier for one in offers},
        {one.variant.seller for one in offers}, {one.variant.model for one in offers},
    )  # fmt: skip
    places = st.columns(len(TERMS))
    chosen = [
        place.multiselect(label, sorted(words - {""}), key=key, bind="query-params", placeholder="Any")
        for place, (key, label), words in zip(places, TERMS.items(), every, strict=True)
    ]
    split = st.toggle("A long take may be several clips", value=True, key="split", bind="query-params")
    countries, tiers, sellers, models = (frozenset(some) or None for some in chosen)
    return Terms(day_number(visit.today), countries, bool(split), tiers, sellers, models)


def best_tiles(view: View, found: Sequence[Alternative]) -> list[Tile]:
    """What the clips cost, the cheapest place among those that can make most of them, and what nobody can price."""
    cheapest = best(found)
    if cheapest is None:
        return []
    row = as_frame([cheapest], view.currency).iloc[0]
    unasked = sum(cheapest.reasons.values())
    return [
        Tile(
            "Cost of these clips", money(view, row["now"]), f"{cheapest.clips:,} of {cheapest.clips + unasked:,} clips"
        ),
        Tile("Cheapest elsewhere", money(view, row["there"]), f"{row['model']} at {row['seller']}"),
        Tile("Difference", money(view, row["difference"]), f"{signed(row['change'])} on the same clips"),
        Tile("Not priced there", f"{unasked:,}", why_not(cheapest) or "no clip is left out"),
    ]


def money(view: View, value: Decimal) -> str:
    """An amount without cents where it is large."""
    return amounts.written("cost", value, view.currency, short=True)


def signed(value: Decimal | None) -> str:
    """A share with its sign."""
    return f"{'+' if (value or 0) > 0 else ''}{amounts.share(value)}"


def cheapest_first(view: View, frame: pd.DataFrame) -> None:
    """The cheapest places among those that can make most, beside what the same clips did cost."""
    able = frame[frame["clips"] == frame["clips"].max()].head(SHOWN)
    places = [f"{model} · {seller}" for model, seller in zip(able["model"], able["seller"], strict=True)]
    bars = pd.DataFrame({"place": ["as it was", *places], "cost": [able["now"].iloc[0], *able["there"]]})
    charts.ranked(
        bars, "place", ["cost"], key="elsewhere-cost", title="What the same clips cost there", currency=view.currency
    )


def every_answer(view: View, frame: pd.DataFrame) -> None:
    """Every model of every seller, also those that can make nothing, with the reason."""
    labels = LABELS | {
        "now": f"Cost now ({view.currency})", "there": f"Cost there ({view.currency})",
        "difference": f"Difference ({view.currency})", "change": "Change (%)", "kept": "Keep rate (%)",
        "there_kept": f"For as much kept work ({view.currency})", "per_second": f"Per second ({view.currency})",
    }  # fmt: skip
    tables.show(
        frame[ORDERED], key="elsewhere", title="The same clips on every model", labels=labels,
        currency=view.currency, like=LIKE,
    )  # fmt: skip


def assumptions(kept_now: Decimal | None) -> None:
    """What was assumed, in words."""
    kept = (
        f"As much kept work: by each model's own keep rate, where {ENOUGH} of its clips or more were judged, against"
        f" {amounts.share(kept_now)} now." if kept_now else "Nobody judged clips in view, so keep rates are not known."
    )  # fmt: skip
    st.caption(
        "Each clip is asked for by itself: its seconds (rounded up to a length that the model allows), at least its"
        " resolution, and its sound; where a resolution or sound is not known, any will do. Prices are those in force"
        f" today, negotiated ones first. What failed is not made again. {kept}"
    )
