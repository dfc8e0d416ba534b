"""How Anthropic's Admin API answers: tokens by key, cents by workspace, workspaces and keys by name."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import ClassVar

import numpy as np

from collectors.sandbox.anthropic_requests import (
    MOST_DAYS,
    asked_days,
    error,
    grouped_by,
    listed,
    page_from,
    whole_number,
)
from collectors.sandbox.anthropic_rows import COST_GROUPS, USAGE_GROUPS, Row, billed, terms, tokens, tool, used
from collectors.sandbox.books.anthropic import admin_key
from collectors.sandbox.claude import (
    EXECUTION_NANO,
    NAMED,
    PLANNERS,
    SEARCH_NANO,
    SHARED,
    TAGGED,
    Seat,
    plans,
    seats,
    workspace_of,
)
from collectors.sandbox.desk import Answer, Asked, Desk
from collectors.sandbox.studio import Studio
from collectors.sandbox.takes import DAY


class Anthropic(Desk):
    """Reads what Anthropic bills one studio; only the admin key opens it."""

    prefix: ClassVar[str] = "/anthropic"

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self.plans, self.seats = plans(studio), seats(studio.seed, studio.first, studio.past)

    def answer(self, asked: Asked) -> Answer:
        """401 for no or a wrong key, 404 for any other path."""
        if asked.authorization != admin_key(self.studio):
            return error(401, "invalid x-api-key")
        answers: dict[str, Callable[[Asked], Answer]] = {
            "/v1/organizations/usage_report/messages": self._usage,
            "/v1/organizations/cost_report": self._costs,
            "/v1/organizations/workspaces": self._workspaces,
            "/v1/organizations/api_keys": self._keys,
        }
        told = answers.get(asked.path) if asked.method == "GET" else None
        return told(asked) if told else error(404, "Not found")

    def too_many(self) -> Answer:
        """Anthropic says how many seconds to wait."""
        return error(429, "This request would exceed your rate limit", retry_after="1")

    def _usage(self, asked: Asked) -> Answer:
        groups = grouped_by(asked, USAGE_GROUPS)
        return self._report(asked, lambda places: used(self._worked(places), groups))

    def _costs(self, asked: Asked) -> Answer:
        groups = grouped_by(asked, COST_GROUPS)
        return self._report(asked, lambda places: billed(self._charged(places), groups))

    def _report(self, asked: Asked, told: Callable[[list[int]], list[Row]]) -> Answer:
        """A page of days, as much as is known of each."""
        days = asked_days(asked)
        some = days[: whole_number(asked, "limit", 7, MOST_DAYS)]
        more = len(some) < len(days)
        buckets = [
            {"starting_at": _midnight(day), "ending_at": _midnight(day + 1), "results": told(self._known(asked, day))}
            for day in some
        ]
        following = page_from(some.stop) if more else None
        return Answer.of({"data": buckets, "has_more": more, "next_page": following})

    def _known(self, asked: Asked, day: int) -> list[int]:
        first, past = np.searchsorted(self.plans.day, [day, day + 1])
        return [int(place) for place in range(first, past) if self.plans.at[place] <= asked.now_s]

    def _worked(self, places: list[int]) -> Iterator[tuple[Row, list[int]]]:
        """Words and numbers (tokens by kind, searches) of each row that a key or the Console is behind."""
        for place in places:
            if (planner := int(self.plans.planner[place])) >= 0:
                seat = self.seats[self.plans.seat[place]]
                words = {"api_key_id": seat.key, "workspace_id": seat.workspace, "model": PLANNERS[planner].model}
                counts = [*self.plans.tokens[place].tolist(), int(self.plans.searches[place])]
                yield words | terms(planner), counts

    def _charged(self, places: list[int]) -> Iterator[tuple[Row, int]]:
        """Words and nano-dollars of what each row adds to the bill."""
        nano = self.plans.nano()
        for place in places:
            where = {"workspace_id": self.seats[self.plans.seat[place]].workspace}
            lines = (*tokens(int(self.plans.planner[place]), nano[place].tolist()), *self._tools(place))
            yield from ((where | words, money) for words, money in lines)

    def _tools(self, place: int) -> Iterator[tuple[Row, int]]:
        searches, hours = int(self.plans.searches[place]), int(self.plans.hours[place])
        yield tool("Web Search Usage", "web_search"), searches * SEARCH_NANO
        yield tool("Code Execution Usage", "code_execution"), hours * EXECUTION_NANO

    def _workspaces(self, asked: Asked) -> Answer:
        teams = (*TAGGED, NAMED, SHARED)
        found = [_workspace(self.studio, name, {"team": name} if name in TAGGED else {}) for name in teams]
        return listed(asked, found)

    def _keys(self, asked: Asked) -> Answer:
        now = asked.now.date()
        return listed(asked, [_key(seat) for seat in self.seats if seat.key and seat.created <= now])


def _midnight(day: int) -> str:
    return f"{datetime.fromtimestamp(day * DAY, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _workspace(studio: Studio, name: str, tags: dict[str, str]) -> Row:
    return {
        "id": workspace_of(studio.seed, name),
        "type": "workspace",
        "name": name.capitalize(),
        "created_at": f"{studio.first.isoformat()}T00:00:00Z",
        "archived_at": None,
        "tags": tags,
    }


def _key(seat: Seat) -> Row:
    return {
        "id": seat.key,
        "type": "api_key",
        "name": seat.name,
        "status": "active",
        "partial_key_hint": "sk-ant-api03-…",
        "created_at": f"{seat.created.isoformat()}T00:00:00Z",
        "scope": {"type": "workspace", "workspace_id": seat.workspace},
    }
