"""Who is told in these tests: Mara of finance, Ivo who leads social, Noor who looks at trailers; and an alert."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from db.alerts import Told
from db.members import Member
from db.sections import Alerts, Smtp
from db.settings import Settings

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
"""A Wednesday."""
MARA = Member(email="mara@studio.example", role="finance")
IVO = Member(email="ivo@studio.example", role="lead", teams="social")
NOOR = Member(email="noor@studio.example", role="viewer", teams="trailers")
NOBODY = Settings(Path("reelspend.toml"))
POSTED = Settings(
    Path("reelspend.toml"), public_url="https://spend.studio.example/x",
    smtp=Smtp(host="mail.studio.example", sender="reelspend@studio.example"),
)  # fmt: skip
ALOUD = Settings(
    Path("reelspend.toml"), alerts=Alerts.model_validate({"slack_url": "env:SLACK", "webhook_url": "env:HOOK"})
)


def told(scope: str = "team=social", kind: str = "budget", **more: Any) -> Told:
    """A budget of social at 90 %, number 17, unless said otherwise; the impact in whole units of money."""
    impact = more.pop("impact", None)
    said = {
        "rule": "budget Shorts",
        "threshold": "90",
        "period": "2026-11",
        "said": "Shorts is at 90 %.",
        "todo": "Look.",
    }
    return Told(
        **said | {"id": 17, "at": NOON, "address": "/budgets", "impact": impact and int(impact * 10**9)} | more,
        kind=kind, scope=scope,
    )  # fmt: skip


def wanting(member: Member, minimum: int = 0, **wishes: str) -> Member:
    """The same member with other wishes; the minimum in whole units of money."""
    said = member.model_dump() | {"minimum": Decimal(minimum)} | wishes
    return Member.model_validate(said)
