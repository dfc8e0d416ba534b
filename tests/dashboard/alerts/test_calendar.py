"""Which letters come by the calendar, to whom, and when."""

from datetime import UTC, datetime, timedelta

from dashboard.alerts.calendar import owe_calendar, owed_now
from db.engine import Engine, writing
from db.lists import replace_members
from db.members import Member
from db.window import EPOCH
from tests.dashboard.telling.cast import IVO, MARA, NOBODY, NOOR, POSTED, wanting

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TOKYO = wanting(IVO, zone="Asia/Tokyo")


def told(member: Member, now: datetime) -> list[tuple[str, datetime]]:
    """What the calendar owes one member: what about, and when it is due."""
    return [(one.about, one.due) for one in owed_now([member], POSTED, now)]


def test_the_week_is_told_on_monday_at_eight() -> None:
    """Of the week before, from then on and for three days; not a minute before, nor after."""
    digest = [("weekly_digest 2026-W47", MONDAY)]
    assert told(MARA, MONDAY - MINUTE) == []
    assert told(MARA, MONDAY) == digest == told(MARA, MONDAY + timedelta(days=3) - MINUTE)
    assert told(MARA, MONDAY + timedelta(days=3)) == []


def test_it_is_monday_in_tokyo_first() -> None:
    """Eight in Tokyo is 23:00 of Sunday in Greenwich."""
    sunday = datetime(2026, 11, 22, 23, tzinfo=UTC)
    assert told(TOKYO, sunday) == [("weekly_digest 2026-W47", sunday)]
    assert told(MARA, sunday) == []


def test_the_month_is_told_on_its_third_day() -> None:
    """October on the 3rd of November (a Tuesday, so the week is told as well), December on the 3rd of January."""
    third = datetime(2026, 11, 3, 8, tzinfo=UTC)
    week = ("weekly_digest 2026-W44", datetime(2026, 11, 2, 8, tzinfo=UTC))
    assert told(MARA, third) == [week, ("monthly_statement 2026-10", third)]
    january = datetime(2027, 1, 3, 8, tzinfo=UTC)
    assert told(MARA, january) == [("monthly_statement 2026-12", january)]


def test_the_first_week_of_a_year_has_its_number() -> None:
    """The week of Monday 28 December 2026 is the 53rd of 2026, whatever the year in which it ends."""
    assert told(MARA, datetime(2027, 1, 4, 8, tzinfo=UTC))[0][0] == "weekly_digest 2026-W53"


def test_a_quiet_morning_is_kept() -> None:
    """Quiet until ten: the week is told at ten."""
    assert told(wanting(MARA, quiet="20:00-10:00"), MONDAY) == [("weekly_digest 2026-W47", MONDAY + 120 * MINUTE)]


def test_only_who_wants_it_is_told() -> None:
    """No viewer, nobody who wants no letters or not this one."""
    unwilling = [NOOR, wanting(MARA, letters="never"), wanting(MARA, without="weekly_digest")]
    assert owed_now(unwilling, POSTED, MONDAY) == []


def test_it_is_written_down_once(ledger: Engine) -> None:
    """However often somebody asks; and not at all where no letter can leave the house."""
    with writing(ledger) as connection:
        replace_members(connection, [MARA, TOKYO, NOOR], EPOCH, "Mara")
        assert owe_calendar(connection, NOBODY, MONDAY) == 0
        assert owe_calendar(connection, POSTED, MONDAY) == 2
        assert owe_calendar(connection, POSTED, MONDAY + MINUTE) == 0
