"""What Anthropic's two reports have in common: how they are asked for, and the words that their rows share."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from collectors.api import Api, pages
from collectors.buckets import results, whole_days
from collectors.fields import LONGEST_WORD, Row, cursor, moment, word
from db.facts import Facet
from db.tokens import CACHED, INPUT, OUTPUT, WRITTEN, WRITTEN_LONG
from db.window import Window

MOST_DAYS = 31
LONGEST_KEY = 460
DEFAULT_WORKSPACE = "default"
"""What null as a workspace stands for; real ones begin with `wrkspc_`."""
TOKEN_TYPES = {
    "uncached_input_tokens": INPUT,
    "cache_read_input_tokens": CACHED,
    "cache_creation.ephemeral_5m_input_tokens": WRITTEN,
    "cache_creation.ephemeral_1h_input_tokens": WRITTEN_LONG,
    "output_tokens": OUTPUT,
}
"""The kinds of tokens, by the name that a bill line gives them and by the way to their number in a row of usage."""
WEB_SEARCH, SEARCH = "web_search", "web search"
"""The endpoint that bill lines and work share for searches, and the unit in which both count them."""
USUAL = ("", "0-200k", "global", "not_available")
Labels = tuple[tuple[str, str], ...]
Tags = Mapping[str, Labels]
_UNDATED = re.compile(r"-(?:\d{8}|latest)$")


def rows_of(ask: Api, path: str, groups: tuple[str, ...], window: Window) -> Iterator[tuple[datetime, Row]]:
    """Each row of a report with the start of its day. `limit` counts days; every page is asked for alike."""
    first, past = whole_days(window)
    where = where_of(path)
    question: list[tuple[str, Any]] = [
        ("starting_at", f"{first:%Y-%m-%dT%H:%M:%SZ}"),
        ("ending_at", f"{past:%Y-%m-%dT%H:%M:%SZ}"),
        ("bucket_width", "1d"),
        *(("group_by[]", name) for name in groups),
        ("limit", MOST_DAYS),
    ]

    def following(page: Row) -> str | None:
        more = page.get("has_more") is True and page.get("next_page") is not None
        return cursor(page, "next_page", where) if more else None

    told = pages(lambda after: ask.get(path, [*question, ("page", after)]), following)
    return results(told, where, lambda bucket: moment(bucket, "starting_at", where))


def where_of(path: str) -> str:
    """Whose field is missing, for the sentence about a report."""
    return f"Anthropic's answer to {path}"


def workspace(row: Row) -> str:
    """The workspace's id."""
    return word(row, "workspace_id") or DEFAULT_WORKSPACE


def mode(row: Row) -> str:
    """Service tier, long context and region, as far as they set the price: "batch", "standard, 200k-1M, us"."""
    words = (word(row, name) for name in ("service_tier", "context_window", "inference_geo"))
    return ", ".join(text for text in words if text not in USUAL)[:LONGEST_WORD]


@lru_cache(maxsize=1024)
def model(said: str) -> str:
    """The model's name without the day of its making, which comes and goes."""
    return _UNDATED.sub("", said.lower())


@lru_cache(maxsize=8192)
def facet(**words: Any) -> Facet:
    """The same words are the same facet; all of it is planning."""
    return Facet(kind="plan", **words)
