"""What one of something costs: per second, per usable second, per clip; and the share that is estimated.

Each looks at just the work of which both the cost and the divisor are known: unknown seconds never make a
second dear, and unknown costs never make one cheap.
"""

from decimal import Decimal
from typing import Final

import pandas as pd

from dashboard.measures.measure import Measure

MEASURES = (
    Measure("cost_per_second", "Cost per second", "cost_timed", "seconds_costed", "money per", 3,
            explained="cost ÷ seconds, of the work for which both are known"),
    Measure("cost_per_usable_second", "Cost per usable second", "cost_of_kept", "usable_costed", "money per", 3,
            explained="cost of the clips that somebody judged ÷ the seconds kept of them"),
    Measure("cost_per_clip", "Cost per clip", "cost_of_clips", "clips_costed", "money per", 2,
            explained="cost ÷ clips, of the work for which both are known"),
    Measure("cost_per_video", "Cost per video", "cost_of_videos", "videos_costed", "money per", 2,
            explained="cost of the clips made for a video ÷ those videos"),
    Measure("planning", "Planning", "cost_of_planning", unit="money", digits=2,
            explained="cost of the language models that plan videos"),
    Measure("rendering", "Rendering", "cost_of_rendering", unit="money", digits=2,
            explained="cost of generating video, failed clips and bill lines without a clip included"),
    Measure("planning_per_second", "Planning per second", "cost_of_planning", "seconds_costed", "money per", 4,
            explained="cost of planning ÷ seconds billed, of the work for which costs are known"),
    Measure("keep_rate", "Kept of the judged", "kept", "judged", "share", 1, only_with="judged",
            explained="clips of which something was kept ÷ clips that somebody judged"),
    Measure("list_cost_per_second", "List price per second", "list_timed", "seconds_listed", "money per", 3,
            explained="list cost ÷ seconds, of the work for which both are known"),
    Measure("estimated_share", "Estimated", "estimated", "cost", "share", 1, none_is_zero=True,
            explained="share of the cost that is not billed yet"),
)  # fmt: skip
SHOWN: Final = (
    "cost_per_second", "cost_per_usable_second", "full_cost_per_usable_second", "cost_per_clip", "cost_per_video",
    "cost", "rendering", "planning", "seconds", "usable_seconds", "clips", "videos",
)  # fmt: skip
"""What is told of each word: every unit cost, and the sums that they are made of."""


def dearest(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows from the highest cost down."""
    order = sorted(range(len(frame)), key=lambda row: -(frame["cost"].iloc[row] or Decimal(0)))
    return frame.iloc[order].reset_index(drop=True)
