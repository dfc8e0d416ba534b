"""The daily costs: each result a line of the bill, and the work it is for where its quantity alone tells of any."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from collectors.api import Api
from collectors.fields import BILLIONS, Row, amount, currency, number, part, word
from collectors.providers.openai.line_items import Planned, line_item, tier, token_unit, tokens, video
from collectors.providers.openai.reports import LONGEST_KEY, rows_of
from db.facts import Charge, Facet, Usage
from db.tokens import millions
from db.window import Window

SOURCE = "costs"
PATH = "/organization/costs"
WHERE = "OpenAI's answer about costs"
COST = "the amount in a row of OpenAI's costs"
MOST_DAYS = 180
GROUPS = ("project_id", "line_item", "api_key_id")
Modes = Mapping[tuple[date, Planned], AbstractSet[str]]


def cost_rows(ask: Api, window: Window) -> Iterator[tuple[datetime, Row]]:
    """Every result with the start of its day."""
    return rows_of(ask, PATH, GROUPS, MOST_DAYS, window, WHERE)


def costs(rows: Iterable[tuple[datetime, Row]], worked: Modes) -> Iterator[Charge | Usage]:
    """Every row as a line of the bill, and as work where no other report tells of it.

    `worked`: in which modes a key's tokens are known from elsewhere. A line for one kind of them pays for that kind.
    """
    said: Counter[str] = Counter()
    for at, row in rows:
        key = "|".join([at.date().isoformat(), *(word(row, name) for name in GROUPS)])[:LONGEST_KEY]
        yield from _facts(row, at, f"{key}|{said[key]}", worked)
        said[key] += 1


def _facts(row: Row, at: datetime, external_id: str, worked: Modes) -> Iterator[Charge | Usage]:
    """The work if the row alone tells of any, and the charge that pays for it."""
    total = amount(part(row, "amount"), "value", COST)
    done, quantity, facet = _told(row, total)
    if token_unit(facet.endpoint) and _known(facet, worked, at.date()):
        done = {}
    same = {"source": SOURCE, "external_id": external_id, "at": at, "day": at.date(), "quantity": quantity}
    if done:
        yield Usage(**same, facet=facet, stated=total, **done)
    yield Charge(**same, facet=facet, amount=total, pays_for=external_id if done else "")


def _known(line: Facet, worked: Modes, day: date) -> bool:
    """Whether there is work that this line pays for."""
    modes = worked.get((day, Planned(line.model, line.unit, line.project, line.api_key)), frozenset())
    return line.currency == "USD" and bool(modes) and (not line.mode or line.mode in modes)


def _told(row: Row, total: Decimal) -> tuple[dict[str, Any], Decimal | None, Facet]:
    """What a row says was done (nothing for a correction), how much of its unit, and its words."""
    quantity = number(row, "quantity", WHERE) if word(row, "quantity") else None
    unit = word(row, "quantity_unit")
    kind = token_unit(word(row, "line_item"))
    if kind:
        counted = None if quantity is None else tokens(quantity, unit)
        done = {"tokens": counted} if counted and counted > 0 and total >= 0 else {}
        return done, None if counted is None else _small(millions(counted)), _facet_of(row, total, "", kind)
    done, resolution = _work(row, total, quantity)
    return done, _small(quantity), _facet_of(row, total, resolution, unit)


def _small(quantity: Decimal | None) -> Decimal | None:
    """The quantity, if the ledger can hold it."""
    return quantity if quantity is not None and abs(quantity) <= BILLIONS else None


def _work(row: Row, total: Decimal, quantity: Decimal | None) -> tuple[dict[str, Any], str]:
    """What was made (video, in how many clips nobody says, or tokens) and its resolution; nothing for a correction."""
    if quantity is None or quantity <= 0 or total < 0:
        return {}, ""
    what, unit = line_item(word(row, "line_item")), word(row, "quantity_unit")
    if what.kind == "render":
        made = video(what.model, total, quantity, unit)
        return ({"seconds": made.seconds}, made.resolution) if made else ({"seconds": None}, "")
    counted = tokens(quantity, unit)
    return ({} if counted is None else {"tokens": counted}), ""


def _facet_of(row: Row, total: Decimal, resolution: str, unit: str) -> Facet:
    """The line's words; one for tokens of a kind says the kind in its unit, and only the tier as its mode."""
    text = word(row, "line_item")
    what = line_item(text)
    return _facet(
        kind=what.kind,
        category="usage" if total >= 0 else "adjustment" if text else "credit",
        model=what.model,
        endpoint=text,
        mode=tier(text) if token_unit(text) else what.mode,
        resolution=resolution,
        unit=unit,
        currency=currency(part(row, "amount"), "currency", COST),
        project=word(row, "project_id"),
        api_key=word(row, "api_key_id"),
    )


@lru_cache(maxsize=8192)
def _facet(**words: Any) -> Facet:
    return Facet(**words)
