"""Where the numbers of a screen are from: data through when, how much is not billed yet, what is unknown."""

from datetime import timedelta

import streamlit as st

from dashboard.ui import amounts
from dashboard.ui.visit import Visit

STALE = timedelta(days=1)


def show(visit: Visit) -> None:
    """One quiet line with where the numbers are from, and a warning when an account is more than a day behind."""
    origin = visit.view.provenance()
    said = [f"Data through {amounts.instant(origin.through, visit.zone)}"]
    if origin.behind:
        said[0] += f" ({amounts.literal(origin.behind)} reaches least far)"
    if origin.estimated_share:
        said.append(f"{amounts.share(origin.estimated_share)} of the cost is not billed yet")
    said += [
        f"{one.currency} converted at rates of {amounts.literal(one.source)} up to {amounts.day(one.through)}"
        for one in origin.rates
    ]
    st.caption(" · ".join([*said, *troubles(visit)]))
    if origin.through and visit.now - origin.through > STALE:
        st.warning(
            f"{amounts.literal(origin.behind)} has brought nothing since {amounts.instant(origin.through, visit.zone)},"
            " so later days are incomplete. The Collection screen says why, `reelspend collect` tries again."
        )


def troubles(visit: Visit) -> list[str]:
    """What is left out of the cost because nobody knows it, each as a few words; empty when all is known."""
    origin = visit.view.provenance()
    said = []
    if origin.unpriced:
        said.append(f"{amounts.number(origin.unpriced)} pieces of work without a price")
    if origin.untimed:
        said.append(f"{amounts.number(origin.untimed)} clips of unknown length")
    if origin.unconverted:
        said.append("some bills not converted for want of a rate")
    return said
