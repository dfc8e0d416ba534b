"""What one of something costs: per second, per usable second, per clip; and the share that is estimated.

Each divides the cost of just the work whose divisor is known, so unknown seconds never make a second dear.
"""

from dashboard.measures.measure import Measure

MEASURES = (
    Measure("cost_per_second", "Cost per second", "cost_timed", "seconds", "money per", 3,
            explained="cost of the work whose seconds are known ÷ those seconds"),
    Measure("cost_per_usable_second", "Cost per usable second", "cost_of_kept", "usable", "money per", 3,
            explained="cost of the clips that somebody judged ÷ the seconds kept of them"),
    Measure("cost_per_clip", "Cost per clip", "cost_of_clips", "clips", "money per", 2,
            explained="cost of the work counted in clips ÷ those clips"),
    Measure("cost_per_video", "Cost per video", "cost", "videos", "money per", 2,
            explained="cost ÷ finished deliverables"),
    Measure("list_cost_per_second", "List price per second", "list_timed", "seconds_listed", "money per", 3,
            explained="list cost ÷ seconds, of the work for which both are known"),
    Measure("estimated_share", "Estimated", "estimated", "cost", "share", 1, none_is_zero=True,
            explained="share of the cost that is not billed yet"),
)  # fmt: skip
