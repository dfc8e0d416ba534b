"""Writing a million clips: beside a raw upsert into our table and into the obvious one, and at ten times the size."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from db.accounts import account_number
from db.engine import Engine, open_ledger, upgrade, writing
from db.facts import Usage
from db.store import KEYS, USAGE, say
from tests.bench.clock import seconds, told
from tests.bench.rows import OBVIOUS, SOURCE, clips, obvious

MILLION, ROUNDS, DAYS = 1_000_000, 5, 100  # of the rounds the quickest counts: what disturbs one only adds to it
SAID = (*KEYS, *USAGE.said)
PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-65536", "foreign_keys=ON", "temp_store=MEMORY")


def ledger(folder: Path, name: str) -> Engine:
    """An empty ledger with one account."""
    engine = open_ledger(f"sqlite:///{folder / name}")
    upgrade(engine)
    with writing(engine) as connection:
        account_number(connection, "fal-studio", "fal", reread=7)
    return engine


def store(engine: Engine, facts: Sequence[Usage]) -> Callable[[], object]:
    """Saying the facts, in one transaction."""

    def said() -> None:
        with writing(engine) as connection:
            say(connection, 1, facts, [SOURCE], ZoneInfo("UTC"))

    return said


def raw(path: Path, pragmas: Sequence[str] = PRAGMAS) -> sqlite3.Connection:
    """A plain connection, with the same settings as ours unless said otherwise."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def upserting(
    connection: sqlite3.Connection, columns: Sequence[str], key: int, rows: list[Any]
) -> Callable[[], object]:
    """The upsert that anybody would write by hand: a changed row is updated, an unchanged one left alone."""
    rest = columns[key:]
    sql = (
        f"INSERT INTO usage ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        f" ON CONFLICT ({', '.join(columns[:key])}) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in rest)}"
        f" WHERE {' OR '.join(f'{c} IS NOT excluded.{c}' for c in rest)}"
    )

    def work() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(sql, rows)
        connection.execute("COMMIT")

    return work


def same_table(folder: Path, name: str, full: Path) -> tuple[sqlite3.Connection, Callable[[], object]]:
    """Our own table once more, empty, and a raw upsert of the very rows that our store wrote."""
    ledger(folder, name).dispose()
    connection = raw(folder / name)
    connection.execute(f"ATTACH '{full}' AS full")
    for table in ("stream", "facet"):
        connection.execute(f"INSERT INTO {table} SELECT * FROM full.{table}")
    rows = connection.execute(f"SELECT {', '.join(SAID)} FROM full.usage ORDER BY at").fetchall()
    connection.execute("DETACH full")
    return connection, upserting(connection, SAID, 3, rows)


def obvious_table(folder: Path, name: str, rows: list[Any]) -> Callable[[], object]:
    """A raw upsert into the table that anybody would think of first, with SQLite's own small cache."""
    connection = raw(folder / name, PRAGMAS[:2])
    connection.execute(OBVIOUS)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(usage)")][1:]
    return upserting(connection, columns, 3, rows)


def test_a_million_clips_beside_raw_upserts(tmp_path: Path) -> None:
    """The store takes at most 1.5 times a raw upsert, replayed too, and half of one into the obvious table."""
    facts = clips(MILLION, DAYS)
    plain = obvious(facts)
    times: dict[str, list[float]] = {name: [] for name in ("ours", "again", "raw", "raw again", "obvious")}
    for number in range(ROUNDS):
        engine = ledger(tmp_path, f"ours{number}.db")
        times["ours"].append(seconds(store(engine, facts)))
        times["again"].append(seconds(store(engine, facts)))
        engine.dispose()
        connection, work = same_table(tmp_path, f"raw{number}.db", tmp_path / f"ours{number}.db")
        times["raw"].append(seconds(work))
        times["raw again"].append(seconds(work))
        connection.close()
        times["obvious"].append(seconds(obvious_table(tmp_path, f"obvious{number}.db", plain)))
        for file in tmp_path.glob(f"*{number}.db*"):
            file.unlink()
    ours, again, same, same_again, other = (min(times[name]) for name in times)
    print(f"\n1,000,000 clips, quickest of {ROUNDS}, in seconds:")
    assert told("new rows, against the same table raw", ours, same, 1.5) < 1.5
    assert told("unchanged replay, against the raw replay", again, same_again, 1.5) < 1.5
    assert told("new rows, against the obvious table as it comes", ours, other, 0.5) < 0.5


def grown(folder: Path, millions: int) -> Engine:
    """A ledger of so many million clips, forty days for each million."""
    engine = ledger(folder, f"{millions}.db")
    for number in range(millions):
        store(engine, clips(MILLION, 40, first=40 * number))()
    return engine


def test_new_rows_at_ten_million_clips(tmp_path: Path) -> None:
    """Rows of a new day are written as fast into ten million stored clips as into one million, turn by turn."""
    small, large = (grown(tmp_path, millions) for millions in (1, 10))
    times: list[tuple[float, float]] = []
    for number in range(ROUNDS):
        facts = clips(100_000, 1, first=1000 + number)
        times.append((seconds(store(large, facts)), seconds(store(small, facts))))
    at_ten, at_one = (min(timings) for timings in zip(*times, strict=True))
    print(f"\n100,000 new clips, quickest of {ROUNDS}, in seconds:")
    assert told("at 10 million stored, against 1 million", at_ten, at_one, 1.3) < 1.3
