"""How OpenAI's organization API answers: costs and tokens by day, projects and their keys; and that Sora is gone."""

import re
from base64 import urlsafe_b64encode
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

import numpy as np

from collectors.sandbox.cast import Key
from collectors.sandbox.costs import LINES, NOBODY, UNITS_SINCE, VIDEO_LINES
from collectors.sandbox.desk import Answer, Asked, Desk
from collectors.sandbox.events import number
from collectors.sandbox.openai_requests import (
    GROUPS,
    asked_days,
    error,
    first_of_page,
    grouped_by,
    listed,
    whole_number,
    wrong,
)
from collectors.sandbox.openai_usage import USAGE_GROUPS, used
from collectors.sandbox.studio import Studio
from collectors.sandbox.takes import DAY, Truths, Whole
from db.money import from_nano

Group = tuple[str | None, str | None, str | None]


class OpenAI(Desk):
    """Reads what OpenAI bills one studio; only the admin key opens it."""

    prefix: ClassVar[str] = "/openai/v1"

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        own = [key for key in studio.ring.keys if key.provider == "openai"]
        self.projects = {key.project_id: key for key in sorted(own, key=lambda key: (key.created, key.project_id))}

    def answer(self, asked: Asked) -> Answer:
        """401 for no or a wrong key, 403 for a project key, 404 for any other path."""
        if asked.authorization == f"Bearer {self.studio.keys.openai_project}":
            return error(403, "You have insufficient permissions for this operation. Missing scopes: api.usage.read")
        if asked.authorization != f"Bearer {self.studio.keys.openai_admin}":
            return error(401, "Incorrect API key provided.", code="invalid_api_key")
        if asked.method == "GET" and asked.path == "/organization/costs":
            return self._costs(asked)
        if asked.method == "GET" and asked.path == "/organization/usage/completions":
            return self._usage(asked)
        if asked.method == "GET" and asked.path == "/organization/projects":
            return self._projects(asked)
        keys_of = re.fullmatch(r"/organization/projects/([^/]+)/api_keys", asked.path)
        if asked.method == "GET" and keys_of:
            return self._keys(asked, keys_of[1])
        return error(404, f"Invalid URL ({asked.method} {asked.path})")

    def too_many(self) -> Answer:
        """OpenAI says how many seconds to wait."""
        return error(429, "Rate limit reached for requests", code="rate_limit_exceeded", Retry_After="1")

    def _costs(self, asked: Asked) -> Answer:
        known, groups = self._known(asked), grouped_by(asked, GROUPS)
        return _report(asked, 180, lambda day: self._results(day, known, groups))

    def _usage(self, asked: Asked) -> Answer:
        """The tokens of the costs that are known by now."""
        known, groups, keys = self._known(asked), grouped_by(asked, USAGE_GROUPS), self.studio.ring.keys
        return _report(asked, 31, lambda day: used(self.studio.costs, self._of_day(day, known), keys, groups))

    def _known(self, asked: Asked) -> Truths:
        """Which costs are known by now and pass the filters."""
        costs = self.studio.costs
        known = costs.arrives <= asked.now_s
        for word, name in (("project_ids", "project_id"), ("api_key_ids", "id")):
            if wanted := asked.many(f"{word}[]") + asked.many(word):
                fits = [getattr(key, name) in wanted for key in self.studio.ring.keys]
                known &= np.array([*fits, False])[costs.key]
        if lines := asked.query.get("line_items[]", []) + asked.query.get("line_items", []):
            known &= np.array([*(line in lines for line in LINES), False])[costs.line]
        return known

    def _results(self, day: int, known: Truths, groups: frozenset[str]) -> list[dict[str, Any]]:
        """One day's rows, as much as is known of them."""
        costs, rows = self.studio.costs, self._of_day(day, known)
        sums: dict[Group, list[int]] = defaultdict(lambda: [0, 0])
        columns = (column[rows].tolist() for column in (costs.key, costs.line, costs.quantity, costs.nano))
        for key, line, quantity, nano in zip(*columns, strict=True):
            whole = sums[self._group(key, line, groups)]
            whole[0] += quantity
            whole[1] += nano
        order = sorted(sums, key=lambda group: tuple(name or "" for name in group))
        return [_result(group, day, *sums[group]) for group in order]

    def _of_day(self, day: int, known: Truths) -> Whole:
        first, last = np.searchsorted(self.studio.costs.day, [day, day + 1])
        return np.arange(first, last)[known[first:last]]

    def _group(self, key: int, line: int, groups: frozenset[str]) -> Group:
        """Project, line item and key of a cost, as far as they were asked for; a credit has none."""
        if key == NOBODY:
            return None, None, None
        holder = self.studio.ring.keys[key]
        names = zip(GROUPS, (holder.project_id, LINES[line], holder.id), strict=True)
        project, item, held = (name if word in groups else None for word, name in names)
        return project, item, held

    def _projects(self, asked: Asked) -> Answer:
        archived = asked.one("include_archived", "false")
        if archived not in ("true", "false"):
            wrong("include_archived must be true or false", "include_archived")
        now = asked.now.date()
        known = [
            _project(key, now)
            for key in self.projects.values()
            if key.created <= now and (archived == "true" or not _archived(key, now))
        ]
        return listed(asked, known)

    def _keys(self, asked: Asked, project: str) -> Answer:
        if project not in self.projects:
            wrong(f"Project {project} not found", "project_id", 404)
        held = [key for key in self.studio.ring.keys if key.project_id == project and not key.deleted]
        return listed(asked, [_key(key) for key in held])


def _report(asked: Asked, most: int, told: Callable[[int], list[dict[str, Any]]]) -> Answer:
    """A page of days, as much as is known of each; `limit` counts days."""
    first, past = asked_days(asked)
    start = first_of_page(asked.one("page")) if asked.one("page") else first
    end = min(past, start + whole_number(asked, "limit", "7", 1, most))
    following = f"page_{urlsafe_b64encode(str(end).encode()).decode()}" if end < past else None
    buckets = [
        {"object": "bucket", "start_time": day * DAY, "end_time": (day + 1) * DAY, "results": told(day)}
        for day in range(start, end)
    ]
    return Answer.of({"object": "page", "data": buckets, "has_more": end < past, "next_page": following})


def _result(group: Group, day: int, quantity: int, nano: int) -> dict[str, Any]:
    """One row. What tokens cost comes as a string with many digits, as OpenAI sometimes writes it."""
    project, line, key = group
    video = line in VIDEO_LINES
    value = number(from_nano(nano)) if video or line is None else f"{from_nano(nano):.16f}"
    return {
        "object": "organization.costs.result",
        "amount": {"value": value, "currency": "usd"},
        "line_item": line,
        "project_id": project,
        "api_key_id": key,
        "quantity": quantity if line else None,
        "quantity_unit": ("duration_seconds" if video else "tokens") if line and day >= UNITS_SINCE else None,
    }


def _archived(key: Key, now: date) -> bool:
    return key.archived is not None and key.archived <= now


def _seconds(day: date) -> int:
    return int(np.datetime64(day, "s").astype(np.int64))


def _project(key: Key, now: date) -> dict[str, Any]:
    gone = key.archived if key.archived and _archived(key, now) else None
    return {
        "id": key.project_id,
        "object": "organization.project",
        "name": key.project_name,
        "created_at": _seconds(key.created),
        "archived_at": _seconds(gone) if gone else None,
        "status": "archived" if gone else "active",
        "external_key_id": None,
    }


def _key(key: Key) -> dict[str, Any]:
    person = {"id": f"user-{key.creator}", "name": key.creator.title(), "email": f"{key.creator}@studio.example"}
    return {
        "id": key.id,
        "object": "organization.project.api_key",
        "name": key.name,
        "redacted_value": f"sk-proj-****{key.id[-4:]}",
        "created_at": _seconds(key.created),
        "last_used_at": None,
        "owner_project_access": "active",
        "owner": {"type": "user", "user": person},
    }
