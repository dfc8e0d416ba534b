"""Many rows into one table at once: new ones are added, changed ones updated, unchanged ones left alone.

One code path for SQLite and PostgreSQL; SQLAlchemy writes the statement, the driver gets plain tuples.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, literal_column, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlmodel import SQLModel


def table_of(model: type[SQLModel]) -> Table:
    """The SQLAlchemy table of a table model."""
    return model.__table__  # type: ignore[attr-defined, no-any-return]  # sqlmodel adds it to table models


@lru_cache(maxsize=64)
def _statement(
    dialect: Dialect,
    table: Table,
    keys: tuple[str, ...],
    said: tuple[str, ...],
    once: tuple[str, ...],
    cleared: tuple[str, ...],
) -> str:
    """The upsert as text, its parameters in the order of `keys`, `said` and `once`."""
    wanted = [*keys, *said, *once]
    insert = postgresql.insert(table) if dialect.name == "postgresql" else sqlite.insert(table)
    if said:
        adding = insert.on_conflict_do_update(
            index_elements=list(keys),
            set_={name: insert.excluded[name] for name in said} | dict.fromkeys(cleared, literal_column("''")),
            where=or_(*(table.c[name].is_distinct_from(insert.excluded[name]) for name in said)),
        )
    else:
        adding = insert.on_conflict_do_nothing(index_elements=list(keys))
    compiled = adding.compile(dialect=dialect, column_keys=wanted)
    given = list(compiled.positiontup or ())
    if given != [column.name for column in table.c if column.name in wanted] or sorted(given) != sorted(wanted):
        raise AssertionError(f"{table.name}: the upsert wants {given}, not {wanted}")
    return str(compiled)


def upsert(
    connection: Connection,
    table: Table,
    keys: tuple[str, ...],
    said: tuple[str, ...],
    rows: Collection[Sequence[Any]],
    *,
    once: tuple[str, ...] = (),
    cleared: tuple[str, ...] = (),
) -> int:
    """Write rows whose values stand in the table's own column order; how many were new or changed.

    `keys` tell rows apart, `said` follows what is said last, `once` is written only with a new row, and the
    texts in `cleared` become "" when a row changes, because they followed from what it was.
    """
    if not rows:
        return 0
    statement = _statement(connection.dialect, table, keys, said, once, cleared)
    return connection.exec_driver_sql(statement, list(rows)).rowcount


@lru_cache(maxsize=64)
def _update_statement(dialect: Dialect, table: Table, said: tuple[str, ...], keys: tuple[str, ...]) -> str:
    statement = update(table).where(*(table.c[name] == bindparam(f"key_{name}") for name in keys))
    compiled = statement.compile(dialect=dialect, column_keys=list(said))
    if list(compiled.positiontup or ()) != [*said, *(f"key_{name}" for name in keys)]:
        raise AssertionError(f"{table.name}: say the columns in the table's own order, not {said} by {keys}")
    return str(compiled)


def update_rows(
    connection: Connection,
    table: Table,
    said: tuple[str, ...],
    keys: tuple[str, ...],
    rows: Collection[Sequence[Any]],
) -> None:
    """Change rows that are there: each tuple holds the new values of `said` and then the values of `keys`."""
    if rows:
        connection.exec_driver_sql(_update_statement(connection.dialect, table, said, keys), list(rows))


def count(connection: Connection, table: Table, **where: Any) -> int:
    """How many rows have these values."""
    asked = select(func.count()).select_from(table).where(*(table.c[name] == value for name, value in where.items()))
    return int(connection.execute(asked).scalar_one())


def in_parts(keys: Collection[Any], size: int = 500) -> Iterator[list[Any]]:
    """The keys in lists so short that every database takes one as the parameters of a question."""
    every = list(keys)
    return (every[start : start + size] for start in range(0, len(every), size))
