"""The cost report: what each workspace paid for each kind of token and tool, by the day, in cents."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from collectors.api import Api
from collectors.fields import Row, amount, currency, word
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
from db.facts import Charge, Facet
from db.window import Window

SOURCE = "costs"
PATH = "/v1/organizations/cost_report"
WHERE = where_of(PATH)
GROUPS = ("workspace_id", "description")
CENTS = -2
"""The power of ten that makes dollars of what the report counts."""


def charges(ask: Api, window: Window, tags: Tags) -> Iterator[Charge]:
    """Every line of the bill. No line names a key; those of tokens name one kind, and pay for no other."""
    said: Counter[str] = Counter()
    for at, row in rows_of(ask, PATH, GROUPS, window):
        key = "|".join([at.date().isoformat(), *(word(row, name) for name in GROUPS)])[:LONGEST_KEY]
        total = amount(row, "amount", WHERE).scaleb(CENTS)
        yield Charge(
            source=SOURCE,
            external_id=f"{key}|{said[key]}",
            at=at,
            day=at.date(),
            facet=_facet(row, total, tags),
            amount=total,
        )
        said[key] += 1


def _facet(row: Row, total: Decimal, tags: Tags) -> Facet:
    what, text, where = word(row, "cost_type"), word(row, "description"), workspace(row)
    named, counted = word(row, "token_type"), what == "tokens"
    return facet(
        category="usage" if total >= 0 else "adjustment" if text else "credit",
        model=model(word(row, "model")) if counted else what or text,
        endpoint=text if counted else what or text,
        mode=mode(row),
        unit=SEARCH if what == WEB_SEARCH else TOKEN_TYPES.get(named, named),
        currency=currency(row, "currency", WHERE),
        workspace=where,
        labels=tags.get(where, ()),
    )
