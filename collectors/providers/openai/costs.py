"""The daily costs: each result a line of the bill, and the work it is for where its quantity tells of any."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from collectors.api import Api, pages
from collectors.buckets import results, whole_days
from collectors.fields import BILLIONS, Row, amount, currency, cursor, instant, number, part, word
from collectors.providers.openai.line_items import line_item, tokens, video
from db.facts import Charge, Facet, Usage
from db.window import Window

SOURCE = "costs"
PATH = "/organization/costs"
WHERE = "OpenAI's answer about costs"
COST = "the amount in a row of OpenAI's costs"
MOST_DAYS = 180
GROUPS = ("project_id", "line_item", "api_key_id")
SECOND = timedelta(seconds=1)
LONGEST_KEY = 480


def costs(ask: Api, window: Window) -> Iterator[Charge | Usage]:
    """Every result of the whole UTC days that the window touches; a day may come in parts, on several pages."""
    said: Counter[str] = Counter()
    for at, row in _results(ask, window):
        key = "|".join([at.date().isoformat(), *(word(row, name) for name in GROUPS)])[:LONGEST_KEY]
        yield from _facts(row, at, f"{key}|{said[key]}")
        said[key] += 1


def _results(ask: Api, window: Window) -> Iterator[tuple[datetime, Row]]:
    """Each result with the start of its day."""
    told = pages(lambda after: ask.get(PATH, _question(window, after)), _following)
    return results(told, WHERE, lambda bucket: instant(bucket, "start_time", WHERE, SECOND))


def _question(window: Window, after: str | None) -> list[tuple[str, Any]]:
    """The same days and groups on every page. `limit` counts days, not results."""
    first, past = whole_days(window)
    return [
        ("start_time", int(first.timestamp())),
        ("end_time", int(past.timestamp())),
        ("bucket_width", "1d"),
        *(("group_by[]", name) for name in GROUPS),
        ("limit", MOST_DAYS),
        ("page", after),
    ]


def _following(page: Row) -> str | None:
    """The next page's cursor."""
    return cursor(page, "next_page", WHERE) if page.get("has_more") is True else None


def _facts(row: Row, at: datetime, external_id: str) -> Iterator[Charge | Usage]:
    """The work if the row tells of any, and the charge that pays for it."""
    total = amount(part(row, "amount"), "value", COST)
    code = currency(part(row, "amount"), "currency", COST)
    quantity = number(row, "quantity", WHERE) if word(row, "quantity") else None
    small = quantity if quantity is not None and abs(quantity) <= BILLIONS else None
    same = {"source": SOURCE, "external_id": external_id, "at": at, "day": at.date(), "quantity": small}
    done, resolution = _work(row, total, quantity)
    facet = _facet_of(row, total, code, resolution)
    if done:
        yield Usage(**same, facet=facet, stated=total, **done)
    yield Charge(**same, facet=facet, amount=total, pays_for=external_id if done else "")


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


def _facet_of(row: Row, total: Decimal, code: str, resolution: str) -> Facet:
    text = word(row, "line_item")
    what = line_item(text)
    return _facet(
        kind=what.kind,
        category="usage" if total >= 0 else "adjustment" if text else "credit",
        model=what.model,
        endpoint=text,
        mode=what.mode,
        resolution=resolution,
        unit=word(row, "quantity_unit"),
        currency=code,
        project=word(row, "project_id"),
        api_key=word(row, "api_key_id"),
    )


@lru_cache(maxsize=8192)
def _facet(**words: Any) -> Facet:
    return Facet(**words)
