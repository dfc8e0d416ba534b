"""The parts of the Videos screen for the command line, each as the screen shows it."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

import pandas as pd

from dashboard import deliverables
from dashboard.measures.deliverables import dearest_first
from dashboard.measures.stop_loss import Limits
from dashboard.view import NotThere, View, known

LIKE: Final[Mapping[str, str]] = MappingProxyType(
    dict.fromkeys(("render", "plan", "cost_per_finished_minute", "cost_over"), "cost")
    | dict.fromkeys(("takes", "takes_over"), "clips")
    | dict.fromkeys(("usable", "finished"), "usable_seconds")
)
"""Which measure each number is written like."""
OF_SHOTS: Final = (
    "video", "shot", "takes", "kept", "judged", "cost", "unknown", "seconds", "usable", "used_share", "first", "last",
)  # fmt: skip


def listed(view: View, today: date) -> pd.DataFrame:
    """Every video worked on in view."""
    return deliverables.videos(view, today)


def shots(view: View, videos: list[str]) -> pd.DataFrame:
    """Every shot of these videos (none is all in view) over all their days, the dearest first."""
    there = [name for name in view.words("video") if name]
    asked = [known("video", name, there) for name in videos] or there
    return dearest_first(deliverables.ever(view, asked).shots())[list(OF_SHOTS)]


def over(view: View, limits: Limits) -> pd.DataFrame:
    """The shots beyond a limit. Raises NotThere where no limit is set."""
    if not limits:
        raise NotThere("no limit for a shot is set; write takes, cost or both under [stop_loss] into reelspend.toml")
    return deliverables.over_their_limit(view, limits)
