"""Read a CSV, a JSON Lines or a Parquet file as numbered rows of words, a little at a time; text also gzipped.

What a file is, its first bytes say, not its name. CSV goes through the standard library rather than
pyarrow, because only there a row knows the physical line it began on. Parquet comes batch by batch with
every value cast to text, so that a number or a time reads the same from all three.
"""

import csv
import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final, TextIO
from zipfile import BadZipFile

import pyarrow as pa
import pyarrow.parquet as pq

from collectors.deliveries import Refusal, UntrustedFile
from collectors.json_lines import looks_like_one, objects
from collectors.layout import Layout, check_marks

GZIP: Final = b"\x1f\x8b"
PARQUET: Final = b"PAR1"
LONGEST_LINE: Final = 1_000_000
BATCH: Final = 4096
FORMS: Final = "a CSV or JSON Lines file in UTF-8, the same gzipped, or a Parquet file"


@dataclass(frozen=True, slots=True)
class Row:
    """The words of one row by column; "" where there is none. `line` is the one it begins on, from 1."""

    line: int
    words: dict[str, str]


def rows_of(path: Path, layout: Layout) -> Iterator[Row | Refusal]:
    """Each row that is not blank, or why it is none. Raises UntrustedFile, perhaps after some rows."""
    with _faults_in_words(path):
        with path.open("rb") as file:
            start = file.read(4)
        if start == PARQUET or path.suffix.lower() == ".parquet":
            yield from _parquet_rows(path, layout)
        else:
            with _text(path, zipped=start.startswith(GZIP)) as text:
                yield from _text_rows(path, layout, text)


def rows_in(name: Path, layout: Layout, text: TextIO) -> Iterator[Row | Refusal]:
    """The same, of CSV text that is open already; `name` says in sentences which."""
    with _faults_in_words(name):
        yield from _text_rows(name, layout, text)


@contextmanager
def _faults_in_words(path: Path) -> Iterator[None]:
    """Turns what the libraries raise for a file that is cut short, damaged or something else into a sentence."""
    try:
        yield
    except UnicodeDecodeError:
        raise UntrustedFile(f"{path} is not text in UTF-8; give {FORMS}") from None
    except (EOFError, zlib.error, gzip.BadGzipFile, BadZipFile):
        raise UntrustedFile(f"{path} is cut short or damaged; fetch it again") from None
    except pa.ArrowException:
        raise UntrustedFile(f"{path} is not a whole Parquet file; fetch it again, or give {FORMS}") from None
    except OSError as fault:
        raise UntrustedFile(f"{path} cannot be read ({fault.strerror or 'damaged'}); give {FORMS}") from None


def _text_rows(path: Path, layout: Layout, text: TextIO) -> Iterator[Row | Refusal]:
    lines = _lines(path, text, layout.comment)
    first = next(lines, "")
    if looks_like_one(first):
        found = objects(path, chain([first], lines), layout)
        yield from (said if isinstance(said, Refusal) else Row(*said) for said in found)
    else:
        check_marks(path, first)
        yield from _csv_rows(path, layout, chain([first], lines))


def _csv_rows(path: Path, layout: Layout, lines: Iterable[str]) -> Iterator[Row | Refusal]:
    rows = _numbered(path, csv.reader(lines, strict=True))
    header = _header(path, layout, rows)
    wanted = set(layout.columns)
    places = [(name, place) for place, name in enumerate(header) if name in wanted]
    blank = dict.fromkeys(layout.columns, layout.absent)
    for line, values in rows:
        if len(values) == len(header):
            yield Row(line, blank | {name: layout.word(values[place]) for name, place in places})
        else:
            yield Refusal(line, f"{len(values)} values where the header has {len(header)}")


def _text(path: Path, *, zipped: bool) -> TextIO:
    if zipped:
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _lines(path: Path, text: TextIO, comment: str) -> Iterator[str]:
    """Each physical line; one that is a comment as an empty one, so that the lines stay counted."""
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE or "\0" in line:
            raise UntrustedFile(f"{path} is not text in lines; give {FORMS}")
        yield "\n" if comment and line.startswith(comment) else line


def _numbered(path: Path, reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the physical line it begins on."""
    line = 1
    try:
        for values in reader:
            if any(map(str.strip, values)):
                yield line, values
            line = reader.line_num + 1
    except csv.Error as fault:
        where = f"{path} is not CSV from line {line} on ({fault})"
        raise UntrustedFile(f"{where}; mend its quotation marks or fetch it again") from None


def _header(path: Path, layout: Layout, rows: Iterator[tuple[int, list[str]]]) -> list[str]:
    _, first = next(rows, (0, [""]))
    header = [name.strip() for name in first]
    if header == [""]:
        raise UntrustedFile(f"{path} is empty; {layout.ask()}")
    if header[0].startswith("<"):
        raise UntrustedFile(f"{path} is a web page, not {layout.what}; fetch it again while signed in")
    layout.check(path, header)
    return header


def _parquet_rows(path: Path, layout: Layout) -> Iterator[Row | Refusal]:
    with pq.ParquetFile(path) as file:
        layout.check(path, file.schema_arrow.names)
        wanted = [name for name in layout.columns if name in file.schema_arrow.names]
        blank = dict.fromkeys(layout.columns, layout.absent)
        line = 0
        for batch in file.iter_batches(batch_size=BATCH, columns=wanted):
            names = batch.schema.names
            for values in zip(*(_words(column, layout) for column in batch.columns), strict=True):
                line += 1
                if "\0" in "".join(values):
                    yield Refusal(line, "a zero byte in the text")
                else:
                    yield Row(line, blank | dict(zip(names, values, strict=True)))


def _words(column: Any, layout: Layout) -> Iterable[str]:
    """A column as text; a map or a record as JSON."""
    if pa.types.is_nested(column.type):
        return [_json(value) for value in column.to_pylist()]
    return [layout.word(value or "") for value in column.cast(pa.string()).to_pylist()]


def _json(value: Any) -> str:
    """A map comes as pairs, a record as a dict in which a word that is not there is None."""
    if isinstance(value, list) and all(isinstance(item, tuple) for item in value):
        value = dict(value)
    if isinstance(value, dict):
        value = {key: item for key, item in value.items() if item is not None}
    return "" if value is None else json.dumps(value, sort_keys=True, default=str)
