"""What a request to OpenAI may ask for, and OpenAI's words for a request that cannot be answered."""

import re
from base64 import urlsafe_b64decode
from collections.abc import Sequence
from typing import Any, NoReturn

from collectors.sandbox.desk import Answer, Asked, Turned
from collectors.sandbox.takes import DAY

GROUPS = ("project_id", "line_item", "api_key_id")


def error(status: int, message: str, param: str | None = None, code: str | None = None, **headers: str) -> Answer:
    """An error in OpenAI's shape."""
    told = {"message": message, "type": "invalid_request_error", "param": param, "code": code}
    return Answer.of({"error": told}, status, **headers)


def wrong(message: str, param: str | None = None, status: int = 400) -> NoReturn:
    """Turn a request away."""
    raise Turned(error(status, message, param))


def asked_days(asked: Asked) -> tuple[int, int]:
    """The first day and the day after the last, counted since 1970."""
    if asked.one("bucket_width", "1d") != "1d":
        wrong("bucket_width must be 1d", "bucket_width")
    if not asked.one("start_time"):
        wrong("Missing required parameter: 'start_time'", "start_time")
    start = whole_number(asked, "start_time", "", 0, 1 << 40)
    end = whole_number(asked, "end_time", str(asked.now_s), 0, 1 << 40)
    if end <= start:
        wrong("end_time must be after start_time", "end_time")
    return start // DAY, -(-end // DAY)


def whole_number(asked: Asked, name: str, usual: str, least: int, most: int) -> int:
    """A parameter that is a whole number within limits."""
    text = asked.one(name, usual)
    if not re.fullmatch(r"\d{1,13}", text) or not least <= int(text) <= most:
        wrong(f"Invalid '{name}': expected an integer from {least} to {most}", name)
    return int(text)


def grouped_by(asked: Asked, known: Sequence[str]) -> frozenset[str]:
    """The names by which rows are to be told apart."""
    groups = frozenset(asked.many("group_by[]") + asked.many("group_by"))
    if strange := sorted(groups - set(known)):
        wrong(f"Invalid value for group_by: '{strange[0]}'", "group_by")
    return groups


def first_of_page(page: str) -> int:
    """The day with which the page of a token begins."""
    try:
        return int(urlsafe_b64decode(page.removeprefix("page_")))
    except ValueError:
        wrong("Invalid page token", "page")


def listed(asked: Asked, rows: Sequence[dict[str, Any]]) -> Answer:
    """One page of a list that goes on after the id of its last item."""
    limit, after = whole_number(asked, "limit", "20", 1, 100), asked.one("after")
    places = {row["id"]: place for place, row in enumerate(rows)}
    if after and after not in places:
        wrong(f"No such id: {after}", "after")
    start = places[after] + 1 if after else 0
    page = rows[start : start + limit]
    ends = {"first_id": page[0]["id"] if page else None, "last_id": page[-1]["id"] if page else None}
    return Answer.of({"object": "list", "data": page, **ends, "has_more": start + limit < len(rows)})
