"""Which days a reader may choose by name."""

from datetime import date, timedelta

from dashboard.measures.months import months_before

CUSTOM = "Custom"
PERIODS = (
    "This month", "Last month", "Last 30 days", "Last 90 days", "This quarter", "Year to date", "Last 13 months",
    CUSTOM,
)  # fmt: skip


def days_of(period: str, today: date) -> tuple[date, date]:
    """First day and the day after the last of a named period, seen from `today`. KeyError for another name."""
    month, past = today.replace(day=1), today + timedelta(days=1)
    return {
        "This month": (month, past),
        "Last month": (months_before(month, 1), month),
        "Last 30 days": (past - timedelta(days=30), past),
        "Last 90 days": (past - timedelta(days=90), past),
        "This quarter": (months_before(month, (today.month - 1) % 3), past),
        "Year to date": (date(today.year, 1, 1), past),
        "Last 13 months": (months_before(month, 12), past),
    }[period]
