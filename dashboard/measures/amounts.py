"""How a number is written for people: money with its sign, seconds, counts and shares; unknown is a dash, never 0."""

from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal, format_percent, get_currency_precision, get_currency_symbol

from dashboard.measures import measures
from dashboard.measures.measure import Measure

UNKNOWN = "–"
WORDS = {
    ("kind", "render"): "Rendering",
    ("kind", "plan"): "Planning",
    ("kind", "other"): "Other (credits, fees)",
}
"""Words of the ledger that people write otherwise."""
LOCALE = "en_US"
ROUND_FROM = Decimal(10_000)
"""From here on a tile leaves out the cents; tables and downloads never do."""


@lru_cache(maxsize=8192)
def money(value: Decimal | None, currency: str, digits: int = 2) -> str:
    """An amount with the sign of its currency, such as $1,234.50 or -€0.126; a dash for None."""
    if value is None:
        return UNKNOWN
    places = max(0, digits + get_currency_precision(currency) - 2)
    sign = get_currency_symbol(currency, LOCALE)
    spaced = f"{sign}\u00a0" if sign.isalpha() and len(sign) > 1 else sign
    text = format_decimal(abs(value), "#,##0." + "0" * places if places else "#,##0", LOCALE)
    negative = value < 0 and any(digit in text for digit in "123456789")
    return f"{'-' * negative}{spaced}{text}"


@lru_cache(maxsize=8192)
def number(value: Decimal | int | None, digits: int = 0) -> str:
    """A number with thousands apart; a dash for None."""
    if value is None:
        return UNKNOWN
    return format_decimal(value, "#,##0." + "0" * digits if digits else "#,##0", LOCALE)


@lru_cache(maxsize=8192)
def share(value: Decimal | None, digits: int = 1) -> str:
    """A ratio in percent, such as 12.3%; a dash for None. What is too little to show is not called nothing: <0.1%."""
    if value is None:
        return UNKNOWN
    pattern, least = "#,##0." + "0" * digits + "%", Decimal(1).scaleb(-2 - digits)
    if 0 < abs(value) < least / 2:
        return f"{'-' * (value < 0)}<{format_percent(least, pattern, LOCALE)}"
    return format_percent(value, pattern, LOCALE)


def written(name: str, value: Decimal | None, currency: str, *, short: bool = False) -> str:
    """A measure's value as the measure says it is read; `short` leaves the cents of large money out."""
    measure: Measure = measures()[name]
    if measure.unit in ("money", "money per"):
        cents = not (short and value is not None and abs(value) >= ROUND_FROM)
        return money(value, currency, measure.digits if cents else 0)
    if measure.unit == "share":
        return share(value, measure.digits)
    text = number(value, measure.digits)
    return f"{text} s" if measure.unit == "seconds" and value is not None else text


def label(name: str, currency: str = "") -> str:
    """What a column is called: a measure's label with its unit, a dimension's word."""
    measure = measures().get(name)
    if measure is None:
        return (name[:1].upper() + name[1:]).replace("_", " ")
    unit = {"money": currency, "money per": currency, "seconds": "s", "share": "%"}.get(measure.unit, "")
    return f"{measure.label} ({unit})" if unit and unit not in measure.label else measure.label


def word(dimension: str, said: str) -> str:
    """A word of the ledger as people write it; an empty one says what is not known."""
    return WORDS.get((dimension, said)) or said or f"{dimension.replace('_', ' ')} unknown"


def day(at: date) -> str:
    """A day, such as 3 Nov 2026."""
    return f"{at.day} {at:%b %Y}"


def how_long(days: Decimal) -> str:
    """A stretch of days in words, such as 1 day or 29 days."""
    said = number(days)
    return f"{said} day" if said == "1" else f"{said} days"


def days(since: date, until: date) -> str:
    """The days from `since` up to and not including `until`, as people write them: 1–22 Nov 2026."""
    last = date.fromordinal(until.toordinal() - 1)
    if last <= since:
        return day(since)
    if (since.year, since.month) == (last.year, last.month):
        return f"{since.day}–{day(last)}"
    return f"{since.day} {since:%b}{'' if since.year == last.year else f' {since.year}'} – {day(last)}"


def moment(at: datetime | None, zone: tzinfo = UTC) -> str:
    """The same for a tile, where there is little room: 22 Nov, 14:05."""
    if at is None:
        return UNKNOWN
    there = at.astimezone(zone)
    return f"{there.day} {there:%b}, {there:%H:%M}"


def instant(at: datetime | None, zone: tzinfo = UTC) -> str:
    """An instant in a time zone, such as 22 Nov 2026 14:05 UTC; a dash for None."""
    if at is None:
        return UNKNOWN
    there = at.astimezone(zone)
    return f"{day(there.date())} {there:%H:%M %Z}"


def stamp(at: datetime | None, zone: tzinfo = UTC) -> str:
    """An instant for a column, where the zone stands in the heading and texts sort by time: 2026-11-22 14:05."""
    return UNKNOWN if at is None else f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
