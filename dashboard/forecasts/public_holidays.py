"""Which days are public holidays in a country, or in a part of one such as DE-BY."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final

from babel import Locale

LANGUAGE: Final = "en_US"


class NoCountry(ValueError):
    """A country, or a part of one, whose holidays nobody knows; one sentence says which are known."""


@cache
def countries() -> Mapping[str, str]:
    """Every country whose holidays are known: its code (ISO 3166) and its name, by name."""
    from holidays import list_supported_countries  # loaded where somebody asks, not with every screen

    names = Locale("en").territories
    found = {code: str(names.get(code, code)) for code in list_supported_countries(include_aliases=False)}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def checked(place: str) -> str:
    """A country's code, or with one of its parts, as it is kept. Raises NoCountry."""
    from holidays import list_supported_countries

    code, _, part = place.strip().upper().partition("-")
    parts = {known.upper(): known for known in list_supported_countries().get(code, ())}
    if code not in countries():
        raise NoCountry(f"no public holidays are known of {place!r}; choose a country, such as DE")
    if part and part not in parts:
        known = f"use one of {', '.join(parts.values())}" if parts else "leave it empty"
        raise NoCountry(f"{countries()[code]} has no part {part!r}; {known}")
    return f"{code}-{parts[part]}" if part else code


def name_of(place: str) -> str:
    """A country in words, with its part: Germany (BY)."""
    code, _, part = place.partition("-")
    return f"{countries().get(code, code)} ({part})" if part else countries().get(code, code)


def holidays_of(place: str, since: date, until: date) -> dict[date, str]:
    """Each public holiday from `since` to before `until`, with its name; none of a place that is not known."""
    from holidays import country_holidays

    code, _, part = place.partition("-")
    try:
        every = country_holidays(code, part or None, range(since.year, until.year + 1), language=LANGUAGE)
    except NotImplementedError:
        return {}
    return {day: name for day, name in sorted(every.items()) if since <= day < until}
