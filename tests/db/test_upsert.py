"""Are many rows written as they are said, and left alone where nothing changed?"""

import pytest
from sqlalchemy import Engine

from db.engine import writing
from db.tables import Account, Meta, Team, Usage
from db.upsert import count, in_parts, table_of, update_rows, upsert
from tests.db.cast import account, clip, keep, rows

ACCOUNT, META, TEAM, USAGE = table_of(Account), table_of(Meta), table_of(Team), table_of(Usage)


def test_new_changed_and_unchanged_rows_are_told_apart(ledger: Engine) -> None:
    """Two new rows are 2; of three said again, one new, one changed and one as before, 2 were written."""
    with writing(ledger) as connection:
        assert upsert(connection, META, ("key",), ("value",), [("a", "1"), ("b", "2")]) == 2
        assert upsert(connection, META, ("key",), ("value",), [("a", "1"), ("b", "3"), ("c", "4")]) == 2
        assert upsert(connection, META, ("key",), ("value",), [("a", "1"), ("b", "3"), ("c", "4")]) == 0
        assert upsert(connection, META, ("key",), ("value",), []) == 0
    assert sorted(rows(ledger, "SELECT key, value FROM meta")) == [("a", "1"), ("b", "3"), ("c", "4")]


def test_a_row_without_words_is_only_added(ledger: Engine) -> None:
    """Where nothing but the key is said, what is there stays."""
    with writing(ledger) as connection:
        assert upsert(connection, TEAM, ("name",), (), [("trailers",), ("social",)]) == 2
        assert upsert(connection, TEAM, ("name",), (), [("trailers",)]) == 0
        assert count(connection, TEAM) == 3
        assert count(connection, TEAM, name="trailers") == 1


def test_what_is_written_once_does_not_follow(ledger: Engine) -> None:
    """A column that is only for a new row keeps its first value."""
    with writing(ledger) as connection:
        upsert(connection, META, ("key",), (), [("a", "first")], once=("value",))
        assert upsert(connection, META, ("key",), (), [("a", "second")], once=("value",)) == 0
    assert rows(ledger, "SELECT value FROM meta") == [("first",)]


def test_nothing_to_nothing_is_no_change(ledger: Engine) -> None:
    """An unknown number said twice is the same unknown, though in SQL it is equal to nothing."""
    keep(ledger, account(ledger), [clip("t1", seconds=None)])
    assert keep(ledger, 1, [clip("t1", seconds=None)]).total == 0


def test_values_that_would_land_in_the_wrong_columns_are_refused(ledger: Engine) -> None:
    """A column with a default that was not named, or columns in another order than the table's, never run."""
    with writing(ledger) as connection:
        with pytest.raises(AssertionError, match="account: the upsert wants"):
            upsert(connection, ACCOUNT, ("name",), ("provider",), [("fal-studio", "fal")])
        with pytest.raises(AssertionError, match="usage: say the columns in the table's own order"):
            update_rows(connection, USAGE, ("cost", "billed"), ("day",), [(1, 2, 3)])


def test_rows_are_changed_by_their_key(ledger: Engine) -> None:
    """Of two rows the one that is named gets its new values, and the other keeps its own."""
    keep(ledger, account(ledger), [clip("t1"), clip("t2")])
    with writing(ledger) as connection:
        update_rows(connection, USAGE, ("billed", "cost"), ("external_id",), [(7, 8, "t2")])
        update_rows(connection, USAGE, ("billed", "cost"), ("external_id",), [])
    assert rows(ledger, "SELECT external_id, billed, cost FROM usage ORDER BY external_id") == [
        ("t1", None, None),
        ("t2", 7, 8),
    ]


def test_keys_come_in_short_lists() -> None:
    """1200 keys are asked for as 500, 500 and 200; none are asked for not at all."""
    assert [len(part) for part in in_parts(range(1200))] == [500, 500, 200]
    assert list(in_parts([])) == []
