"""What people write in a budget: percents, amounts of named periods, and a raise that ends."""

import re
from typing import Final

from db.budget_periods import named
from db.money import exact, from_nano, plain, to_nano

USUAL: Final = "50,75,90,100"
NONE: Final = "none"
MOST: Final = 1000


def written_percents(text: str, usual: str) -> str:
    """Percents in rising order, each once; empty is the `usual` ones, and `none` is none. Raises ValueError."""
    if text.strip().lower() == NONE:
        return NONE
    words = [word for word in re.split(r"[,;\s]+", text.replace("%", "")) if word] or usual.split(",")
    wrong = [word for word in words if not (word.isascii() and word.isdigit() and 0 < int(word[:5]) <= MOST)]
    if wrong:
        raise ValueError(f"{wrong[0]!r} is no whole percent from 1 to {MOST}; write {USUAL}, or none")
    return ",".join(map(str, sorted({int(word) for word in words})))


def percents_of(text: str) -> tuple[int, ...]:
    """The percents that were written."""
    return () if text == NONE else tuple(map(int, text.split(",")))


def written_amounts(text: str, kind: str, year_start: int) -> str:
    """`2026-12=8000; 2026-11=5000` in order of time, each period once. Raises ValueError for what is no such list."""
    found: dict[str, str] = {}
    for one in filter(None, map(str.strip, text.split(";"))):
        period, equals, amount = (part.strip() for part in one.partition("="))
        if kind == "custom" or not equals:
            raise ValueError(f"{one!r} needs the form PERIOD=AMOUNT, as in 2026-12=8000, and a period that repeats")
        named(kind, period, year_start)
        if period in found:
            raise ValueError(f"{period} has two amounts; leave one out")
        found[period] = _amount(period, amount)
    return "; ".join(f"{period}={found[period]}" for period in sorted(found))


def _amount(period: str, text: str) -> str:
    try:
        amount = exact(text)
        if to_nano(amount) < 0:
            raise ValueError
    except ValueError:
        raise ValueError(f"{text[:40]!r} is no amount for {period}; write a number such as 8000") from None
    return plain(from_nano(to_nano(amount)))


def amounts_of(text: str) -> dict[str, int]:
    """The amounts that were written, in nano-units by the period's name."""
    pairs = (one.partition("=") for one in filter(None, map(str.strip, text.split(";"))))
    return {period: to_nano(exact(amount)) for period, _, amount in pairs}


def raised_of(raised: int, since: int | None, until: int | None) -> None:
    """Raises ValueError for a raise that has no days, and for days that have no raise."""
    if raised and not (since and until):
        raise ValueError("a raise needs its first day and its last; give both, or leave the raise out")
    if (since or until) and not raised:
        raise ValueError("these are days of a raise, but it raises nothing; say by how much, or leave the days out")
    if since and until and since >= until:
        raise ValueError("the last day of the raise lies before its first; give a later last day")
