"""One run of one screen for one reader: what they may see and have chosen, and which day it is for them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.measures.health import Login
from dashboard.measures.stop_loss import Limits
from dashboard.view import View

_KEY = "_visit"


@dataclass(frozen=True, slots=True)
class Visit:
    """`view` hands out the numbers; `now` is aware, in the reporting time zone; `logins` are those configured.

    `limits` are what a shot may take before somebody looks.
    """

    view: View
    now: datetime
    zone: ZoneInfo
    logins: tuple[Login, ...] = ()
    limits: Limits = field(default_factory=Limits)

    @property
    def today(self) -> date:
        """The day it is in the reporting time zone."""
        return self.now.date()


def begin(visit: Visit) -> None:
    """Keep the visit for the screen that is about to be drawn (the entry script does this at every run)."""
    st.session_state[_KEY] = visit


def current() -> Visit:
    """The visit of this run."""
    visit: Visit = st.session_state[_KEY]
    return visit
