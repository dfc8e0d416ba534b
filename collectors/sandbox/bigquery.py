"""A warehouse that really runs the SQL it is sent: BigQuery's dialect, put into DuckDB's, over the billing export.

DuckDB and sqlglot come with the extra `sandbox`. Without them this module cannot be imported, and the studio has
no account at Google.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple

import duckdb
import pyarrow as pa
import sqlglot
from sqlglot import exp

from collectors.sandbox.google_requests import TABLE
from db.money import plain

TYPES: Final = {
    pa.date32(): "DATE",
    pa.string(): "STRING",
    pa.float64(): "FLOAT",
    pa.int64(): "INTEGER",
    pa.bool_(): "BOOLEAN",
    pa.timestamp("us", tz="UTC"): "TIMESTAMP",
}
KNOWN: Final = sqlglot.parse_one("(SELECT * FROM export WHERE export_time <= $asked_at)", dialect="duckdb")
NINE_DECIMALS: Final = "DECIMAL(38, 9)"


class BadQuery(Exception):
    """The query cannot be run; the text says why, in the warehouse's words."""


class NoSuchTable(Exception):
    """The query names a table that is not here."""


class Result(NamedTuple):
    """Columns with their types in BigQuery's words, and the values as Python has them; a time in microseconds."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Any, ...], ...]


class Warehouse:
    """The export of one studio. A query sees the rows that had arrived by its time."""

    def __init__(self, export: pa.Table) -> None:
        self._door = duckdb.connect()
        self._door.register("written", export)
        self._door.execute("CREATE TABLE export AS SELECT * FROM written")

    def ask(self, sql: str, said: Mapping[str, tuple[str, str]], now: datetime) -> Result:
        """The answer to a query with these named parameters (type, value). Raises BadQuery or NoSuchTable."""
        query, values = _translated(sql), {name: _value(*one) for name, one in said.items()}
        with self._door.cursor() as cursor:
            try:
                cursor.execute("SET TimeZone = 'UTC'")
                return _result(cursor.sql(query, params=values | {"asked_at": now}).to_arrow_table())
            except (duckdb.Error, ValueError) as wrong:
                raise BadQuery(str(wrong).partition("\n")[0]) from None


def _translated(sql: str) -> str:
    """The query in DuckDB's dialect, over the rows that are known; NUMERIC has nine decimals there too."""
    try:
        tree = sqlglot.parse_one(sql, dialect="bigquery")
    except sqlglot.ParseError as wrong:
        raise BadQuery(str(wrong).partition("\n")[0]) from None
    if not isinstance(tree, exp.Select):
        raise BadQuery("Only a SELECT can be run here")
    made = {one.alias for one in tree.find_all(exp.CTE)}
    for table in list(tree.find_all(exp.Table)):
        name = ".".join(part.name for part in table.parts)
        if name not in made and name != TABLE:
            raise NoSuchTable(name)
        if name == TABLE:
            table.replace(KNOWN.copy())
    for kind in tree.find_all(exp.DataType):
        if kind.this == exp.DataType.Type.DECIMAL and not kind.expressions:
            kind.replace(exp.DataType.build(NINE_DECIMALS))
    return tree.sql(dialect="duckdb")


def _value(kind: str, text: str) -> Any:
    """A parameter comes as text whatever its type."""
    return datetime.fromisoformat(text) if kind == "TIMESTAMP" else text


def _result(table: pa.Table) -> Result:
    """Times as whole microseconds; what has nine decimals is NUMERIC."""
    kinds = [TYPES.get(field.type, "NUMERIC") for field in table.schema]
    columns = [
        (column.cast(pa.int64()) if kind == "TIMESTAMP" else column).to_pylist()
        for column, kind in zip(table.columns, kinds, strict=True)
    ]
    return Result(tuple(zip(table.column_names, kinds, strict=True)), tuple(zip(*columns, strict=True)))


def cell(kind: str, value: Any, *, whole_times: bool) -> str | None:
    """A value as BigQuery writes it: everything is text, and a time is a float of seconds unless asked otherwise."""
    if value is None:
        return None
    if kind == "TIMESTAMP":
        return str(value) if whole_times else f"{Decimal(value).scaleb(-6).normalize():E}"
    if kind == "NUMERIC":
        return plain(Decimal(value))
    return str(value).lower() if kind == "BOOLEAN" else str(value)
