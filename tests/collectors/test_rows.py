"""Files as numbered rows: where a row begins, what is blank, and each way a file can be no file of ours."""

import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from collectors.deliveries import Refusal, UntrustedFile
from collectors.layout import Layout
from collectors.rows import LONGEST_LINE, Row, rows_of

LAYOUT = Layout(what="a list of people", required=(("name",), ("team", "crew")), optional=("note",), comment="#")


def rows(path: Path, said: bytes) -> list[Row | Refusal]:
    """What a file with these bytes says."""
    (path / "people.csv").write_bytes(said)
    return list(rows_of(path / "people.csv", LAYOUT))


def packed(text: bytes) -> bytes:
    """The text gzipped, without the time of day that gzip would write into it."""
    return gzip.compress(text, mtime=0)


def person(line: int, name: str, team: str = "", crew: str = "", note: str = "") -> Row:
    """A row of the layout, with every column there is."""
    return Row(line, {"name": name, "team": team, "crew": crew, "note": note})


def test_a_row_has_every_column_and_no_other(tmp_path: Path) -> None:
    """Missing columns are empty words, unknown ones are passed over, and space around a word goes."""
    assert rows(tmp_path, b"crew,shoe size, name\nsocial,43, Ivo \n") == [person(2, "Ivo", crew="social")]


def test_a_row_is_numbered_by_the_line_it_begins_on(tmp_path: Path) -> None:
    """Blank lines, comments and line breaks in quotes all count, as in an editor."""
    said = b'name,team,note\n\n# a comment, with a "quote\nMara,trailers,"two\nlines"\n,,\nIvo,social,\nshort\n'
    assert rows(tmp_path, said) == [
        person(4, "Mara", "trailers", note="two\nlines"),
        person(7, "Ivo", "social"),
        Refusal(8, "1 values where the header has 3"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_any_line_ending_and_a_byte_order_mark_are_fine(tmp_path: Path, end: str, mark: str) -> None:
    """Files of Windows, of old and new Macs and of Excel read alike, with blank lines at the end."""
    said = mark + end.join(["name,team", "Zoë,trailers", "Ivo,social", "", ""])
    assert rows(tmp_path, said.encode()) == [person(2, "Zoë", "trailers"), person(3, "Ivo", "social")]


def test_a_gzipped_file_needs_no_name_of_its_own(tmp_path: Path) -> None:
    """What a file is, its first bytes say."""
    assert rows(tmp_path, gzip.compress(b"name,team\nMara,trailers\n")) == [person(2, "Mara", "trailers")]


def test_a_parquet_file_reads_like_the_same_in_csv(tmp_path: Path) -> None:
    """Its rows are numbered from 1 over all of its row groups, and an empty cell is an empty word."""
    people = pa.table({"name": ["Mara", "Ivo", "Zoë"], "team": ["trailers", None, "social"], "age": [1, 2, 3]})
    pq.write_table(people, tmp_path / "people", row_group_size=1)
    expected = [person(1, "Mara", "trailers"), person(2, "Ivo"), person(3, "Zoë", "social")]
    assert list(rows_of(tmp_path / "people", LAYOUT)) == expected


@pytest.mark.parametrize(
    ("said", "says"),
    [
        (b"", "is empty; give a list of people with a header in its first row"),
        (b"\n\n  \n", "is empty"),
        (b"<!DOCTYPE html>\n<title>Sign in</title>", "is a web page, not a list of people; fetch it again"),
        (b"name,age\n", "is not a list of people: it has no column team or crew;"),
        (b"name;team\n", "parts its columns by semicolons; write it with commas"),
        (b'"name";"team"\n', "parts its columns by semicolons; write it with commas"),
        (b"name,team,name\n", "has the column name more than once"),
        (b"name,team\nMara,\xe9t\xe9\n", "is not text in UTF-8"),
        (b"\xff\xfen\0a\0m\0e\0", "is not text in UTF-8"),
        (b"PK\x03\x04 a workbook \x00", "is not text in lines; give a CSV or JSON Lines file in UTF-8"),
        (b"x" * LONGEST_LINE, "is not text in lines"),
        (b'name,team\nMara,"trailers\n\n', "is not CSV from line 2 on (unexpected end of data); mend its quotation"),
        (packed(b"name,team\n" + b"Mara,trailers\n" * 9)[:-9], "is cut short or damaged; fetch it again"),
        (packed(b"name,team\n")[:-8] + b"\0" * 8, "is cut short or damaged"),
        (b"\x1f\x8b\x08 nonsense", "is cut short or damaged"),
        (b"PAR1 nonsense PAR1", "is not a whole Parquet file; fetch it again"),
    ],
)
def test_a_file_that_is_no_file_of_ours_is_one_sentence(tmp_path: Path, said: bytes, says: str) -> None:
    """Empty, cut short, a web page, another encoding or something else: what, where, and what to do."""
    with pytest.raises(UntrustedFile) as fault:
        rows(tmp_path, said)
    assert str(fault.value).startswith(f"{tmp_path / 'people.csv'} ")
    assert says in str(fault.value)


def test_a_parquet_file_cut_anywhere_is_refused(tmp_path: Path) -> None:
    """A file that lacks its end is refused before its first row."""
    pq.write_table(pa.table({"name": ["Mara"], "team": ["trailers"]}), tmp_path / "people")
    whole = (tmp_path / "people").read_bytes()
    for end in (4, 20, len(whole) // 2, len(whole) - 1):
        with pytest.raises(UntrustedFile, match="Parquet"):
            rows(tmp_path, whole[:end])


def test_a_path_that_leads_nowhere_is_one_sentence(tmp_path: Path) -> None:
    """No such file and a folder are refused alike."""
    with pytest.raises(UntrustedFile, match=r"none\.csv cannot be read \(No such file or directory\)"):
        list(rows_of(tmp_path / "none.csv", LAYOUT))
    with pytest.raises(UntrustedFile, match=r"cannot be read \(Is a directory\)"):
        list(rows_of(tmp_path, LAYOUT))


def test_a_closed_layout_refuses_a_column_it_does_not_know(tmp_path: Path) -> None:
    """A misspelled column is named with the nearest right word, so that it is not silently left out."""
    closed = Layout(what="a list of people", required=(("name",),), optional=("account",), closed=True)
    (tmp_path / "people.csv").write_text("name,acount\n")
    with pytest.raises(UntrustedFile, match=r"a column 'acount' that .* does not have; did you mean 'account'"):
        list(rows_of(tmp_path / "people.csv", closed))
