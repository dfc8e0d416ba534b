"""Do the migrations make just the tables that the models describe, on both databases?"""

from concurrent.futures import ThreadPoolExecutor

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect
from sqlmodel import SQLModel

from db.engine import alembic_config, open_ledger, upgrade, writing
from db.tables import UNATTRIBUTED, Meta
from db.upsert import table_of
from tests.db.cast import rows

EVERY_TABLE = set(table_of(Meta).metadata.tables)


def test_the_ledger_is_what_the_models_say(ledger: Engine) -> None:
    """Between a migrated ledger and the models there is no difference."""
    with writing(ledger) as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, SQLModel.metadata) == []


def test_bringing_it_up_to_date_twice_changes_nothing(ledger: Engine) -> None:
    """An upgrade of a ledger that is up to date leaves its tables and its one team alone."""
    upgrade(ledger)
    assert set(inspect(ledger).get_table_names()) == EVERY_TABLE | {"alembic_version"}
    assert rows(ledger, "SELECT id, name FROM team") == [(UNATTRIBUTED, "unattributed")]


def test_two_may_bring_it_up_to_date_at_once(database_url: str) -> None:
    """Of two processes that start together, one makes the tables and the other finds them."""
    engines = [open_ledger(database_url) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(upgrade, engines))
    assert rows(engines[1], "SELECT COUNT(*) FROM team") == [(1,)]
    for engine in engines:
        engine.dispose()


def test_the_way_down_and_up_again(ledger: Engine) -> None:
    """Taking every step back leaves no table, and taking them again makes the same ledger."""
    with writing(ledger) as connection:
        command.downgrade(alembic_config(connection), "base")
    assert set(inspect(ledger).get_table_names()) == {"alembic_version"}
    upgrade(ledger)
    test_the_ledger_is_what_the_models_say(ledger)


def test_the_big_tables_lie_in_the_order_of_their_keys(sqlite_database: str) -> None:
    """On SQLite a day's rows lie together, because these tables have no other order than their key's."""
    engine = open_ledger(sqlite_database)
    upgrade(engine)
    made = dict(rows(engine, "SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    large = {"usage", "charge", "ledger", "daily", "alike", "shot", "shot_month", "used"}
    assert {name for name, sql in made.items() if "WITHOUT ROWID" in sql} == large
    engine.dispose()


def test_every_table_says_what_a_row_is() -> None:
    """A model without a sentence of its own would tell nobody what it keeps."""
    models = [mapper.class_ for mapper in SQLModel._sa_registry.mappers]
    assert {model.__tablename__ for model in models} == EVERY_TABLE
    assert not [model for model in models if not (model.__doc__ or "").strip().endswith(".")]
