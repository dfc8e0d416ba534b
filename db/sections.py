"""The shape of reelspend.toml: which keys each table may have, and of which kind."""

from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from babel.numbers import list_currencies
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator

from db.problems import nearest
from db.secret import Secret


def _currency(code: str) -> str:
    if code not in list_currencies():
        raise ValueError(f"is no currency; {nearest(code.upper(), list_currencies())}")
    return code


def _zone(name: object) -> ZoneInfo:
    if not isinstance(name, str) or name not in (zones := available_timezones()):
        raise ValueError(f"is no time zone; {nearest(str(name), zones)}")
    return ZoneInfo(name)


def _day(said: object) -> date:
    """A TOML date, or the same in quotes; not a time, which would leave the time zone open."""
    if type(said) is date:
        return said
    try:
        return date.fromisoformat(said if isinstance(said, str) else "")
    except ValueError:
        raise ValueError("is no date; write it as 2026-01-31.") from None
