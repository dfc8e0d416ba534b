"""fal tells the same money twice: does the usage report add up to the billing events?

The answer is for a person to read. Nothing of it is stored or added to any cost.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from collectors.api import Api, pages
from collectors.difference import Difference
from collectors.fields import amount, amount_if_said, identity, moment, rows
from collectors.providers.fal.events import Event, following, spoken, who
from db.window import Window

PATH = "/models/usage"
WHERE = "a row of fal's usage report"
NOISE = Decimal("0.000001")
"""Dollars by which two sums of the same money may differ: fal adds up binary fractions."""
Place = tuple[date, str, str]
"""UTC day, endpoint, and the key or login that paid."""


def differences(usage: Mapping[Place, Decimal], events: Iterable[Event]) -> Iterator[Difference]:
    """Where the two tell different money, in order of day; an event without a cost counts as nothing."""
    billed: dict[Place, Decimal] = defaultdict(Decimal)
    for event in events:
        billed[event.at.date(), event.endpoint, event.key or event.user or event.label] += event.cost or 0
    for place in sorted(usage.keys() | billed.keys()):
        told, summed = usage.get(place, Decimal(0)), billed.get(place, Decimal(0))
        if abs(told - summed) > NOISE:
            yield Difference(*place, usage=told, bill=summed)


def usage_totals(ask: Api, window: Window) -> dict[Place, Decimal]:
    """The usage report's cost by day, endpoint and key. A bucket may go on on the next page, so all is added up."""
    asked = spoken(window) | {
        "expand": ["time_series", "auth_method_structured"],
        "timeframe": "day",
        "timezone": "UTC",
        "bound_to_timeframe": "false",
    }
    totals: dict[Place, Decimal] = defaultdict(Decimal)
    for page in pages(lambda cursor: ask.get(PATH, asked | {"cursor": cursor}), following):
        for bucket in rows(page, "fal's usage report", "time_series"):
            day = moment(bucket, "bucket", WHERE).date()
            for row in rows(bucket, "a day of fal's usage report", "results"):
                payer = next((name for name in who(row) if name), "")
                totals[day, identity(row, "endpoint_id", WHERE), payer] += _cost(row)
    return dict(totals)


def _cost(row: Mapping[str, object]) -> Decimal:
    """What is paid; older answers call it `cost`."""
    total = amount_if_said(row, "cost_total", WHERE)
    return amount(row, "cost", WHERE) if total is None else total
