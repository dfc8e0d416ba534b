"""The usage report: the tokens of each key, workspace, model and kind, which the bill's dollars are spread over."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from collectors.api import Api
from collectors.fields import Row, count, part, word
from collectors.providers.anthropic.reports import (
    LONGEST_KEY,
    SEARCH,
    TOKEN_TYPES,
    WEB_SEARCH,
    Tags,
    facet,
    mode,
    model,
    rows_of,
    where_of,
    workspace,
)
from db.facts import Usage
from db.tokens import millions
from db.window import Window

SOURCE = "messages"
PATH = "/v1/organizations/usage_report/messages"
WHERE = where_of(PATH)
GROUPS = ("api_key_id", "workspace_id", "model", "service_tier", "context_window", "inference_geo")
CONSOLE = "console"
"""What null as a key stands for: somebody who asked in the Console; real ones begin with `apikey_`."""
Counted = dict[str, Any]


def work(ask: Api, window: Window, tags: Tags) -> Iterator[Usage]:
    """What every row counts, a piece of work for each kind; kinds of which there was nothing are left out."""
    said: Counter[str] = Counter()
    for at, row in rows_of(ask, PATH, GROUPS, window):
        key = "|".join([at.date().isoformat(), *(word(row, name) for name in GROUPS)])[:LONGEST_KEY]
        for unit, counted, words in _counts(row):
            said[f"{key}|{unit}"] += 1
            yield Usage(
                source=SOURCE,
                external_id=f"{key}|{unit}|{said[f'{key}|{unit}'] - 1}",
                at=at,
                day=at.date(),
                facet=facet(unit=unit, **words, **_words(row, tags)),
                **counted,
            )


def _counts(row: Row) -> Iterator[tuple[str, Counted, dict[str, str]]]:
    """Unit, numbers, model and endpoint of each kind of token, and of the searches on the web.

    The bill names no model for a search, so neither does its work: it would be paid for with tokens.
    """
    said = word(row, "model")
    for name, unit in TOKEN_TYPES.items():
        if tokens := _tokens(row, name):
            counted = {"tokens": tokens, "quantity": millions(tokens)}
            yield unit, counted, {"model": model(said), "endpoint": said}
    used = part(row, "server_tool_use")
    if searches := count(used, "web_search_requests", WHERE) if "web_search_requests" in used else 0:
        counted = {"requests": searches, "quantity": Decimal(searches)}
        yield SEARCH, counted, {"model": WEB_SEARCH, "endpoint": WEB_SEARCH}


def _tokens(row: Row, name: str) -> int:
    """How many there were. Caches came late to the report, so what is written to one may be missing."""
    around, _, inner = name.rpartition(".")
    if not around:
        return count(row, inner, WHERE)
    return count(part(row, around), inner, WHERE) if inner in part(row, around) else 0


def _words(row: Row, tags: Tags) -> Counted:
    where = workspace(row)
    return {
        "mode": mode(row),
        "workspace": where,
        "api_key": word(row, "api_key_id") or CONSOLE,
        "labels": tags.get(where, ()),
    }
