"""Does what is billed for a second still agree with the list price of its day, and what is the difference worth?"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

import pandas as pd

from dashboard.measures.readable import word
from dashboard.measures.tiers.paid import Paid, Words, grouped, total
from db.money import from_nano
from db.window import day_of_number

TRIFLE: Final = Decimal("0.01")
"""A hundredth of the list price is a matter of rounding."""
AGREES, AGREED = "as listed", "an agreed price holds"
DEARER, CHEAPER = "billed above the list", "billed below the list"
BY_MONTH: Final = ("month", "model", "seller")
MONEY: Final = ("seconds", "per_second", "list_per_second", "over_list", "over_list_share")
PRICES: Final = (
    "model", "seller", "mode", "resolution", "audio", "state", "since", "month", "per_second", "list_per_second",
    "over_list", "over_list_share", "seconds", "asked", "asked_unit", "source", "valid_from", "checked_on",
)  # fmt: skip


def comparable(rows: Iterable[Paid]) -> list[Paid]:
    """Billed work that has a list price; an estimate is made from the list and would always agree."""
    return [one for one in rows if one.billed and one.listed_seconds > one.unbilled_seconds]


def by_month(rows: Iterable[Paid], by: Sequence[str] = BY_MONTH) -> pd.DataFrame:
    """By month, model and seller (or some of them): billed and listed price of a second, and the difference in money.

    The latest month first, in it the largest difference.
    """
    groups = grouped(comparable(rows), lambda one: tuple(_word(one, name) for name in by))
    found = [
        {name: word(name, said) for name, said in zip(by, words, strict=True)} | _numbers(some)
        for words, some in groups.items()
    ]
    found.sort(key=lambda row: -abs(row["over_list"]))
    found.sort(key=lambda row: str(row.get("month", "")), reverse=True)
    return pd.DataFrame(found, columns=[*by, *MONEY], dtype=object)


def _word(one: Paid, name: str) -> Any:
    return one.day // 100 if name == "month" else getattr(one.words, name)


def _numbers(some: Iterable[Paid]) -> dict[str, Any]:
    """All numbers are of the seconds that were billed and have a list."""
    told = total(_only_listed(some)).told()
    return {name: told[name] for name in MONEY}


def _only_listed(some: Iterable[Paid]) -> list[Paid]:
    return [
        Paid(one.day, one.words, one.billed, seconds, one.listed_cost, seconds, one.listed_cost,
             one.list_cost - one.unbilled_list)
        for one in some
        for seconds in [one.listed_seconds - one.unbilled_seconds]
    ]  # fmt: skip


def list_prices(rows: Iterable[Paid]) -> pd.DataFrame:
    """Each list price that work was billed against, in its latest month: does it agree, since when not, seen where.

    Those that do not agree come first, by what the difference was worth in that month.
    """
    groups = grouped(comparable(rows), lambda one: one.words)
    found = [_price(words, some) for words, some in groups.items()]
    found.sort(key=lambda row: (row["state"] in (AGREES, AGREED), -abs(row["over_list"])))
    return pd.DataFrame(found, columns=list(PRICES), dtype=object)


def _price(words: Words, some: list[Paid]) -> dict[str, Any]:
    months = sorted(grouped(some, lambda one: one.day // 100).items())
    latest, last = months[-1][0], max(months[-1][1], key=lambda one: one.day)
    numbers, state = _numbers(months[-1][1]), state_of(months[-1][1])
    seen = last.listed
    return words._asdict() | numbers | {
        "state": state,
        "since": _since(months, state),
        "month": word("month", latest),
        "asked": from_nano(seen.amount) if seen else None,
        "asked_unit": f"{seen.currency} a {seen.unit}" if seen else "",
        "source": seen.source if seen else "",
        "valid_from": _day(seen.valid_from) if seen else None,
        "checked_on": _day(seen.checked_on) if seen else None,
    }  # fmt: skip


def state_of(some: Iterable[Paid]) -> str:
    """Whether the bill agrees with the list, within a hundredth."""
    rows = list(some)
    share = total(_only_listed(rows)).told()["over_list_share"]
    if share is None or abs(share) <= TRIFLE:
        return AGREES
    if all(one.agreed for one in rows):
        return AGREED
    return DEARER if share > 0 else CHEAPER


def _since(months: Sequence[tuple[int, list[Paid]]], state: str) -> str:
    """The first month of the unbroken run that ends now in which the bill stood like this; "" where it agrees."""
    first = ""
    for month, some in reversed(months):
        if state == AGREES or state_of(some) != state:
            break
        first = str(word("month", month))
    return first


def _day(number: int) -> date:
    return day_of_number(number)
