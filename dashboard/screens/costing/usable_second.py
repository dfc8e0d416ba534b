"""What a second that was kept costs in full, and what that money went to, step by step."""

from decimal import Decimal

import streamlit as st

from dashboard import clips
from dashboard.measures.comparison import NOTHING, ratio
from dashboard.measures.usable_second import GOOD, PLANNING, UNKNOWN, Waterfall
from dashboard.ui import amounts, charts, links, tables, tiles
from dashboard.ui.remembered import asked_once
from dashboard.ui.tiles import Tile
from dashboard.ui.visit import Visit
from dashboard.view import View

TITLE, ORDER = "A usable second", 20
LABELS = {"step": "Step"}
LIKE = {"share_of_total": "estimated_share", "per_usable_second": "full_cost_per_usable_second"}


def draw(visit: Visit) -> None:
    """The steps as bars that lead to the total, and as a table; where nothing was kept, the money alone."""
    view = visit.view
    found = asked_once(view, clips.usable_second)
    if found.steps.empty:
        st.info("No rendering and no planning of known cost in the days and filters chosen.")
        return
    tiles.row(summary(view, found), key="usable-second")
    if found.total is None:
        nothing_kept()
    else:
        charts.waterfall(
            found.steps, "step", "per_usable_second", like="full_cost_per_usable_second", key="waterfall",
            title="What the money of a usable second went to", currency=view.currency,
        )  # fmt: skip
    every_step(view, found)


def summary(view: View, found: Waterfall) -> list[Tile]:
    """The total, what of it was kept, what was paid in vain, and what nobody knows."""
    costs = dict(zip(found.steps["step"], found.steps["cost"], strict=True))
    kept, unknown = (sum((costs.get(step, NOTHING) for step in some), NOTHING) for some in (GOOD, UNKNOWN))
    vain = found.cost - kept - unknown - costs.get(PLANNING, NOTHING)
    return [
        tiles.of(view, "full_cost_per_usable_second"),
        Tile("Went into the edit", amounts.share(ratio(kept, found.cost)), money(view, kept)),
        Tile("Paid in vain", amounts.share(ratio(vain, found.cost)), f"{money(view, vain)} trimmed, rejected, failed"),
        Tile("Nobody said", amounts.share(ratio(unknown, found.cost)), f"{money(view, unknown)} not judged or no clip"),
    ]


def money(view: View, value: Decimal) -> str:
    """An amount without cents where it is large."""
    return amounts.written("cost", value, view.currency, short=True)


def nothing_kept() -> None:
    """Nobody said that a second was kept, so there is none to divide by."""
    st.info("As far as anybody said, no second in view was kept, so there is no cost of a usable second yet.")
    links.to_screen("unit_costs", "Mark clips as kept", look_at="Clips")


def every_step(view: View, found: Waterfall) -> None:
    """The steps as a table, and how they are reckoned."""
    labels = LABELS | {
        "share_of_total": "Share (%)", "per_usable_second": f"Per usable second ({view.currency})",
    }  # fmt: skip
    tables.show(
        found.steps, key="steps", title="A usable second, step by step", currency=view.currency, labels=labels,
        like=LIKE,
    )  # fmt: skip
    seconds = amounts.written("usable_seconds", found.seconds, view.currency)
    st.caption(
        f"All rendering and planning in view, {amounts.literal(money(view, found.cost))}, over {seconds} kept."
        " A clip's cost is shared between kept and trimmed by its seconds. What nobody judged is neither kept nor"
        " rejected here. Credits and fees that belong to no work are left out."
    )
