"""What a price that is new in the book changes: work that is still open, and nothing that has closed."""

from sqlalchemy import Engine

from db.engine import reading, writing
from db.ledger import Asked, totals
from db.reckon import reckon_open
from db.standing import say_standing
from tests.db.cast import NANO, NOW, account, clip, keep, line, price

ALL = Asked(20261001, 20261201)


def test_a_new_price_is_for_open_days(ledger: Engine) -> None:
    """Five open seconds nobody could price cost 5 × 0.126 = 0.63 once there is a price, and a second 0.126."""
    fal = account(ledger)
    keep(ledger, fal, [clip("mara-1"), clip("mara-2", stated=None)])
    before = totals(ledger, (), ALL)
    assert before["unpriced"].tolist() == [2]
    assert before["seconds_costed"].isna().all()
    with writing(ledger) as connection:
        say_standing(connection, fal, [price("0.126")])
        reckon_open(connection, currency="USD", now=NOW)
    after = totals(ledger, (), ALL)
    assert after["cost"].tolist() == [1_260_000_000]
    assert after["seconds_costed"].tolist() == [10 * NANO]


def test_a_new_price_leaves_closed_days(ledger: Engine) -> None:
    """The 1st is billed and closed: its list cost stays unknown, and the audit stays empty."""
    fal = account(ledger, bills=True)
    keep(ledger, fal, [clip("mara-1"), line("l-1", "0.63", pays_for="mara-1")], closed_before=20261102)
    with writing(ledger) as connection:
        say_standing(connection, fal, [price("0.126")])
        reckon_open(connection, currency="USD", now=NOW)
    found = totals(ledger, (), ALL)
    assert found["cost"].tolist() == [630_000_000]
    assert found["list_cost"].isna().all()
    with reading(ledger) as connection:
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM audit").scalar_one() == 0
