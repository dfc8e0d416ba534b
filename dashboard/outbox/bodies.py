"""What channels without a person are told: a few lines for Slack, plain JSON for others, both of the letter's words."""

from datetime import datetime
from typing import Any

from collectors.hooks import Told, slack_body, webhook_body
from dashboard.lettering.letter import Letter, Occasion
from db import alerts
from db.money import from_nano, plain
from db.outbox import Parcel


def for_slack(letter: Letter, occasion: Occasion) -> bytes:
    """The subject, what to do about each alert, and a link; of a letter about no alert its whole text."""
    many = len(occasion.alerts) > 1
    lines = [f"{one.said}\n{one.todo}" if many else one.todo for one in occasion.alerts]
    paragraphs = tuple(filter(None, map(str.strip, lines or [letter.text])))
    return slack_body(Told(letter.subject, paragraphs, _link(letter.address, occasion)))


def for_webhook(parcel: Parcel, letter: Letter, occasion: Occasion) -> bytes:
    """Everything that the letter says as text, and its alerts piece by piece; money as decimal strings."""
    said = {
        "id": parcel.message_id,
        "letter": parcel.letter,
        "about": [one.about for one in parcel.messages],
        "subject": letter.subject,
        "text": letter.text,
        "url": _link(letter.address, occasion) or None,
        "currency": occasion.view.currency,
        "alerts": [_alert(one, occasion) for one in occasion.alerts],
    }
    return webhook_body(said)


def _alert(told: alerts.Told, occasion: Occasion) -> dict[str, Any]:
    words = {
        name: getattr(told, name) for name in ("id", "rule", "threshold", "period", "kind", "scope", "said", "todo")
    }
    times = {name: _instant(getattr(told, name)) for name in ("at", "resolved", "acknowledged", "escalated")}
    impact = None if told.impact is None else plain(from_nano(told.impact))
    return words | times | {"impact": impact, "url": _link(told.address, occasion) or None}


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _link(address: str, occasion: Occasion) -> str:
    """The whole address; "" where nobody knows the dashboard's."""
    return f"{occasion.site}{address}" if occasion.site else ""
