"""The rows of DeepSeek's console export: what was used, key by key, and what it cost, wallet by wallet.

Two forms, told apart by their header. Until about August 2026 a row says `utc_date`; since then it says
`start_time_iso` and `end_time_iso`, and days are those of the account's own time zone.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from collectors.deliveries import Refusal, reason_of
from collectors.layout import Layout
from collectors.packed import is_archive, opened
from collectors.rows import Row, rows_in, rows_of
from db.money import LARGEST, exact, from_nano
from db.tokens import CACHED, INPUT, OUTPUT

LAYOUT: Final = Layout(
    what="a CSV of DeepSeek's usage export",
    required=(
        *(("user_id",), ("utc_date", "start_time_iso"), ("model",)),
        *(("type", "wallet_type"), ("amount", "cost"), ("price", "currency")),
    ),
    optional=("end_time_iso", "api_key_name", "api_key"),
)
TOKENS: Final = {
    "input_cache_hit_tokens": CACHED,
    "input_cache_miss_tokens": INPUT,
    "output_tokens": OUTPUT,
}
REQUESTS: Final = "request_count"
BILLIONS: Final = from_nano(LARGEST)
LONGEST: Final = 100
DIGITS: Final = 40
DAY: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)


class Period(NamedTuple):
    """A day as the account counts it: its date, when it began and when it ended."""

    day: date
    start: datetime
    end: datetime


class Used(NamedTuple):
    """So many of one `type` by one key on a day. `price` is for a single one, in a currency nobody names."""

    user: str
    period: Period
    model: str
    key: str
    masked: str
    type: str
    price: Decimal
    amount: int

    @property
    def worth(self) -> Decimal:
        """Price × amount, exact."""
        return self.price * self.amount


class Paid(NamedTuple):
    """What one wallet (`paid`, `granted`) paid for one model on a day."""

    user: str
    period: Period
    model: str
    wallet: str
    cost: Decimal
    currency: str


Said = Used | Paid | Refusal


def said_in(path: Path) -> Iterator[Said]:
    """Each row of a CSV, or of every CSV in an archive. Raises UntrustedFile, perhaps after some rows."""
    if not is_archive(path):
        yield from map(_said, rows_of(path, LAYOUT))
        return
    with opened(path) as members:
        for name, text in members:
            for said in map(_said, rows_in(name, LAYOUT, text)):
                yield Refusal(said.line, f"{name.name}: {said.reason}") if isinstance(said, Refusal) else said


def _said(row: Row | Refusal) -> Said:
    if isinstance(row, Refusal):
        return row
    try:
        return _used(row.words) if row.words["type"] else _paid(row.words)
    except ValueError as fault:
        return Refusal(row.line, reason_of(fault))


def _used(words: Mapping[str, str]) -> Used:
    amount, price = _number(words, "amount"), _number(words, "price") if words["price"] else Decimal(0)
    if not (0 <= amount <= BILLIONS * 10**6 and 0 <= price * amount <= BILLIONS):
        raise ValueError(f"amount {amount:g} at price {price:g} is negative, or more than the ledger can hold")
    if amount != int(amount):
        raise ValueError(f"amount {amount:g} is not a whole number")
    key, masked = _word(words, "api_key_name"), _word(words, "api_key")
    who, period, model = _about(words)
    return Used(who, period, model, key or masked, masked, _word(words, "type"), price, int(amount))


def _paid(words: Mapping[str, str]) -> Paid:
    cost, currency = _number(words, "cost"), words["currency"].upper()
    if not words["wallet_type"]:
        raise ValueError("type or wallet_type is empty")
    if not re.fullmatch("[A-Z]{3}", currency):
        raise ValueError(f"currency: {currency[:80]!r} is not a code of three letters, such as USD")
    if abs(cost) > BILLIONS:
        raise ValueError(f"cost {cost:g} is more than the ledger can hold")
    return Paid(*_about(words), _word(words, "wallet_type").lower(), cost, currency)


def _about(words: Mapping[str, str]) -> tuple[str, Period, str]:
    """Whose, when, and which model."""
    for name in ("user_id", "model"):
        if not words[name]:
            raise ValueError(f"{name} is empty")
    when = _period(words["start_time_iso"], words["end_time_iso"]) if words["start_time_iso"] else None
    return _word(words, "user_id"), when or _utc_day(words["utc_date"]), _word(words, "model")


def _word(words: Mapping[str, str], name: str) -> str:
    if len(words[name]) > LONGEST:
        raise ValueError(f"{name} is too long to keep")
    return words[name]


def _number(words: Mapping[str, str], name: str) -> Decimal:
    try:
        number = exact(words[name])
    except ValueError:
        raise ValueError(f"{name}: {words[name][:80]!r} is not a number") from None
    if abs(number.as_tuple().exponent) > DIGITS:  # type: ignore[arg-type]  # a finite number's is whole
        raise ValueError(f"{name}: {words[name][:80]!r} has more digits than money has")
    return number


@lru_cache(maxsize=4096)
def _utc_day(text: str) -> Period:
    """The older form: 20260701 or 2026-07-01."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"utc_date: {text[:80]!r} is not a day such as 2026-07-01") from None
    start = datetime.combine(day, time.min, UTC)
    return Period(day, start, start + DAY)


@lru_cache(maxsize=4096)
def _period(start: str, end: str) -> Period:
    """The newer form: two instants with their distance from UTC."""
    try:
        first = datetime.fromisoformat(start)
        past = datetime.fromisoformat(end) if end else first + DAY
        if first.tzinfo and past.tzinfo and first < past:
            return Period(first.date(), first.astimezone(UTC), past.astimezone(UTC))
    except (ValueError, OverflowError):
        pass
    told = f"{start[:80]!r} to {end[:80]!r}"
    raise ValueError(f"start_time_iso: {told} is not a day that begins like 2026-09-01T00:00:00+08:00")
