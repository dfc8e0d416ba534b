"""OpenAI's report of completions in the invented studio: the tokens that the costs bill, by day and key."""

from collections import defaultdict
from typing import Any

from collectors.sandbox.cast import Key
from collectors.sandbox.costs import PLANNERS, TOKENS, VIDEO_LINES, Costs
from collectors.sandbox.takes import Whole

USAGE_GROUPS = ("project_id", "user_id", "api_key_id", "model", "batch", "service_tier")
A_REQUEST = TOKENS[-1]
"""Tokens out that one request takes, on average."""
Group = tuple[str | None, ...]


def used(costs: Costs, rows: Whole, keys: tuple[Key, ...], groups: frozenset[str]) -> list[dict[str, Any]]:
    """These rows of the costs as rows of usage, summed as asked. What was read again is part of the input."""
    sums: dict[Group, list[int]] = defaultdict(lambda: [0] * len(TOKENS))
    for row in rows[costs.line[rows] >= len(VIDEO_LINES)].tolist():
        planner, part = divmod(int(costs.line[row]) - len(VIDEO_LINES), len(TOKENS))
        group = _group(keys[costs.key[row]], PLANNERS[planner][0], groups)
        sums[group][part] += int(costs.quantity[row])
    return [_result(group, groups, *sums[group]) for group in sorted(sums, key=lambda words: [w or "" for w in words])]


def _group(key: Key, model: str, groups: frozenset[str]) -> Group:
    words = (key.project_id, f"user-{key.creator}", key.id, model)
    return tuple(word if name in groups else None for name, word in zip(USAGE_GROUPS, words, strict=False))


def _result(group: Group, groups: frozenset[str], fresh: int, read: int, out: int) -> dict[str, Any]:
    return {
        "object": "organization.usage.completions.result",
        "input_tokens": fresh + read,
        "input_cached_tokens": read,
        "output_tokens": out,
        "num_model_requests": -(-out // A_REQUEST),
        **dict(zip(USAGE_GROUPS, group, strict=False)),
        "batch": False if "batch" in groups else None,
        "service_tier": "default" if "service_tier" in groups else None,
    }
