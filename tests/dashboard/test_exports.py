"""A table as a file: numbers exact, unknown empty, and nothing that a spreadsheet would run."""

import csv
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exports import FORMULA, csv_bytes, xlsx_bytes

TABLE = pd.DataFrame(
    {
        "Day": [date(2026, 11, 3), date(2026, 11, 4)],
        "Team": ["trailers", "=HYPERLINK(\"http://evil.example\")"],
        "Cost (USD)": [Decimal("-0.100000001"), None],
    },
    dtype=object,
)  # fmt: skip


def rows_of(file: bytes) -> list[list[str]]:
    """A CSV read as a spreadsheet reads it."""
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def test_a_csv_keeps_every_digit_and_defuses_formulas() -> None:
    """A negative amount stays a number; a team called like a formula becomes a text."""
    assert rows_of(csv_bytes(TABLE)) == [
        ["Day", "Team", "Cost (USD)"],
        ["2026-11-03", "trailers", "-0.100000001"],
        ["2026-11-04", '\'=HYPERLINK("http://evil.example")', ""],
    ]


def test_a_workbook_keeps_kinds_and_runs_nothing() -> None:
    """Days are days, numbers numbers, a text like a formula a text, and unknown an empty cell."""
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(TABLE, "Cost: by [team]"))).active
    assert sheet.title == "Cost  by  team"
    assert [[cell.data_type for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["d", "s", "n"],
        ["d", "s", "n"],
    ]
    assert sheet["B3"].value == '=HYPERLINK("http://evil.example")'
    assert sheet["C2"].value == pytest.approx(-0.100000001)
    assert sheet["C3"].value is None


def test_an_empty_table_has_its_headings() -> None:
    """Nothing to say is still a file with its columns."""
    nothing = pd.DataFrame({"Team": []}, dtype=object)
    assert rows_of(csv_bytes(nothing)) == [["Team"]]
    assert openpyxl.load_workbook(io.BytesIO(xlsx_bytes(nothing, "'"))).active["A1"].value == "Team"


@given(
    words=st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\r")), min_size=1, max_size=5)
)
def test_no_text_begins_like_a_formula(words: list[str]) -> None:
    """Whatever the words are, no cell of the CSV begins with a sign that spreadsheets reckon with."""
    for row in rows_of(csv_bytes(pd.DataFrame({"Word": words}, dtype=object)))[1:]:
        assert not "".join(row).startswith(FORMULA)
