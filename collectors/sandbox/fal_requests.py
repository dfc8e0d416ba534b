"""What a request to fal may ask for, and fal's words for a request that cannot be answered."""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, NoReturn

from collectors.sandbox.desk import Answer, Asked, Turned, moment
from collectors.sandbox.keys import mark
from collectors.sandbox.takes import DAY
from collectors.sandbox.usage import BUCKETS, Row, bound, usual

MOST_ROWS = 10_000
USUAL_ROWS = 1_000
STATUS = {"validation_error": 400, "not_found": 404, "rate_limited": 429}


def error(status: int, kind: str, message: str) -> Answer:
    """An error in the shape of fal's Platform API."""
    told = {"type": kind, "message": message, "docs_url": "https://docs.fal.ai/", "request_id": mark(message)[:12]}
    return Answer.of({"error": told}, status)


def wrong(message: str, kind: str = "validation_error") -> NoReturn:
    """Turn a request away."""
    raise Turned(error(STATUS[kind], kind, message))


def quoted(text: str | None) -> str:
    """A text without special letters as JSON, or null."""
    return f'"{text}"' if text else "null"


def stamp(second: int) -> str:
    """Unix seconds the way fal writes them."""
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def second(text: str, name: str) -> int:
    """A time parameter in Unix seconds, a part of a second counting as a whole one."""
    try:
        return -int(-moment(text.replace(" ", "+")).timestamp() // 1)
    except (ValueError, OverflowError):
        wrong(f"{name} is not an ISO 8601 date or datetime")


def span(asked: Asked) -> tuple[int, int]:
    """The range asked for, in Unix seconds; the last day when nothing is said."""
    start = second(asked.one("start"), "start") if asked.one("start") else asked.now_s - DAY
    end = second(asked.one("end"), "end") if asked.one("end") else asked.now_s
    if end <= start:
        wrong("end must be after start")
    return start, end


def framed(asked: Asked) -> tuple[int, int, str]:
    """The range and the timeframe of a usage report."""
    start, end = span(asked)
    timeframe = asked.one("timeframe") or usual(end - start)
    if timeframe not in BUCKETS:
        wrong(f"timeframe must be one of {', '.join(BUCKETS)}")
    if asked.one("timezone", "UTC") != "UTC":
        wrong("timezone: only UTC is counted here")
    widen = asked.one("bound_to_timeframe", "true")
    if widen not in ("true", "false"):
        wrong("bound_to_timeframe must be true or false")
    return (*(bound(start, end, timeframe) if widen == "true" else (start, end)), timeframe)


def limited(asked: Asked, most: int) -> int:
    """How many rows a page may have."""
    text = asked.one("limit", str(min(USUAL_ROWS, most)))
    if not re.fullmatch(r"\d{1,9}", text) or not 1 <= int(text) <= most:
        wrong(f"limit must be a whole number from 1 to {most}")
    return int(text)


def expansions(asked: Asked, allowed: tuple[str, ...]) -> frozenset[str]:
    """What else is to be told in each row."""
    wanted = frozenset(asked.many("expand"))
    if strange := sorted(wanted - set(allowed)):
        wrong(f"expand does not know {strange[0]}")
    return wanted


def filtered(asked: Asked, name: str) -> list[str]:
    """The values of a filter; fal takes one to fifty."""
    values = asked.many(name)
    if len(values) > 50 or (name in asked.query and not values):
        wrong(f"{name} takes 1 to 50 values")
    return values


def opened(cursor: str) -> str:
    """What is written inside a cursor."""
    try:
        return b64decode(cursor, validate=True).decode()
    except (NotBase64, UnicodeDecodeError):
        wrong("Invalid cursor")


def paged(asked: Asked, rows: list[Any]) -> tuple[list[Any], dict[str, Any]]:
    """One page of a list whose cursor is a page number, and what the answer says about the next."""
    limit, page = limited(asked, MOST_ROWS), opened(asked.one("cursor") or "MQ==")
    if not re.fullmatch(r"[1-9]\d{0,6}", page):
        wrong("Invalid cursor")
    end = int(page) * limit
    following = b64encode(str(int(page) + 1).encode()).decode() if end < len(rows) else None
    return rows[end - limit : end], {"next_cursor": following, "has_more": following is not None}


def bucketed(rows: list[Row]) -> Iterator[dict[str, Any]]:
    """Rows under the bucket that they belong to."""
    for bucket, items in groupby(rows, key=lambda row: row[0]):
        yield {"bucket": f"{stamp(bucket)[:-1]}+00:00", "results": [item for _, item in items]}
