"""Billing events as fal tells them: what each cost, how many units it took, and who asked for it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Context, Decimal
from typing import Any, NamedTuple

from collectors.api import Api, pages
from collectors.fields import Row, amount_if_said, cursor, identity, moment, number, part, rows, word
from db.window import Window

PATH = "/models/billing-events"
MOST = 10_000
ESTIMATE = "cost_estimate_nano_usd"
EXACT = Context(prec=60)
WHERE = "a billing event of fal"


class Event(NamedTuple):
    """One billed request, or a part of one. `cost` is what is paid; None where fal does not say it.

    `key` is an API key's id and `user` a login; `label` is what fal calls whoever is neither.
    """

    request: str
    endpoint: str
    at: datetime
    units: Decimal | None
    unit_price: Decimal | None
    cost: Decimal | None
    before_discount: Decimal | None
    key: str
    user: str
    label: str

    @property
    def id(self) -> str:
        """fal gives events no id, and nothing says that a request has only one: request, endpoint and time tell it."""
        return f"{self.request}|{self.endpoint}|{_spelt(self.at)}"


def events(ask: Api, window: Window) -> Iterator[Event]:
    """Each event of the window once, though pages may repeat the rows at their seams."""
    seen: set[tuple[str, str, datetime]] = set()
    for event in map(event_of, _rows(ask, window)):
        same = event.request, event.endpoint, event.at
        if same not in seen:
            seen.add(same)
            yield event


def event_of(row: Row) -> Event:
    """A row, read. Raises Garbled for one without request, endpoint or time, or with a number that is none."""
    key, user, label = who(row)
    return Event(
        request=identity(row, "request_id", WHERE),
        endpoint=identity(row, "endpoint_id", WHERE),
        at=moment(row, "timestamp", WHERE),
        units=amount_if_said(row, "output_units", WHERE),
        unit_price=amount_if_said(row, "unit_price", WHERE),
        cost=_cost(row),
        before_discount=amount_if_said(row, "cost_subtotal", WHERE),
        key=key,
        user=user,
        label=label,
    )


def spoken(window: Window) -> dict[str, str]:
    """The window as fal's parameters: fixed instants in UTC, so that pages cannot move with the clock."""
    return {"start": _spelt(window.start), "end": _spelt(window.end)}


def following(page: Any) -> str | None:
    """The next page's cursor; None where this was the last."""
    return cursor(page, "next_cursor", "fal's answer") if page.get("next_cursor") else None


def who(row: Row) -> tuple[str, str, str]:
    """API key, login, and fal's label where it names neither."""
    auth = part(row, "auth_method_structured")
    key, user = word(auth, "api_key_id"), word(auth, "login_username")
    return key, user, "" if key or user else word(auth, "detail") or word(row, "auth_method")


def _spelt(at: datetime) -> str:
    """A time is always spelt alike, however fal wrote it."""
    return (at if at.tzinfo is UTC else at.astimezone(UTC)).isoformat().replace("+00:00", "Z")


def _rows(ask: Api, window: Window) -> Iterator[Row]:
    asked = spoken(window) | {"expand": "auth_method_structured", "limit": str(MOST)}
    for page in pages(lambda place: ask.get(PATH, asked | {"cursor": place}), following):
        yield from rows(page, "fal's list of billing events", "billing_events")


def _cost(row: Row) -> Decimal | None:
    """What is paid: `cost_total`, or before 2026-07-30 only the estimate in whole nano-dollars."""
    total = amount_if_said(row, "cost_total", WHERE)
    if total is not None or row.get(ESTIMATE) is None:
        return total
    dollars = number(row, ESTIMATE, WHERE).scaleb(-9, context=EXACT)
    return amount_if_said({ESTIMATE: dollars}, ESTIMATE, WHERE)
