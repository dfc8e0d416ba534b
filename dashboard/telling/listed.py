"""The list of what was told: each alert with what became of it, and every message about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.measures.amounts import instant
from db.alert_list import Heard, Seen, count_told, messages_about, told_page
from db.alerts import Told
from db.engine import Engine, reading
from db.money import from_nano

COLUMNS: Final = ("id", "at", "kind", "said", "impact", "state", "messages", "todo", "address")
LIKE: Final = {"impact": "cost"}
KINDS: Final = {
    "budget": "Budget", "forecast": "Forecast over budget", "anomaly": "Odd day", "stop_loss": "Shot over its limit",
    "collection": "Collection", "credit": "Credit", "drift": "Price drift", "retiring": "Model retires",
    "unattributed": "Unattributed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One alert and the messages about it, in the order in which they were written."""

    told: Told
    messages: tuple[Heard, ...]


def page(engine: Engine, seen: Seen, number: int = 0, size: int = 50) -> list[Line]:
    """Page `number` (from 0) of the alerts that may be seen, the newest first."""
    with reading(engine) as connection:
        found = told_page(connection, seen, number, size)
        messages = messages_about(connection, [told.id for told in found])
    return [Line(told, tuple(messages[told.id])) for told in found]


def count(engine: Engine, seen: Seen) -> int:
    """How many all pages have together."""
    with reading(engine) as connection:
        return count_told(connection, seen)


def kind(told: Told) -> str:
    """What kind of alert it is, in words."""
    return KINDS.get(told.kind, told.kind.capitalize())


def state(told: Told, now: datetime, zone: ZoneInfo) -> str:
    """What became of an alert: the last word that was said of it."""
    if told.resolved:
        return f"over since {instant(told.resolved, zone)}"
    if told.planned:
        return f"planned ({told.planned_by}): {told.planned}"
    if told.snoozed_until and told.snoozed_until > now:
        return f"snoozed by {told.snoozed_by} until {instant(told.snoozed_until, zone)}"
    if told.acknowledged:
        return f"acknowledged by {told.acknowledged_by}, {instant(told.acknowledged, zone)}"
    return f"passed on to finance, {instant(told.escalated, zone)}" if told.escalated else "open"


def reader(message: Heard) -> str:
    """Who is told: a person, or whoever reads a channel."""
    return message.reader or f"everybody on {message.channel.capitalize()}"


def arrival(message: Heard, now: datetime, zone: ZoneInfo) -> str:
    """Whether a message arrived: accepted by the server it was handed to, waiting, or not accepted and why."""
    if message.sent:
        return f"arrived {instant(message.sent, zone)}"
    if message.given_up:
        return f"given up: {message.error}"
    if message.error:
        return f"tried {instant(message.tried, zone)}, tries again: {message.error}"
    waits = "waits until" if message.due > now else "waits to be sent since"
    return f"{waits} {instant(message.due, zone)}"


def event(message: Heard) -> str:
    """What of the alert a message tells: crossed, cleared or escalated."""
    return message.about.rpartition(" ")[2]


def frame(lines: Sequence[Line], now: datetime, zone: ZoneInfo) -> pd.DataFrame:
    """A row each, as COLUMNS; the messages as text, one after the other."""
    rows = [_row(line, now, zone) for line in lines]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _row(line: Line, now: datetime, zone: ZoneInfo) -> tuple[Any, ...]:
    told = line.told
    impact = None if told.impact is None else from_nano(told.impact)
    messages = "; ".join(sentence(one, now, zone) for one in line.messages)
    return (
        told.id, told.at, told.kind, told.said, impact, state(told, now, zone), messages, told.todo, told.address
    )  # fmt: skip


def sentence(message: Heard, now: datetime, zone: ZoneInfo) -> str:
    """A message in words: ivo@studio.example by e-mail (crossed): arrived 22 Nov 2026 12:00 UTC."""
    return f"{reader(message)} by {message.channel} ({event(message)}): {arrival(message, now, zone)}"


def said(line: Line) -> dict[str, Any]:
    """An alert as JSON has it: times in UTC, the words of its rule, and each message as an object."""
    told = line.told
    acts = ("resolved", "acknowledged", "acknowledged_by", "snoozed_until", "snoozed_by", "planned", "planned_by")
    return {
        "rule": told.rule, "threshold": told.threshold, "period": told.period, "scope": told.scope,
        **{name: getattr(told, name) for name in (*acts, "escalated")},
        "messages": [_message(one) for one in line.messages],
    }  # fmt: skip


def _message(one: Heard) -> dict[str, Any]:
    names = ("reader", "channel", "due", "tried", "sent", "given_up", "error")
    return {"event": event(one)} | {name: getattr(one, name) for name in names}
