"""The words of a task and of a bill row: which model, endpoint, key and project, and what the endpoints are called."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from collectors.fields import Row, word
from db.facts import Category, Facet, Kind, Name

_SEEDANCE = re.compile(r"seedance[-_. ]?v?(\d)[-_. ](\d)(?:[-_. ](fast|mini|pro|lite))?", re.IGNORECASE)
TITLES = ("ConfigurationCode", "ConfigName")
"""Where a bill row may name its model; what stands there is not documented."""
Labels = tuple[tuple[str, str], ...]


class Known(NamedTuple):
    """What the bill says of an endpoint, as far as all its rows agree."""

    model: str = ""
    project: str = ""
    labels: Labels = ()


def model_of(said: str) -> str:
    """Seedance's common name from an id or a title such as `dreamina-seedance-2-0-fast-260128`; "" for any other."""
    found = _SEEDANCE.search(said)
    if not found:
        return ""
    major, minor, kind = found.groups()
    return f"seedance-{major}.{minor}" + (f"-{kind.lower()}" if kind else "")


def endpoint_of(row: Row) -> str:
    """The endpoint that a bill row is split by; "" where it is split by something else."""
    return item if (item := word(row, "SplitItemID")).startswith("ep-") else ""


def key_of(row: Row) -> str:
    """The key that a bill row is split by."""
    return item if (item := word(row, "SplitItemID")).startswith("apikey-") else ""


def is_endpoint(row: Row) -> bool:
    """Whether a bill row is split by endpoint."""
    return endpoint_of(row) != ""


def is_key(row: Row) -> bool:
    """Whether a bill row is split by key."""
    return key_of(row) != ""


def labels_of(row: Row) -> Labels:
    """A bill row's tags, such as `team:brand-films;shot:12`; what has no colon is the value of `tag`."""
    pieces = [piece.strip() for piece in re.split("[;,]", word(row, "Tag")) if piece.strip()]
    pairs = (piece.partition(":") if ":" in piece else ("tag", ":", piece) for piece in pieces)
    return tuple(sorted({key.strip(): value.strip() for key, _, value in pairs if key.strip()}.items()))


def facet_of(row: Row, currency: str, category: Category) -> Facet:
    """The words of a bill row. A row of neither Seedance nor an endpoint is no video as far as anybody knows."""
    model, endpoint = _model(row), endpoint_of(row)
    raw = next(filter(None, (word(row, name) for name in (*TITLES, "Product"))), "")
    kind: Kind = "render" if model or endpoint else "other"
    return made(
        kind=kind,
        category=category,
        model=model or raw,
        endpoint=endpoint or raw,
        unit=word(row, "Unit"),
        currency=currency,
        project=word(row, "Project"),
        workspace=endpoint,
        api_key=key_of(row),
        labels=labels_of(row),
    )


def _model(row: Row) -> str:
    return next(filter(None, (model_of(word(row, title)) for title in TITLES)), "")


@lru_cache(maxsize=4096)
def made(**words: Any) -> Facet:
    """A facet with these words, made once."""
    return Facet(**words)


def names_of(found: Iterable[Row]) -> Iterator[Name]:
    """What projects, keys and endpoints (which are workspaces to us) are called."""
    called = set()
    for row in found:
        item = word(row, "SplitItemName")
        called.add(("project", word(row, "Project"), word(row, "ProjectDisplayName")))
        called.add(("api_key", key_of(row), item))
        called.add(("workspace", endpoint_of(row), item))
    said = {(kind, id_): name for kind, id_, name in sorted(called) if id_ and name}
    return (Name.model_validate({"kind": kind, "id": id_, "name": name}) for (kind, id_), name in said.items())


def endpoints_of(found: Iterable[Row]) -> dict[str, Known]:
    """Every endpoint on the bill, with its model, project and tags if they are the same on all its rows."""
    said: dict[str, set[Known]] = defaultdict(set)
    for row in found:
        if endpoint := endpoint_of(row):
            said[endpoint].add(Known(_model(row), word(row, "Project"), labels_of(row)))
    return {endpoint: next(iter(some)) if len(some) == 1 else Known() for endpoint, some in said.items()}
