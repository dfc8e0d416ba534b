"""The usage report: the tokens that each key's language models read and wrote, which the costs pay for."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from collectors.api import Api
from collectors.fields import Row, count, word
from collectors.providers.openai.line_items import Planned, line_item
from collectors.providers.openai.reports import LONGEST_KEY, rows_of
from db.facts import Facet, Usage
from db.tokens import CACHED, INPUT, OUTPUT, WRITTEN, WRITTEN_LONG, millions
from db.window import Window

SOURCE = "completions"
PATH = "/organization/usage/completions"
WHERE = "OpenAI's answer about completions"
MOST_DAYS = 31
GROUPS = ("project_id", "api_key_id", "model", "batch", "service_tier")
USUAL_TIERS = ("", "auto", "default", "standard")
STANDARD = "standard"
Modes = dict[tuple[date, Planned], set[str]]


def completions(ask: Api, window: Window) -> list[Usage]:
    """A piece of work for each kind of token of each row; what does not plan is left to the line that bills it."""
    said: Counter[str] = Counter()
    found: list[Usage] = []
    for at, row in rows_of(ask, PATH, GROUPS, MOST_DAYS, window, WHERE):
        if line_item(word(row, "model")).kind == "plan":
            key = "|".join([at.date().isoformat(), *(word(row, name) for name in GROUPS)])[:LONGEST_KEY]
            found += _work(row, at, f"{key}|{said[key]}")
            said[key] += 1
    return found


def modes_of(work: Iterable[Usage]) -> Modes:
    """In which modes each key worked with each model, by day and kind of token."""
    found: Modes = defaultdict(set)
    for one in work:
        if one.day:
            facet = one.facet
            found[one.day, Planned(facet.model, facet.unit, facet.project, facet.api_key)].add(facet.mode)
    return found


def _work(row: Row, at: datetime, key: str) -> Iterator[Usage]:
    """The first kind that there was any of counts the requests."""
    requests: int | None = _count(row, "num_model_requests")
    for unit, tokens in _tokens(row):
        if tokens > 0:
            counted = {"tokens": tokens, "quantity": millions(tokens), "requests": requests}
            yield Usage(
                source=SOURCE, external_id=f"{key}|{unit}", at=at, day=at.date(), facet=_facet_of(row, unit), **counted
            )
            requests = None


def _tokens(row: Row) -> Iterator[tuple[str, int]]:
    """Tokens by kind. What was read from a cache or written to one is part of the input that is told."""
    read, long = _count(row, "input_cached_tokens"), _count(row, "input_cache_write_12h_tokens")
    written = max(_count(row, "input_cache_write_tokens") - long, _count(row, "input_cache_write_30m_tokens"))
    yield INPUT, count(row, "input_tokens", WHERE) - read - written - long
    yield from ((CACHED, read), (WRITTEN, written), (WRITTEN_LONG, long))
    yield OUTPUT, count(row, "output_tokens", WHERE)


def _count(row: Row, name: str) -> int:
    """A number that older answers do not have."""
    return count(row, name, WHERE) if name in row else 0


def _facet_of(row: Row, unit: str) -> Facet:
    text, tier = word(row, "model"), word(row, "service_tier").lower()
    return _facet(
        model=line_item(text).model,
        endpoint=text,
        mode="batch" if row.get("batch") is True else STANDARD if tier in USUAL_TIERS else tier,
        unit=unit,
        project=word(row, "project_id"),
        api_key=word(row, "api_key_id"),
    )


@lru_cache(maxsize=8192)
def _facet(**words: Any) -> Facet:
    return Facet(kind="plan", **words)
