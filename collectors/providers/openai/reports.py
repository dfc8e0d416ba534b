"""What OpenAI's reports by the day have in common: how they are asked for, page after page."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import Any

from collectors.api import Api, pages
from collectors.buckets import results, whole_days
from collectors.fields import Row, cursor, instant
from db.window import Window

SECOND = timedelta(seconds=1)
LONGEST_KEY = 440


def rows_of(
    ask: Api, path: str, groups: Collection[str], most: int, window: Window, where: str
) -> Iterator[tuple[datetime, Row]]:
    """Each result of the whole UTC days that the window touches, with the start of its day.

    `most` days come on a page, and every page is asked for alike.
    """
    first, past = whole_days(window)
    question: list[tuple[str, Any]] = [
        ("start_time", int(first.timestamp())),
        ("end_time", int(past.timestamp())),
        ("bucket_width", "1d"),
        *(("group_by[]", name) for name in groups),
        ("limit", most),
    ]

    def following(page: Row) -> str | None:
        return cursor(page, "next_page", where) if page.get("has_more") is True else None

    told = pages(lambda after: ask.get(path, [*question, ("page", after)]), following)
    return results(told, where, lambda bucket: instant(bucket, "start_time", where, SECOND))
