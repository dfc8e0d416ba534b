"""How fal's Platform API answers: billing events, usage, keys, prices and credit."""

from base64 import b64encode
from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

import numpy as np

from collectors.sandbox.desk import Answer, Asked, Desk
from collectors.sandbox.events import EXPANSIONS, Events, number
from collectors.sandbox.fal_requests import (
    MOST_ROWS,
    bucketed,
    error,
    expansions,
    filtered,
    framed,
    limited,
    opened,
    paged,
    quoted,
    second,
    span,
    stamp,
    wrong,
)
from collectors.sandbox.offers import offers
from collectors.sandbox.studio import Studio
from collectors.sandbox.takes import DAY, Whole
from collectors.sandbox.usage import BUCKETS, reported
from db.money import from_nano

LONGEST = 90 * DAY
TOP_UP_NANO = 2_500_000_000_000


class Fal(Desk):
    """Reads the events of one studio; the admin key opens everything, the API key only the prices."""

    prefix: ClassVar[str] = "/fal/v1"

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self.events = Events(studio)
        self.pages: dict[str, tuple[bool, Callable[[Asked], Answer]]] = {
            "/models/billing-events": (True, self._billing_events),
            "/models/usage": (True, self._usage),
            "/keys": (True, self._keys),
            "/account/billing": (True, self._billing),
            "/models/pricing": (False, self._pricing),
        }

    def answer(self, asked: Asked) -> Answer:
        """401 for no or a wrong key, 403 for an API key where an admin key is needed, 404 for any other path."""
        keys = {f"Key {self.studio.keys.fal_admin}": True, f"Key {self.studio.keys.fal_api}": False}
        if asked.authorization not in keys:
            return error(401, "authorization_error", "Authentication is required to access this endpoint")
        if asked.method != "GET" or asked.path not in self.pages:
            return error(404, "not_found", f"No such endpoint: {asked.method} {asked.path}")
        admin, page = self.pages[asked.path]
        if admin and not keys[asked.authorization]:
            return error(403, "authorization_error", "This endpoint requires an admin key")
        return page(asked)

    def too_many(self) -> Answer:
        """fal names no time to wait."""
        return error(429, "rate_limited", "Rate limit exceeded")

    def _billing_events(self, asked: Asked) -> Answer:
        start, end = span(asked)
        if end - start > LONGEST:
            wrong("The range between start and end must not exceed 90 days")
        expand, limit = expansions(asked, EXPANSIONS), limited(asked, MOST_ROWS)
        rows = self._rows(asked, start, end, self._behind(asked.one("cursor")))[: limit + 1]
        following = self._cursor(rows) if len(rows) > limit else None
        head = f'],"next_cursor":{quoted(following)},"has_more":{"true" if following else "false"}}}'
        body = self.events.written(rows[:limit], expand)
        return Answer(200, b'{"billing_events":[' + body + head.encode())

    def _rows(self, asked: Asked, start: int, end: int, behind: int = 0) -> Whole:
        """The visible events of the range that pass the filters, newest first, from the place `behind` on."""
        events = self.events
        first, last = np.searchsorted(-events.at, [-end, -start], side="right")
        rows = np.arange(max(first, behind), last)
        rows = rows[events.arrives[rows] <= asked.now_s]
        if wanted := filtered(asked, "endpoint_id"):
            rows = rows[np.array([one.endpoint in wanted for one in offers()])[events.offer[rows]]]
        for word, login in (("api_key_id", False), ("login_username", True)):
            if wanted := filtered(asked, word):
                fits = [key.id in wanted and key.login == login for key in self.studio.ring.keys]
                rows = rows[np.array(fits)[events.key[rows]]]
        if wanted := filtered(asked, "request_id"):
            rows = rows[np.isin(self.events.ids(rows), wanted)]
        return rows

    def _cursor(self, rows: Whole) -> str:
        """The time of the page's last row, and its id where the next row has the same time."""
        last, following = self.events.at[rows[-2:]].tolist()
        tie = f"|{self.events.ids(rows[-2:-1])[0]}" if last == following else ""
        return b64encode(f"{stamp(last)}{tie}".encode()).decode()

    def _behind(self, cursor: str) -> int:
        """The place of the first event behind a cursor."""
        if not cursor:
            return 0
        at, _, name = opened(cursor).partition("|")
        newer, then = -self.events.at, -second(at, "cursor")
        first, last = np.searchsorted(newer, then, side="left"), np.searchsorted(newer, then, side="right")
        tied = self.events.ids(np.arange(first, last))
        if name and name not in tied:
            wrong("Invalid cursor")
        return int(first) + tied.index(name) + 1 if name else int(last)

    def _usage(self, asked: Asked) -> Answer:
        expand = expansions(asked, ("time_series", "summary", *EXPANSIONS)) or frozenset(["time_series"])
        if not expand & {"time_series", "summary"}:
            wrong("expand must include time_series or summary")
        start, end, timeframe = framed(asked)
        rows = self._rows(asked, start, end)
        buckets = BUCKETS[timeframe](self.events.at[rows])
        auth = expand & set(EXPANSIONS)
        listed, more = paged(asked, reported(self.events, rows, buckets, auth) if "time_series" in expand else [])
        told: dict[str, Any] = {"time_series": list(bucketed(listed))} if "time_series" in expand else {}
        if "summary" in expand:
            told["summary"] = [item for _, item in reported(self.events, rows, np.zeros_like(rows), auth)]
        return Answer.of({**told, **more})

    def _keys(self, asked: Asked) -> Answer:
        own = [key for key in self.studio.ring.keys if key.provider == "fal" and not key.deleted and not key.login]
        known = sorted((key for key in own if key.created <= asked.now.date()), key=lambda key: (key.created, key.id))
        creator = "creator_info" in expansions(asked, ("creator_info",))
        rows = [
            {"key_id": key.id, "alias": key.name, "scope": "API", "created_at": f"{key.created}T09:00:00Z"}
            | ({"creator_nickname": key.creator, "creator_email": f"{key.creator}@studio.example"} if creator else {})
            for key in known
        ]
        listed, more = paged(asked, rows)
        return Answer.of({"keys": listed, **more})

    def _pricing(self, asked: Asked) -> Answer:
        wanted = filtered(asked, "endpoint_id")
        if not wanted:
            wrong("endpoint_id is required")
        now = np.datetime64(asked.now.date())
        known = {one.endpoint: one for one in reversed(offers()) if one.provider == "fal" and one.since <= now}
        if missing := [name for name in wanted if name not in known]:
            wrong(f"Unknown endpoint: {missing[0]}", "not_found")
        prices = [
            {"endpoint_id": name, "unit_price": number(Decimal(known[name].micro).scaleb(-6)),
             "unit": known[name].unit, "currency": "USD"}
            for name in dict.fromkeys(wanted)
        ]  # fmt: skip
        return Answer.of({"prices": prices, "next_cursor": None, "has_more": False})

    def _billing(self, asked: Asked) -> Answer:
        told: dict[str, Any] = {"username": "reel-studio"}
        if "credits" in expansions(asked, ("credits",)):
            here = self.events.arrives <= asked.now_s
            nano = np.array([one.nano_per_second for one in offers()])[self.events.offer[here]]
            spent = int((nano * self.studio.takes.seconds[self.events.place[here]]).sum())
            told["credits"] = {"current_balance": number(from_nano(-spent % TOP_UP_NANO)), "currency": "USD"}
        return Answer.of(told)
