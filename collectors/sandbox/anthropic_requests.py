"""What a request to Anthropic may ask for, and Anthropic's words for a request that cannot be answered."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NoReturn

from collectors.sandbox.desk import Answer, Asked, Turned, moment
from collectors.sandbox.takes import DAY

MOST_DAYS = 31
KINDS = {
    400: "invalid_request_error",
    401: "authentication_error",
    404: "not_found_error",
    429: "rate_limit_error",
}


def error(status: int, message: str, **headers: str) -> Answer:
    """An error in Anthropic's shape."""
    told = {"type": "error", "error": {"type": KINDS[status], "message": message}, "request_id": "req_011CTsandbox"}
    return Answer.of(told, status, **headers)


def wrong(message: str) -> NoReturn:
    """Turn a request away."""
    raise Turned(error(400, message))


def asked_days(asked: Asked) -> range:
    """The days since 1970 that one page is about; widths other than a day are not to be had here."""
    if asked.one("bucket_width", "1d") != "1d":
        wrong("bucket_width: only 1d is supported")
    if not asked.one("starting_at"):
        wrong("starting_at: Field required")
    start = int(_time(asked, "starting_at", "").timestamp()) // DAY
    past = -(-int(_time(asked, "ending_at", asked.now.isoformat()).timestamp()) // DAY)
    if past <= start:
        wrong("ending_at: must be after starting_at")
    return range(_begin(asked.one("page")) if asked.one("page") else start, past)


def _time(asked: Asked, name: str, usual: str) -> datetime:
    try:
        return moment(asked.one(name, usual))
    except ValueError:
        wrong(f"{name}: Input should be a valid datetime")


def whole_number(asked: Asked, name: str, usual: int, most: int) -> int:
    """A parameter that is a whole number from 1 on."""
    text = asked.one(name, str(usual))
    if not re.fullmatch(r"\d{1,6}", text) or not 1 <= int(text) <= most:
        wrong(f"{name}: Input should be from 1 to {most}")
    return int(text)


def grouped_by(asked: Asked, groups: Sequence[str]) -> tuple[str, ...]:
    """The names by which rows are to be told apart. Without brackets the name is passed over."""
    said = asked.query.get("group_by[]", [])
    if strange := sorted(set(said) - set(groups)):
        wrong(f"group_by.0: Input should be one of {', '.join(groups)}, not {strange[0]}")
    return tuple(name for name in groups if name in said)


def _begin(page: str) -> int:
    try:
        return int(urlsafe_b64decode(page.removeprefix("page_")))
    except ValueError:
        wrong("page: Invalid cursor")


def page_from(day: int) -> str:
    """The cursor of the page that begins with a day."""
    return f"page_{urlsafe_b64encode(str(day).encode()).decode()}"


def listed(asked: Asked, rows: Sequence[dict[str, Any]]) -> Answer:
    """One page of a list that goes on after the id of its last item."""
    limit, after = whole_number(asked, "limit", 20, 1000), asked.one("after_id")
    places = {row["id"]: place for place, row in enumerate(rows)}
    if after and after not in places:
        wrong(f"after_id: no such id {after}")
    start = places[after] + 1 if after else 0
    page = rows[start : start + limit]
    ends = {"first_id": page[0]["id"] if page else None, "last_id": page[-1]["id"] if page else None}
    return Answer.of({"data": page, **ends, "has_more": start + limit < len(rows)})
