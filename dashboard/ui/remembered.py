"""A View that remembers its answers until the ledger changes, for everyone who asks the same."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.view import View

ANSWERS = 2000
"""How many answers are kept; each is a small frame."""


@dataclass(frozen=True, slots=True)
class Remembered(View):
    """Answers like any View. `version` of the ledger, teams of the reader, days and words are part of every key."""

    as_of: int = 0

    def sums(self, by: Sequence[str] = ()) -> pd.DataFrame:
        """As View.sums, asked once."""
        return _sums(self, _key(self), tuple(by))

    def figures(self, names: Sequence[str], by: Sequence[str] = ()) -> pd.DataFrame:
        """As View.figures, asked once."""
        return _figures(self, _key(self), tuple(names), tuple(by))

    def accounts(self) -> pd.DataFrame:
        """As View.accounts, asked once."""
        return _accounts(self, _key(self))

    def bills(self) -> pd.DataFrame:
        """As View.bills, asked once."""
        return _bills(self, _key(self))


def _key(view: Remembered) -> tuple[Hashable, ...]:
    """All that an answer depends on; two readers share one only where they may see the same."""
    narrowing, teams = view.narrowing, view.reader.teams
    where = tuple((name, tuple(sorted(words))) for name, words in sorted(narrowing.where.items()))
    seen = None if teams is None else tuple(sorted(teams))
    days = (narrowing.since.isoformat(), narrowing.until.isoformat())
    return (str(view.engine.url), view.as_of, view.currency, seen, days, where)


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def _sums(_view: View, key: Any, by: tuple[str, ...]) -> pd.DataFrame:
    return View.sums(_view, by)


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def _figures(_view: View, key: Any, names: tuple[str, ...], by: tuple[str, ...]) -> pd.DataFrame:
    return View.figures(_view, names, by)


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def _accounts(_view: View, key: Any) -> pd.DataFrame:
    return View.accounts(_view)


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def _bills(_view: View, key: Any) -> pd.DataFrame:
    return View.bills(_view)
