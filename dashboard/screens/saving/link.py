"""Links to scenarios: whole where the page knows its own address, so that they can be copied; else relative to it."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from db.scenarios import Scenario

QUESTION = "Saved"
"""What people call the part that lists and compares."""


def here() -> str:
    """The address of this page, without what it asks."""
    return (st.context.url or "").partition("?")[0]


def to(scenario: Scenario) -> str:
    """Where a scenario's question is asked, with all its choices."""
    return f"{here()}?{scenario.address.partition('?')[2]}"


def to_comparison(names: Sequence[str]) -> str:
    """Where scenarios stand side by side."""
    return f"{here()}?{urlencode([('question', QUESTION), *(('scenario', name) for name in names)])}"
