"""How members want to be told: changed for one alone, audited, and refused in a sentence."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, text

from db.engine import reading, writing
from db.lists import replace_members, stored_members
from db.members import Member
from db.wishes import WrongWish, save_wishes

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MARA, IVO = Member(email="mara@s.example", role="admin"), Member(email="ivo@s.example", role="lead", teams="social")


@pytest.fixture
def ledger(sqlite_ledger: str) -> Any:
    """Mara and Ivo may look."""
    from db.engine import open_ledger

    engine = open_ledger(sqlite_ledger)
    with writing(engine) as connection:
        replace_members(connection, [MARA, IVO], NOW, "Mara")
    yield engine
    engine.dispose()


def members(ledger: Engine) -> list[Member]:
    """Everybody, by e-mail."""
    with reading(ledger) as connection:
        return stored_members(connection)


def test_one_is_told_otherwise(ledger: Engine) -> None:
    """Ivo alone, once, with what was before."""
    wishes = {"letters": "daily", "zone": "Asia/Tokyo", "quiet": "22:00-7:00", "minimum": Decimal("19.5")}
    wishes |= {"without": "anomaly, weekly_digest"}
    with pytest.raises(WrongWish, match="quiet: '22:00-7:00' are no quiet hours; write them as 22:00-07:00"):
        save_wishes(ledger, IVO.email, wishes, NOW, "Mara")
    wishes["quiet"] = "22:00-07:00"
    assert [save_wishes(ledger, IVO.email, wishes, NOW, "Mara") for _ in range(2)] == [True, False]
    ivo, mara = members(ledger)
    assert mara == MARA
    assert (ivo.letters, ivo.zone, ivo.minimum, ivo.teams) == ("daily", "Asia/Tokyo", 19_500_000_000, "social")
    with reading(ledger) as connection:
        (*_, said) = connection.execute(text("SELECT who, what, before, after FROM audit ORDER BY id"))
    after = "daily, Asia/Tokyo, quiet 22:00-07:00, from 19.5, without anomaly,weekly_digest"
    assert tuple(said) == ("Mara", "member ivo@s.example", "immediate", after)


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        ({"without": "weekly_digst"}, "without: 'weekly_digst' is no letter; did you mean \"weekly_digest\"?"),
        ({"zone": "Europe/Berlni"}, "zone: 'Europe/Berlni' is no time zone; did you mean \"Europe/Berlin\"?"),
        ({"minimum": Decimal(-1)}, "minimum: Input should be greater than or equal to 0"),
        ({"letters": "hourly"}, "letters: Input should be 'immediate', 'daily' or 'never'"),
    ],
)
def test_a_wish_that_cannot_be_is_refused(ledger: Engine, wish: dict[str, Any], says: str) -> None:
    """In one sentence, and nothing changes."""
    with pytest.raises(WrongWish) as wrong:
        save_wishes(ledger, IVO.email, wish, NOW, "Mara")
    assert str(wrong.value) == says
    assert members(ledger) == [IVO, MARA]


def test_a_wish_of_nobody_is_refused(ledger: Engine) -> None:
    """Somebody may have been taken off the list in the meantime."""
    with pytest.raises(WrongWish, match="nobody with the address felix@s"):
        save_wishes(ledger, "felix@s.example", {}, NOW, "Mara")
