"""What waits for a person: work without a team, a price, a length or a bill, bills without work or a rate."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.measures.findings import TEAM, in_order
from dashboard.ui import amounts, page, tables
from dashboard.ui.visit import Visit
from dashboard.view import View

MOST_LINES = 40
LABELS = {"field": "Known by", "name": "Its name", "rule": "Line for rules.csv", "clips": "Clips"}


def draw(visit: Visit) -> None:
    """Each kind of finding that there is, or a word that there is none."""
    view = visit.view
    parts = (unattributed, unpriced, untimed, never_billed, without_work, unconverted)
    drawn = [part(view) for part in parts]
    if not any(drawn):
        st.success("Nothing waits for a person: all work in view has a team, a price, a length, a bill and a rate.")


def unattributed(view: View) -> bool:
    """Work that no rule placed, and the rules that would place it."""
    found = view.unattributed()
    if found.empty:
        return False
    cost = amounts.written("cost", view.only(team=[amounts.UNATTRIBUTED]).number("cost"), view.currency)
    page.heading(f"{cost} without a team")
    tables.show(found, key="unattributed", title="Unattributed work", currency=view.currency, labels=LABELS)
    st.markdown(
        "To give it a team: `reelspend export rules -o rules.csv`, put these lines at its end with the team in place"
        f" of {TEAM} (leave out what should stay unattributed), then `reelspend import rules rules.csv`."
    )
    st.code("\n".join(in_order(found)[:MOST_LINES]), language=None)
    if "account" in set(found["field"]):
        st.caption("A line that goes by `account` takes everything of the account that no line above it takes.")
    return True


def unpriced(view: View) -> bool:
    """Work that nobody could price, by what a price would have to say."""
    words = ("provider", "model", "mode", "resolution", "audio")
    found = some(view.only(basis=["unpriced"]), ("unpriced", "seconds", "clips"), words)
    return finding(
        view, found, "unpriced", "Pieces of work without a price: {}", "Work without a price",
        "No bill, no stated cost and no price in the book fits this work, so its cost is unknown, not 0. It is"
        " settled when its bill comes. To know it earlier, bring the price that you pay:"
        " `reelspend import prices prices.csv`.",
    )  # fmt: skip


def untimed(view: View) -> bool:
    """Clips whose billed seconds nobody said."""
    found = some(view, ("untimed", "cost"), ("account", "model", "endpoint"))
    return finding(
        view, found, "untimed", "Clips of unknown length: {}", "Clips of unknown length",
        "The provider does not say how long these are, so their cost is in every total, and they are left out of"
        " cost per second until the provider names a unit or a price that proves a length.",
    )  # fmt: skip


def never_billed(view: View) -> bool:
    """Work on closed days that no bill line paid for, and what it was worth."""
    found = some(view, ("worth",), ("account", "month", "model"))
    return finding(
        view, found, "worth", "{} metered but never billed", "Work that was never billed",
        "Its days are closed and no bill line pays for it, so it costs 0; this is what it was worth. Free and failed"
        " work is rightly here. Otherwise ask the provider, or collect the days again:"
        " `reelspend collect --account NAME --since DATE`.",
    )  # fmt: skip


def without_work(view: View) -> bool:
    """Bill lines of use for which no work is known."""
    used = view.only(category=["usage"])
    found = some(used, ("lonely",), ("account", "month", "model", "endpoint"))
    return finding(
        used, found, "lonely", "{} billed without work", "Bill lines without work",
        "These lines are in every total and stand with the team that their own words name; what was made for them is"
        " not known. Where the work has a log of its own, `reelspend import generations` brings it.",
    )  # fmt: skip


def unconverted(view: View) -> bool:
    """Bills in a currency for which no rate is known, in that currency."""
    found = some(view, ("unconverted",), ("account", "currency", "month"))
    return finding(
        view, found, "unconverted", "{} not converted", "Bills without a rate",
        f"No rate into {view.currency} is known for these days, so they are in no total, and never counted 1:1."
        " Bring a rate: `reelspend import fx rates.csv`, one line a month is enough.",
    )  # fmt: skip


def some(view: View, names: Sequence[str], words: Sequence[str]) -> pd.DataFrame:
    """The rows whose first measure is not zero, the largest first."""
    found = view.figures(names, words)
    kept = [row for row in range(len(found)) if found[names[0]].iloc[row]]
    kept.sort(key=lambda row: -abs(found[names[0]].iloc[row]))
    return found.iloc[kept].reset_index(drop=True)


def finding(view: View, found: pd.DataFrame, measure: str, heading: str, title: str, advice: str) -> bool:
    """One kind of finding: how much, what, and how to mend it. False where there is none."""
    if found.empty:
        return False
    several = measure == "unconverted" and found["currency"].nunique() > 1
    currency = str(found["currency"].iloc[0]) if measure == "unconverted" else view.currency
    much = "Bills in several currencies" if several else amounts.written(measure, view.number(measure), currency)
    page.heading(heading.format(much))
    shown = found.assign(**{name: [amounts.word(name, word) for word in found[name]] for name in words_of(found)})
    tables.show(shown, key=measure, title=title, currency="" if several else currency, labels=LABELS)
    st.markdown(advice)
    return True


def words_of(found: pd.DataFrame) -> list[str]:
    """The columns that hold words."""
    return [str(name) for name in found if name in ("model", "mode", "resolution", "audio", "endpoint")]
