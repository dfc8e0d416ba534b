"""Rows of Anthropic's two reports: the words of each, and what is alike in them summed."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from collectors.sandbox.claude import BATCHED, PLANNERS
from db.money import from_nano, plain

Row = dict[str, Any]
USAGE_GROUPS = ("api_key_id", "workspace_id", "model", "service_tier", "context_window", "inference_geo")
COST_GROUPS = ("workspace_id", "description")
KINDS = (
    ("Input Tokens", "uncached_input_tokens"),
    ("Cache Read", "cache_read_input_tokens"),
    ("Cache Write 5m", "cache_creation.ephemeral_5m_input_tokens"),
    ("Cache Write 1h", "cache_creation.ephemeral_1h_input_tokens"),
    ("Output Tokens", "output_tokens"),
)
PARSED = ("cost_type", "model", "service_tier", "token_type", "context_window", "inference_geo")


def terms(planner: int) -> Row:
    """What sets the price of a model's tokens."""
    tier = "batch" if planner == BATCHED else "standard"
    return {"service_tier": tier, "context_window": "0-200k", "inference_geo": "global"}


def tokens(planner: int, nano: list[int]) -> Iterator[tuple[Row, int]]:
    """Words of a line for each kind of token, and its nano-dollars."""
    one = PLANNERS[planner]
    for (title, kind), money in zip(KINDS, nano, strict=True):
        words = {"cost_type": "tokens", "model": one.undated, "token_type": kind}
        yield words | terms(planner) | {"description": f"{one.title} Usage - {title}"}, money


def tool(text: str, what: str) -> Row:
    """Words of a tool's line, of which nothing but its type is parsed."""
    return dict.fromkeys(PARSED) | {"cost_type": what, "description": text}


def used(worked: Iterator[tuple[Row, list[int]]], groups: tuple[str, ...]) -> list[Row]:
    """Rows alike in the groups that were asked for become one; a word that was not asked for is null."""
    sums: dict[tuple[str | None, ...], list[int]] = defaultdict(lambda: [0] * 6)
    for words, counts in worked:
        group = tuple(words[name] if name in groups else None for name in USAGE_GROUPS)
        sums[group] = [one + more for one, more in zip(sums[group], counts, strict=True)]
    return [_use(dict(zip(USAGE_GROUPS, group, strict=True)), *sums[group]) for group in _ordered(sums)]


def _use(words: Row, fresh: int, read: int, minutes: int, hour: int, out: int, searches: int) -> Row:
    return {
        "uncached_input_tokens": fresh,
        "cache_creation": {"ephemeral_5m_input_tokens": minutes, "ephemeral_1h_input_tokens": hour},
        "cache_read_input_tokens": read,
        "output_tokens": out,
        "server_tool_use": {"web_search_requests": searches},
        **words,
    }


def billed(charged: Iterator[tuple[Row, int]], groups: tuple[str, ...]) -> list[Row]:
    """The same for the bill; what is parsed out of a description is null where none was asked for."""
    shown = (*groups, *(PARSED if "description" in groups else ()))
    names = (*COST_GROUPS, *PARSED)
    sums: dict[tuple[str | None, ...], int] = defaultdict(int)
    for words, money in charged:
        if money:
            sums[tuple(words[name] if name in shown else None for name in names)] += money
    return [
        {"currency": "USD", "amount": plain(from_nano(sums[group] * 100)), **dict(zip(names, group, strict=True))}
        for group in _ordered(sums)
    ]


def _ordered(groups: dict[tuple[str | None, ...], Any]) -> list[tuple[str | None, ...]]:
    return sorted(groups, key=lambda group: tuple(word or "" for word in group))
