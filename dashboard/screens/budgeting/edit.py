"""Set, change and remove budgets: a table to write in, checked as a whole before anything is kept."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.budgets import mine
from dashboard.budgets.edited import NotSaved, may_edit, read, save
from dashboard.measures.budgeting.hierarchy import exceeded
from dashboard.screens.budgeting.standing import too_large
from dashboard.telling.acts import who
from dashboard.ui import amounts, tables
from dashboard.ui.visit import Visit
from db.budget_periods import EXAMPLES
from db.budget_rows import COLUMNS, row_of
from db.budgets import Budget

TITLE, ORDER = "Edit", 20
SAID: Final = "said_of_budgets"
OPENED: Final = "budgets_opened"
HEADS: Final = {
    "name": "Name", "scope": "Of (empty: everything)", "period": "Period", "amount": "Amount", "currency": "Currency",
    "year_start": "Year starts in month", "amounts": "Amounts of named periods", "since": "First day",
    "until": "Day after the last", "rollover": "Goes over", "raised": "Raised by", "raised_since": "Raised from",
    "raised_until": "Raised until before", "thresholds": "Told at (%)",
    "forecast_thresholds": "Told of forecast at (%)", "probability": "With chance (%)",
}  # fmt: skip
EXPLAINED: Final = {
    "scope": "What it is about, as team=social; model=veo-3.1. Words of one dimension are alternatives.",
    "amounts": "Periods that have another amount, as 2026-12=9000; 2027-01=4000.",
    "rollover": "What goes over into the next period: nothing, what is left, or that and what was overspent.",
    "raised": "So much more for each period, by the day, from one day to before another.",
    "probability": "From which chance on somebody is told that the forecast is over.",
    "currency": "Empty is the reporting currency.",
}
CHOICES: Final = {"period": [*EXAMPLES, "custom"], "rollover": ["none", "surplus", "both"]}


def draw(visit: Visit) -> None:
    """The table and its Save; or the list alone for who may not change it."""
    if said := st.session_state.pop(SAID, ""):
        st.success(amounts.literal(said))
    every = mine(visit.view)
    if not may_edit(visit.view):
        readonly(every)
        return
    st.caption(
        "Write into the table; a line more is a budget more, with a name, a period and an amount at least. Nothing is"
        " kept before Save, then all or nothing."
    )
    begun = kept_at_first(every)
    edited = editor(begun)
    if st.button("Save", type="primary", key="save_budgets"):
        keep(visit, edited, begun)
    too_large(exceeded(every, visit.today), visit.view.currency)


def readonly(every: Sequence[Budget]) -> None:
    """The list, for who may look at it."""
    st.info("You may look at budgets, not change them: ask finance, or whoever leads your team.")
    frame = pd.DataFrame([row_of(one) for one in every], columns=list(COLUMNS), dtype=object)
    tables.show(frame, key="budget-list", title="Budgets", labels=HEADS)


def kept_at_first(every: Sequence[Budget]) -> Sequence[Budget]:
    """The budgets as they were when the table was opened: what is written in it is written beside those."""
    times = st.session_state.get("budgets_saved", 0)
    opened: tuple[int, Sequence[Budget]] = st.session_state.get(OPENED, (-1, ()))
    if opened[0] != times or f"budgets-{times}" not in st.session_state:
        opened = st.session_state[OPENED] = (times, every)
    return opened[1]


def editor(every: Sequence[Budget]) -> pd.DataFrame:
    """The budgets as they are kept, to be written in; its version goes up with each Save, so that it begins anew."""
    frame = pd.DataFrame([row_of(one) for one in every], columns=list(COLUMNS), dtype=object)
    edited: pd.DataFrame = st.data_editor(
        frame, key=f"budgets-{st.session_state.get('budgets_saved', 0)}", num_rows="dynamic", hide_index=True,
        column_config={name: column(name) for name in COLUMNS}, alt="Budgets to edit",
    )  # fmt: skip
    return edited


def column(name: str) -> Any:
    """How a column is written in. None is `required`: the table would drop a line without its name, and say nothing."""
    shared: dict[str, Any] = {"label": HEADS[name], "help": EXPLAINED.get(name)}
    if name in CHOICES:
        return st.column_config.SelectboxColumn(**shared, options=CHOICES[name])
    return st.column_config.TextColumn(**shared)


def keep(visit: Visit, edited: pd.DataFrame, begun: Sequence[Budget]) -> None:
    """Save what was written, or say of each line what is wrong with it."""
    try:
        wanted = read(edited.to_dict("records"), visit.view.currency)
        done = save(visit.view, wanted, visit.now, who(visit.view), begun)
    except NotSaved as wrong:
        for sentence in wrong.sentences:
            st.error(amounts.literal(sentence))
        return
    st.session_state[SAID] = done
    st.session_state["budgets_saved"] = st.session_state.get("budgets_saved", 0) + 1
    st.rerun()
