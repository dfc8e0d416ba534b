"""BytePlus forgets its tasks after a week and corrects its bill for longer: what does the ledger keep?"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.collectors.journey import Journey, journey

ACCOUNT = "seedance-evenings"
FIRST = datetime(2026, 10, 29, 18, tzinfo=UTC)
TASKS = """
SELECT u.external_id, u.seconds, u.clips
FROM usage u JOIN stream s ON s.id = u.stream_id JOIN account a ON a.id = s.account_id
WHERE s.source = 'tasks' AND a.name = :account
"""


def known(studio: Journey) -> dict[str, Any]:
    """Every task of the account in the ledger, with its seconds and clips."""
    return {str(id_): tuple(rest) for id_, *rest in studio.rows(TASKS, account=ACCOUNT)}


def october(studio: Journey) -> tuple[Any, Any]:
    """What October cost, by the ledger and in truth."""
    return (
        studio.money_by("account", "month")[ACCOUNT, "2026-10"],
        studio.true_money_by("account", "month")[ACCOUNT, "2026-10"],
    )


def test_tasks_stay_when_the_provider_has_forgotten_them(tmp_path: Path, database_url: str) -> None:
    """Nine days later none of the first tasks is listed, and each is still in the ledger as it was."""
    with journey(tmp_path, database_url, months=1, size=0.3, now=FIRST) as studio:
        studio.collect(ACCOUNT)
        first = known(studio)
        assert len(first) >= 7  # at least one an evening
        studio.clock.at = FIRST + timedelta(days=9)
        studio.collect(ACCOUNT)
        later = known(studio)
        assert first.items() <= later.items()
        assert len(later) > len(first)
        assert studio.rows("SELECT COUNT(*) FROM bill WHERE lines <> settled") == [(0,)]


def test_last_months_bill_is_asked_for_until_the_fifth(tmp_path: Path, database_url: str) -> None:
    """What is given back on 1 November for 25 October is missing on the 29th, and there on 5 November."""
    with journey(tmp_path, database_url, months=1, size=0.3, now=FIRST) as studio:
        studio.collect(ACCOUNT)
        before, true_before = october(studio)
        assert before == true_before
        studio.clock.at = datetime(2026, 11, 5, 18, tzinfo=UTC)
        studio.collect(ACCOUNT)
        after, true_after = october(studio)
        assert after == true_after
        refunds = studio.rows("SELECT amount FROM charge WHERE day = 20261025 AND amount < 0")
        assert len(refunds) == 1


def test_a_closed_month_is_not_asked_for_again(tmp_path: Path, database_url: str) -> None:
    """Collected on 29 October and every day from 6 November on: that day still looks back, the next no longer."""
    with journey(tmp_path, database_url, months=1, size=0.3, now=FIRST) as studio:
        studio.collect(ACCOUNT)
        for day in (6, 7):
            studio.clock.at = datetime(2026, 11, day, 18, tzinfo=UTC)
            studio.collect(ACCOUNT)
        since = "SELECT MIN(r.since) FROM run r WHERE r.what = 'collect' GROUP BY r.started / 86400000000 ORDER BY 1"
        first, *later = [datetime.fromtimestamp(int(at) / 1e6, UTC).date() for (at,) in studio.rows(since)]
        assert [f"{day:%m-%d}" for day in (first, *later)] == ["10-01", "10-01", "11-01"]
        assert studio.rows("SELECT MAX(day) FROM bill WHERE closed") == [(20261031,)]
