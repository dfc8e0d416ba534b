"""Reports by UTC days: which whole days to ask for, and each result of the answer once, with the start of its day."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, time, timedelta

from collectors.fields import Row, rows
from db.window import MICROSECOND, Window

OLD_RESULTS = "result"


def whole_days(window: Window) -> tuple[datetime, datetime]:
    """Where the first UTC day that the window touches begins, and where the last one ends."""
    return _midnight(window.start), _midnight(window.end - MICROSECOND) + timedelta(days=1)


def results(pages: Iterable[Row], where: str, begin: Callable[[Row], datetime]) -> Iterator[tuple[datetime, Row]]:
    """Each result of each bucket with the bucket's start, which `begin` reads.

    A day may come in parts, on several pages. One that comes again word for word is a page sent twice.
    """
    seen: set[str] = set()
    for page in pages:
        for bucket in rows(page, where, "data"):
            at = begin(bucket)
            found = rows(bucket, where, OLD_RESULTS if OLD_RESULTS in bucket else "results")
            if found and (text := repr((at, found))) not in seen:
                seen.add(text)
                yield from ((at, row) for row in found)


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.astimezone(UTC).date(), time.min, UTC)
