"""What was paid for a second beside its list price, what the model's sellers ask today, and what each tier asks."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd
import streamlit as st

from dashboard import view_of_tiers
from dashboard.measures.tiers.matrix import ended_but_used
from dashboard.measures.tiers.paid import Paid, total
from dashboard.measures.tiers.ranges import Ranges
from dashboard.measures.tiers.standing import in_each_tier, standing
from dashboard.screens.tiering import words
from dashboard.ui import amounts, charts, page, states, tables, tiles
from dashboard.ui.remembered import once
from dashboard.ui.tiles import Tile
from dashboard.ui.visit import Visit
from db.offers import Limits
from db.window import day_number, day_of_number

WORDS = ("model", "seller", "mode", "resolution", "audio")
OF_TIERS = (
    "tier", "per_second", "compared_per_second", "list_per_second", "over_list", "seconds", "cost", "all_low",
    "all_high", "could",
)  # fmt: skip


def draw(visit: Visit) -> None:
    """Tiles, the models as bars, the tiers, and every kind of work."""
    view = visit.view
    rows = once(view, view_of_tiers.paid)
    if not rows:
        states.nothing_here("No video whose seconds and cost are both known")
        return
    ranges = Ranges(once(view, view_of_tiers.asked, visit.today), day_number(visit.today))
    limits = once(view, view_of_tiers.limits)
    tiles.row(told(rows, view.currency), key="paid")
    by_model(standing(rows, ranges, limits, ("tier", "model")), view.currency)
    ended(rows, limits, visit)
    by_tier(in_each_tier(rows, ranges, limits), view.currency)
    every_kind(standing(rows, ranges, limits, ("tier", *WORDS)), view.currency)


def told(rows: Sequence[Paid], currency: str) -> list[Tile]:
    """Paid, listed, the difference, and what nothing can be held against."""
    sums = total(rows).told()
    share = amounts.share(sums["over_list_share"], 2)
    return [
        Tile("Paid per second", amounts.money(sums["per_second"], currency, 3), seconds(sums["seconds"])),
        Tile(
            "List price per second", amounts.money(sums["list_per_second"], currency, 3),
            f"for the same seconds {amounts.money(sums['compared_per_second'], currency, 3)} was paid",
            explained="What sellers asked everybody on the day of the work, without prices agreed with you.",
        ),
        Tile(
            "Above list", amounts.money(sums["over_list"], currency), f"{share} of the list price",
            explained="Cost less list cost, of the work that has a list price; below zero is less than the list.",
        ),
        Tile("Without a list price", seconds(sums["unlisted"]), "in no comparison with lists"),
    ]  # fmt: skip


def seconds(value: Decimal | None) -> str:
    """So many seconds."""
    return amounts.written("seconds", value, "")


def by_model(frame: pd.DataFrame, currency: str) -> None:
    """Each model: its sellers' range, list and paid."""
    charts.ranges(
        frame, "model", key="ranges", title="A second of each model: paid, listed and asked today", currency=currency,
        labels=words.labels(currency),
    )  # fmt: skip
    st.caption(
        "The bar goes from the cheapest to the dearest seller of the model today, for the same seconds of the same"
        " resolution and sound; a model that can no longer be had has none. Prices are of the second alone: whether"
        " a clip can be made there, and as how many, is on the screen What-if."
    )


def ended(rows: Sequence[Paid], limits: Mapping[str, Limits], visit: Visit) -> None:
    """Models in view that can no longer be had."""
    for model, can in ended_but_used(sorted({one.words.model for one in rows}), limits, day_number(visit.today)):
        since = amounts.day(day_of_number(can.retired_on)) if can.retired_on else ""
        other = f" Its maker names {can.replaced_by} in its place." if can.replaced_by else ""
        st.markdown(f":gray-badge[ended] **{amounts.literal(model)}** {amounts.literal(f'ended on {since}.{other}')}")


def by_tier(frame: pd.DataFrame, currency: str) -> None:
    """The three tiers: what was paid in each, and what all of the seconds in view would be asked for in it."""
    page.heading("Tiers")
    labels = words.labels(
        currency, all_low=f"All seconds here: cheapest ({currency})",
        all_high=f"All seconds here: dearest ({currency})", could="Seconds that it can make",
    )  # fmt: skip
    tables.show(
        frame[list(OF_TIERS)], key="tiers-table", title="Price of a second by tier", currency=currency, labels=labels,
        like=words.LIKE,
    )  # fmt: skip
    st.caption(
        "Left: what was paid for work on the tier's own models, and where a list price is known, against it. Right:"
        " what the tier's live models ask today for a second of all the work in view, at the same resolution and"
        " sound, where any of them makes it."
    )


def every_kind(frame: pd.DataFrame, currency: str) -> None:
    """Each model × mode × resolution × audio at each seller."""
    page.heading("By model, mode, resolution and audio")
    tables.show(
        frame, key="kinds", title="Paid against list and tiers", currency=currency, labels=words.labels(currency),
        like=words.LIKE,
    )  # fmt: skip
    st.caption(
        "Each column looks at just the seconds for which it is known; an empty word is one that the provider does not"
        " tell. What was metered and never billed cost nothing. What is not billed yet is estimated at the price that"
        " holds for you, so it cannot differ from it."
    )
