"""What the roll-up adds up, each as it is written in SQL over a row of either grain (`l`).

`f.kind` is the kind of work, which stands in another table for each grain.
"""

from typing import Final

RENDERED: Final = "f.kind = 'render'"
ALONE: Final = "l.known / 16 % 2 = 1"
JUDGED: Final = "l.known / 32 % 2 = 1"
SOME_KEPT: Final = "l.known / 64 % 2 = 1"
FAILED: Final = "l.known / 128 % 2 = 1"
"""What the bits of `known` say of a row (see `db.tables.reckoned`)."""

SUMS: Final = {
    "cost": "l.cost",
    "billed": "l.billed",
    "list_cost": "l.list_cost",
    "worth": "l.worth",
    "seconds": "l.seconds",
    "usable": "l.usable",
    "clips": "l.clips",
    "kept": "l.kept",
    "failed": "l.failed",
    "tokens": "l.tokens",
    "requests": "l.requests",
    "pieces": "l.pieces",
    "judged": "CASE WHEN l.known / 32 % 2 = 1 THEN l.pieces END",
    "cost_timed": "CASE WHEN l.known % 2 = 1 THEN l.cost END",
    "list_timed": "CASE WHEN l.known % 2 = 1 THEN l.list_cost END",
    "seconds_costed": "CASE WHEN l.known / 8 % 2 = 1 THEN l.seconds END",
    "clips_costed": "CASE WHEN l.known / 8 % 2 = 1 THEN l.clips END",
    "usable_costed": "CASE WHEN l.known / 8 % 2 = 1 THEN l.usable END",
    "seconds_listed": "CASE WHEN l.known / 4 % 2 = 1 THEN l.seconds END",
    "cost_listed": "CASE WHEN l.known / 4 % 2 = 1 THEN l.cost END",
    "seconds_compared": "CASE WHEN l.known / 4 % 4 = 3 THEN l.seconds END",
    "cost_compared": "CASE WHEN l.known % 2 = 1 AND l.known / 4 % 4 = 3 THEN l.cost END",
    "list_compared": "CASE WHEN l.known % 2 = 1 AND l.known / 4 % 4 = 3 THEN l.list_cost END",
    "worth_compared": "CASE WHEN l.known % 2 = 1 AND l.known / 4 % 4 = 3 THEN l.worth END",
    "cost_of_clips": "CASE WHEN l.known / 2 % 2 = 1 THEN l.cost END",
    "cost_of_kept": "CASE WHEN l.known / 32 % 2 = 1 THEN l.cost END",
    "cost_of_usable": f"CASE WHEN {RENDERED} AND {SOME_KEPT} THEN l.usable_cost END",
    "cost_of_trimmed": f"CASE WHEN {RENDERED} AND {SOME_KEPT} AND l.known % 2 = 1 THEN l.cost - l.usable_cost END",
    "cost_of_unmeasured": f"CASE WHEN {RENDERED} AND {SOME_KEPT} AND l.known % 2 = 0 THEN l.cost END",
    "cost_of_rejected": f"CASE WHEN {RENDERED} AND {JUDGED} AND NOT {SOME_KEPT} AND NOT {FAILED} THEN l.cost END",
    "cost_of_failed": f"CASE WHEN {RENDERED} AND {FAILED} AND NOT {SOME_KEPT} THEN l.cost END",
    "cost_of_unjudged": f"CASE WHEN {RENDERED} AND NOT {JUDGED} AND NOT {FAILED} AND NOT {ALONE} THEN l.cost END",
    "cost_without_clip": f"CASE WHEN {RENDERED} AND {ALONE} THEN l.cost END",
    "cost_of_rendering": f"CASE WHEN {RENDERED} THEN l.cost END",
    "cost_of_planning": "CASE WHEN f.kind = 'plan' THEN l.cost END",
    "cost_of_work": "CASE WHEN f.kind IN ('render', 'plan') THEN l.cost END",
    "estimated": "CASE WHEN l.basis IN ('stated', 'estimated') THEN l.cost END",
    "unpriced": "CASE WHEN l.basis = 'unpriced' THEN l.pieces END",
    "untimed": "CASE WHEN l.known % 2 = 0 THEN l.clips END",
    "unconverted": "CASE WHEN l.known / 8 % 2 = 0 THEN l.billed END",
    "lonely": f"CASE WHEN {ALONE} THEN l.cost END",
}

OF_VIDEOS: Final = {"cost_of_videos": "CASE WHEN l.video <> '' THEN l.cost END"}
COUNTED: Final = {
    "videos": "CASE WHEN l.video <> '' THEN l.video END",
    "videos_costed": "CASE WHEN l.video <> '' AND l.known / 8 % 2 = 1 THEN l.video END",
}
"""Different videos, counted once each however many days or models they took: the only numbers that do not add up."""
EVERY_SUM: Final = (*SUMS, *OF_VIDEOS, *COUNTED)
