"""The filters that all screens share: in the sidebar, and in the address, so that a link shows a colleague the same."""

from collections.abc import Sequence
from datetime import date, timedelta
from difflib import get_close_matches

import streamlit as st

from dashboard.measures.periods import CUSTOM, PERIODS, days_of
from dashboard.ui import amounts
from dashboard.view import Narrowing, View

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
WORDS = {"team": "Teams", "account": "Accounts", "model": "Models", "kind": "Kind of work"}
"""The dimensions that can be narrowed, by the name of their address parameter."""


def choose(everything: View, today: date) -> Narrowing:
    """Draw the filters and give what was chosen. `everything` is what the reader may see at all, of all time."""
    with st.sidebar:
        wrong = _wrong_period()
        period = st.selectbox("Period", PERIODS, key="period", bind="query-params") or PERIODS[0]
        since, until = _custom(today) if period == CUSTOM else days_of(period, today)
        where = {}
        for name, label in WORDS.items():
            words = everything.words(name)
            wrong += _wrong_words(name, words)
            chosen = st.multiselect(label, words, key=name, bind="query-params", placeholder="All")
            if chosen:
                where[name] = chosen
    for sentence in wrong:
        st.warning(sentence)
    return Narrowing(since, until, where)


def usual(_: View, today: date) -> Narrowing:
    """What is shown where there is nothing to choose from yet."""
    return Narrowing(*days_of(PERIODS[0], today))


def _custom(today: date) -> tuple[date, date]:
    """The days of the calendar widget; while only the first is chosen, that day alone."""
    wrong = _wrong_days()
    if "days" not in st.session_state and "days" not in st.query_params:
        st.session_state["days"] = (today.replace(day=1), today)  # no default, or it would be left out of the address
    chosen = st.date_input("Days", [], EARLIEST, LATEST, key="days", bind="query-params", format="YYYY-MM-DD")
    for sentence in wrong:
        st.warning(sentence)
    days = sorted(chosen) if isinstance(chosen, tuple) else [chosen]
    if not days:
        return days_of(PERIODS[0], today)
    return days[0], days[-1] + timedelta(days=1)


def _wrong_period() -> list[str]:
    said = st.query_params.get("period", "")
    if not said or said in PERIODS:
        return []
    return [_sentence("period", said, PERIODS)]


def _wrong_words(name: str, words: Sequence[str]) -> list[str]:
    return [_sentence(name, said, words) for said in st.query_params.get_all(name) if said and said not in words]


def _wrong_days() -> list[str]:
    said = [day for day in st.query_params.get_all("days") if day]
    if not said or (len(said) <= 2 and all(map(_is_day, said))):
        return []
    shown = amounts.literal(" to ".join(said)[:60])
    return [f"The address asks for the days “{shown}”, which are none; it takes days=2026-11-01&days=2026-11-22."]


def _is_day(said: str) -> bool:
    try:
        return EARLIEST <= date.fromisoformat(said) <= LATEST
    except ValueError:
        return False


def _sentence(name: str, said: str, words: Sequence[str]) -> str:
    said = amounts.literal(said[:60])
    near = get_close_matches(said, words, n=1)
    advice = f" Did you mean “{amounts.literal(near[0])}”?" if near else ""
    return f"The address asks for the {name} “{said}”, which is not there, so it was left out.{advice}"
