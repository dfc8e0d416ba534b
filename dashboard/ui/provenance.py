"""Where the numbers of a screen are from: data through when, how much is not billed yet, what is unknown."""

from datetime import timedelta

import streamlit as st

from dashboard.measures.origin import facts
from dashboard.ui import amounts
from dashboard.ui.visit import Visit

STALE = timedelta(days=1)


def show(visit: Visit) -> None:
    """One quiet line with where the numbers are from, and a warning when an account is more than a day behind."""
    origin = visit.view.provenance()
    st.caption(amounts.literal(" · ".join(facts(origin, visit.zone))))
    if origin.through and visit.now - origin.through > STALE:
        st.warning(
            f"{amounts.literal(origin.behind)} has brought nothing since {amounts.instant(origin.through, visit.zone)},"
            " so later days are incomplete. The Collection screen says why, `reelspend collect` tries again."
        )
