"""How far apart the costs of single clips lie, and which clips stand out from their like."""

from decimal import Decimal
from typing import Any

import streamlit as st

from dashboard import clips
from dashboard.clips import Spread
from dashboard.measures.spread import FAR, QUANTILES
from dashboard.screens import costing
from dashboard.ui import amounts, charts, links, page, tables
from dashboard.ui.bars import Span
from dashboard.ui.remembered import asked_once
from dashboard.ui.visit import Visit
from dashboard.view import View

TITLE, ORDER = "Spread", 40
UNITS = {"A second": ("second", "cost_per_second"), "A clip": ("clip", "cost_per_clip")}
NAMES = {"p10": "10 % cost at most", "median": "Half cost at most", "p90": "90 % cost at most", "max": "Dearest"}
TENTH = Decimal("0.1")
LINKED = 5
"""So many clips that stand out have a link of their own; the table has more."""
OUT = {
    "group": "Group", "external_id": "Id at the provider", "multiple": "Times the median", "excess": "", "cost": "",
    "seconds": "Seconds", "model": "Model", "team": "Team", "video": "Video", "account": "Account", "at": "",
}  # fmt: skip


def draw(visit: Visit) -> None:
    """Ranges by the chosen word, all quantiles as a table, and the clips that stand out."""
    view, by = visit.view, costing.group()
    unit, like = UNITS[
        st.segmented_control("Cost of", list(UNITS), default="A second", required=True, key="of", bind="query-params")
    ]
    found: Spread = asked_once(view, clips.spread_by, by)
    if found.quantiles.empty:
        st.info("No clip in view has a cost that is known, so there is nothing to spread.")
        return
    span = Span(f"p10_{unit}", f"median_{unit}", f"p90_{unit}", like=like)
    title = f"Cost of a {unit} by {amounts.label(by).lower()}"
    charts.spans(found.quantiles, by, span, key="spread", title=title, currency=view.currency)
    quantiles(view, found, by, title)
    outliers(visit, found)


def quantiles(view: View, found: Spread, by: str, title: str) -> None:
    """Every quantile, of a second and of a clip."""
    labels, like = {"clips": "Clips"}, {}
    for unit, measure in UNITS.values():
        for name in QUANTILES:
            labels[f"{name}_{unit}"] = f"{NAMES[name]}, a {unit} ({view.currency})"
            like[f"{name}_{unit}"] = measure
    shown = found.quantiles.assign(**{by: [amounts.word(by, word) for word in found.quantiles[by]]})
    tables.show(shown, key="quantiles", title=title, currency=view.currency, labels=labels, like=like)
    st.caption(
        "The bar has the middle 80 % of the clips, the dot is the median. Each number is the cost of a clip that there"
        " is. Failed work is left out; where a provider counts clips together, each counts at their average."
    )


def outliers(visit: Visit, found: Spread) -> None:
    """Clips of more than three times their group's median, the most money above it first, each a click away."""
    page.heading("Clips that stand out")
    view = visit.view
    if not found.count:
        st.success(f"No clip costs more than {FAR} times the median second of its group.")
        return
    above = amounts.literal(amounts.written("cost", found.excess, view.currency))
    many = "1 clip costs" if found.count == 1 else f"{found.count:,} clips cost"
    st.markdown(f"{many} more than {FAR} times the median second of the group, together {above} above it.")
    for row in found.clips.head(LINKED).to_dict("records"):
        links.to_screen("unit_costs", amounts.literal(named(view, row)), look_at="Clips", clip=row["external_id"])
    table(visit, found)


def named(view: View, row: dict[Any, Any]) -> str:
    """One clip that stands out, in a sentence."""
    cost, excess = (amounts.written("cost", row[name], view.currency) for name in ("cost", "excess"))
    times = amounts.number(row["multiple"], 1)
    clip = f"{row['model'] or 'model unknown'} {row['external_id']}"
    return f"{clip}: {cost}, {times} times the median, {excess} above it"


def table(visit: Visit, found: Spread) -> None:
    """The clips with the most excess, as a table."""
    times = [value.quantize(TENTH) for value in found.clips["multiple"]]
    frame = found.clips.assign(at=[amounts.stamp(at, visit.zone) for at in found.clips["at"]], multiple=times)
    currency = visit.view.currency
    labels = OUT | {
        "excess": f"Above the median ({currency})", "cost": f"Cost ({currency})", "at": f"Time ({visit.now:%Z})",
    }  # fmt: skip
    tables.show(
        frame[list(OUT)], key="outliers", title="Clips that stand out", currency=currency, labels=labels,
        like={"excess": "cost"},
    )  # fmt: skip
