"""Any table as a file for a spreadsheet: CSV and XLSX, where no cell is ever read as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import pandas as pd

from db.money import plain

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a text must not begin with, or a spreadsheet would reckon with it."""
CSV_TYPE: Final = "text/csv"
XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET_NAME_LENGTH: Final = 31
WIDEST: Final = 60


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A frame as CSV in UTF-8 with its mark, lines ending in CR LF; numbers exact, unknown an empty cell.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([_harmless(str(name)) for name in frame.columns])
    writer.writerows([_csv_cell(value) for value in row] for row in frame.itertuples(index=False, name=None))
    return file.getvalue().encode("utf-8-sig")


def xlsx_bytes(frame: pd.DataFrame, title: str) -> bytes:
    """A frame as a workbook of one sheet; texts stay texts, numbers are numbers, unknown is an empty cell."""
    import xlsxwriter

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        sheet.write_row(0, 0, [str(name) for name in frame.columns], book.add_format({"bold": True, "bottom": 1}))
        formats = {"day": book.add_format({"num_format": "yyyy-mm-dd"})}
        for column, name in enumerate(frame.columns):
            _write_column(sheet, column, frame[name].tolist(), formats)
            sheet.set_column(column, column, _width(str(name), frame[name].tolist()))
        sheet.freeze_panes(1, 0)
    return file.getvalue()


def rows_csv(rows: Iterable[Sequence[str]]) -> str:
    """A list that people keep, header first, as `reelspend import` reads it."""
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue()


def _write_column(sheet: Any, column: int, values: list[Any], formats: dict[str, Any]) -> None:
    for row, value in enumerate(values, start=1):
        if _unknown(value):
            continue
        if isinstance(value, date) and not isinstance(value, datetime):
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), formats["day"])  # noqa: DTZ001  # a spreadsheet's day has no zone
        elif isinstance(value, (int, float, Decimal)):
            sheet.write_number(row, column, value)
        else:
            sheet.write_string(row, column, str(value))


def _csv_cell(value: Any) -> str:
    if _unknown(value):
        return ""
    if isinstance(value, Decimal):
        return plain(value)
    return str(value) if isinstance(value, (int, float, date)) else _harmless(str(value))


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def _unknown(value: Any) -> bool:
    return value is None or bool(pd.isna(value))


def _sheet_name(title: str) -> str:
    """What a sheet may be called: 31 characters, none of []:*?/\\ and no apostrophe at an end."""
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:SHEET_NAME_LENGTH].strip(" '") or "Table"


def _width(name: str, values: list[Any]) -> int:
    return min(WIDEST, max(len(name), *(len(str(value)) for value in values), 8) + 2)
