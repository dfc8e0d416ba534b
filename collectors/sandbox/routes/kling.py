"""How Kling's API answers: the ledgers of units and of cash, packs, and tasks in the newer and the older interface."""

import re
from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np

from collectors.sandbox.desk import Answer, Asked, Desk
from collectors.sandbox.events import number
from collectors.sandbox.kling_requests import (
    Body,
    body_of,
    cursor_of,
    error,
    filters_of,
    limit_of,
    milliseconds,
    page_number,
    signed_in,
    state_of,
    told,
    wrong,
)
from collectors.sandbox.offers import offers
from collectors.sandbox.packs import CASH, Pack
from collectors.sandbox.studio import Studio
from collectors.sandbox.takes import DAY, Whole
from collectors.sandbox.tasks import OLDER_KINDS, Tasks, units

LAG = 12 * 3600
"""Seconds by which the remaining units of a pack are behind."""
MOST_IDS = 20
LEDGERS = {
    "/account/billing/package": ("api_key_name", "product_type", "package_name", "package_id"),
    "/account/billing/balance": ("api_key_name",),
}
"""The ledgers and the filters that each knows."""
TASKS = ("status", "product_type")
OLDER = re.compile(r"/v1/videos/([a-z0-9-]+(?:/image2video)?)(?:/(.+))?")
Find = Callable[[Body], Whole]
Write = Callable[[int], dict[str, Any]]


class Kling(Desk):
    """Reads the tasks and the deductions of one studio, by API key or by the older pair of keys."""

    prefix: ClassVar[str] = "/kling"
    slower: ClassVar[dict[str, float]] = {"/account/costs": 1.0}

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self.tasks = Tasks(studio)

    def answer(self, asked: Asked) -> Answer:
        """401 with 1000 to 1004 for who asks, 404 with 1202 and 1203 for what is asked."""
        way = signed_in(asked, self.studio.keys)
        if asked.path == "/tasks" and way == "pair":
            wrong("The current API does not support AK/SK", 401, 1002)
        pages = {
            **{("POST", path): self._ledger for path in LEDGERS},
            ("GET", "/account/costs"): self._packs,
            ("POST", "/tasks"): self._list,
            ("GET", "/tasks"): self._look_up,
        }
        if page := pages.get((asked.method, asked.path)):
            return page(asked)
        if asked.method == "GET" and (older := OLDER.fullmatch(asked.path)):
            return self._older(asked, older[1], older[2])
        known = any(path == asked.path for _, path in pages)
        return error(404, 1202 if known else 1203, "Method is not allowed" if known else "Resource does not exist")

    def too_many(self) -> Answer:
        """The code says that this 429 is one to wait for."""
        return error(429, 1302, "API requests are too fast")

    def _ledger(self, asked: Asked) -> Answer:
        state = self._state(asked, LEDGERS[asked.path], 500)
        return self._page(asked, state, self._deducted, self.tasks.ledger_row, "detail")

    def _state(self, asked: Asked, filters: tuple[str, ...], usual: int) -> Body:
        """What was asked for first, and how far it was answered; beside a cursor every other field is ignored."""
        body = body_of(asked)
        if body.get("cursor"):
            return state_of(body["cursor"], asked.path)
        if asked.path in LEDGERS and not {"start_time", "end_time"} <= body.keys():
            wrong("start_time and end_time are required without a cursor")
        end = milliseconds(body.get("end_time", asked.now_s * 1000), "end_time")
        start = milliseconds(body.get("start_time", max(end - 30 * DAY * 1000, 0)), "start_time")
        if start >= end:
            wrong("start_time must be before end_time")
        limit, wanted = limit_of(body, usual, 500), filters_of(body, filters)
        asked_for = {"start": start, "end": end, "limit": limit, "filters": wanted}
        return {"path": asked.path, "row": 0, "now": asked.now_s, **asked_for}

    def _page(self, asked: Asked, state: Body, find: Find, write: Write, name: str = "") -> Answer:
        rows, first, past = find(state), state["row"], state["row"] + state["limit"]
        listed = [write(row) for row in rows[first:past].tolist()]
        more = past < len(rows)
        following = {"next_cursor": cursor_of(state | {"row": past}) if more else "", "has_more": more}
        if name:
            return told({"result": {name: listed, "count": len(listed)}, **following}, asked)
        return told({"result": listed, "count": len(listed), **following}, asked)

    def _deducted(self, state: Body) -> Whole:
        """The rows of one ledger for tasks created in the window that can be seen by now."""
        paid, filters = self.studio.deductions, state["filters"]
        created = self.studio.takes.at[paid.take] * 1000 + paid.take % 1000
        cash = (paid.pack == CASH) == (state["path"] == "/account/billing/balance")
        fits = cash & (created >= state["start"]) & (created < state["end"]) & (paid.arrives <= state["now"])
        if names := filters.get("api_key_name"):
            held = np.array([key.name in names for key in self.studio.ring.keys])
            fits &= held[self.studio.takes.key[paid.take]]
        for word, attribute in (("package_id", "id"), ("package_name", "name")):
            if wanted := filters.get(word):
                fits &= np.array([*(getattr(pack, attribute) in wanted for pack in paid.packs), False])[paid.pack]
        if "product_type" in filters and "video" not in filters["product_type"]:
            fits &= False
        return np.flatnonzero(fits)

    def _list(self, asked: Asked) -> Answer:
        state = self._state(asked, TASKS, 100)
        return self._page(asked, state, self._made, lambda take: self.tasks.newer(take, state["now"]))

    def _made(self, state: Body) -> Whole:
        """The tasks created in the window, oldest first."""
        place, filters = self.tasks.place, state["filters"]
        created = self.studio.takes.at[place] * 1000 + place % 1000
        fits = (created >= state["start"]) & (created < state["end"]) & (created <= state["now"] * 1000)
        found: Whole = place[fits]
        if statuses := filters.get("status"):
            found = found[[self.tasks.status(take, state["now"]) in statuses for take in found.tolist()]]
        if "product_type" in filters and "video" not in filters["product_type"]:
            found = found[:0]
        return found

    def _look_up(self, asked: Asked) -> Answer:
        ids, own = asked.many("task_ids"), asked.many("external_task_ids")
        if bool(ids) == bool(own):
            wrong("give either task_ids or external_task_ids")
        if len(ids or own) > MOST_IDS:
            wrong(f"no more than {MOST_IDS} ids at once")
        found = [take for name in ids or own if (take := self._seen(name, asked)) is not None]
        return told([self.tasks.newer(take, asked.now_s) for take in found], asked)

    def _seen(self, name: str, asked: Asked) -> int | None:
        take = self.tasks.by_id.get(name)
        return take if take is not None and self.studio.takes.at[take] <= asked.now_s else None

    def _older(self, asked: Asked, kind: str, name: str | None) -> Answer:
        if name:
            take = self._seen(name, asked)
            if take is None or OLDER_KINDS[self.tasks.offer(take).function] != kind:
                wrong("Task not found")
            return told(self.tasks.older(take, asked.now_s), asked)
        page, size = page_number(asked, "pageNum", 1, 1000), page_number(asked, "pageSize", 30, 500)
        place = self.tasks.place
        takes = self.studio.takes
        mine = np.array([OLDER_KINDS[offer.function] == kind for offer in offers()])[takes.offer[place]]
        rows = place[mine & (takes.at[place] <= asked.now_s)][::-1][(page - 1) * size : page * size]
        return told([self.tasks.older(take, asked.now_s) for take in rows.tolist()], asked)

    def _packs(self, asked: Asked) -> Answer:
        """The packs bought in the window: their validity does not matter."""
        start, end = (milliseconds(asked.one(name), name) for name in ("start_time", "end_time"))
        if start >= end:
            wrong("start_time must be before end_time")
        wanted = asked.one("resource_pack_name")
        bought = [
            self._pack(place, pack, asked.now_s)
            for place, pack in enumerate(self.studio.deductions.packs)
            if start <= pack.bought * 1000 < end and pack.bought <= asked.now_s and wanted in ("", pack.name)
        ]
        return told({"code": 0, "msg": "SUCCEED", "resource_pack_subscribe_infos": bought}, asked)

    def _pack(self, place: int, pack: Pack, now: int) -> dict[str, Any]:
        paid = self.studio.deductions
        rows = (paid.pack == place) & (paid.done <= now - LAG)
        left = pack.units - int(paid.units[rows].sum())
        return {
            "resource_pack_name": pack.name,
            "resource_pack_id": pack.id,
            "resource_pack_type": "decreasing_total",
            "total_quantity": number(units(pack.units)),
            "remaining_quantity": number(units(left)),
            "purchase_time": pack.bought * 1000,
            "effective_time": pack.bought * 1000,
            "invalid_time": pack.invalid * 1000,
            "status": _status(pack, now),
        }


def _status(pack: Pack, now: int) -> str:
    if pack.invalid <= now:
        return "expired"
    return "runOut" if pack.ended is not None and pack.ended <= now else "online"
