"""A great many clips, invented as facts, and the same as plain rows for a raw upsert to compare with."""

import random
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from db.facts import Facet, Source, Usage

SOURCE = Source("events")
START = datetime(2025, 11, 1, tzinfo=UTC)
SECONDS = [Decimal(length) for length in range(3, 16)]
PRICES = [Decimal(cents) / 100 for cents in range(30, 90)]
MODELS = ("kling-3.0", "kling-4.0", "veo-3.1", "veo-3.1-fast", "seedance-2.0", "sora-2")
FACETS = [
    Facet(model=model, endpoint=f"{model}/{mode}", mode=mode, resolution=size, api_key=f"key-{key}", unit="second")
    for model in MODELS
    for mode in ("standard", "pro")
    for size in ("720p", "1080p")
    for key in range(12)
]
OBVIOUS = """
CREATE TABLE usage (id INTEGER PRIMARY KEY, account TEXT, source TEXT, external_id TEXT, at TEXT, day TEXT,
    model TEXT, endpoint TEXT, mode TEXT, resolution TEXT, audio TEXT, project TEXT, api_key TEXT, status TEXT,
    unit TEXT, currency TEXT, seconds INTEGER, clips INTEGER, quantity INTEGER, stated INTEGER,
    UNIQUE (account, source, external_id))
"""


def clips(count: int, days: int, first: int = 0, seed: int = 1) -> list[Usage]:
    """So many clips, spread evenly over days, in the order of their time."""
    dice = random.Random(f"{seed} {first}")
    begin, step = START + timedelta(days=first), timedelta(days=days) / count
    return [
        Usage(
            source=SOURCE.name,
            external_id=str(uuid.UUID(int=dice.getrandbits(128))),
            at=begin + number * step,
            facet=FACETS[dice.randrange(len(FACETS))],
            seconds=(length := SECONDS[dice.randrange(13)]),
            clips=1,
            quantity=length,
            stated=PRICES[dice.randrange(60)],
        )
        for number in range(count)
    ]


def obvious(facts: Sequence[Usage]) -> list[tuple[Any, ...]]:
    """The same clips as rows of a table that repeats every word."""
    rows = []
    for fact in facts:
        at = (START + timedelta(microseconds=fact.at - 1_761_955_200_000_000)).isoformat()
        words = fact.facet
        rows.append(
            (
                *("fal-studio", fact.source, fact.external_id, at, at[:10], words.model, words.endpoint, words.mode),
                *(words.resolution, words.audio, words.project, words.api_key, words.status, words.unit),
                *(words.currency, fact.seconds, fact.clips, fact.quantity, fact.stated),
            )
        )
    return rows
