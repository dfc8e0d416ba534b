"""What stands on an opened screen, to be held against a letter: rows of its tables, and numbers in its texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

import pandas as pd
from streamlit.testing.v1 import AppTest

from tests.dashboard.conftest import read
from tests.dashboard.screens.troubled_screens import words

AMOUNT = re.compile(r"(-?)(?:[A-Z]{0,2}[$€£]|)\s?(\d[\d,]*)(\.\d+)?%?")
UNKNOWN = ("not known", "–", "new")


@dataclass(frozen=True)
class Screen:
    """An opened screen."""

    app: AppTest

    def rows(self, word: str) -> Iterator[list[object]]:
        """Every row of its tables, and every alert, in which a cell is just this word."""
        yield from (card for card in self.cards() if card[0] == word)
        for element in self.app.dataframe:
            for row in element.value.itertuples(index=False, name=None):
                if any(str(cell) == word for cell in row):
                    yield list(row)

    def cards(self) -> Iterator[list[object]]:
        """Every alert: what it says, on which day, and the money that it is about, None where it is about none."""
        said = [read(one.value) for one in self.app.markdown if one.value.startswith("**")]
        facts = [read(one.value).split(" · ") for one in self.app.caption if one.value.startswith("Alert ")]
        for text, (_, _, at, *more) in zip(said, facts, strict=True):
            money = next((fact.removeprefix("about ") for fact in more if fact.startswith("about ")), None)
            yield [text.strip("*"), " ".join(at.split()[:3]), money]

    def has(self, row: list[str]) -> bool:
        """Whether each cell of a letter's row stands in one row of a table here, each in a column of its own."""
        return any(all_there(row[1:], cells) for cells in self.rows(row[0]))

    def says(self, cell: str) -> bool:
        """Whether a number is read in a text here, or is what a column of a table adds up to."""
        if cell in UNKNOWN:
            return True
        texts = self.tiles()
        if not cell.isdigit():  # a whole number could be the day of a date
            texts += re.split(r"[\s;]+", read(words(self.app)))
        return cell in (text.rstrip(".,") for text in texts) or any(same(cell, total) for total in self.totals())

    def tiles(self) -> list[str]:
        """The large numbers."""
        return [str(metric.value).removesuffix(" s") for metric in self.app.metric]

    def totals(self) -> Iterator[float]:
        """The sum of each column of numbers."""
        for element in self.app.dataframe:
            for name in element.value.select_dtypes("number"):
                yield float(element.value[name].sum())


def all_there(cells: list[str], row: list[object]) -> bool:
    """Whether each text has a cell in a row that is the same to the last digit shown."""
    left = list(row)
    for cell in cells:
        at = next((at for at, one in enumerate(left) if same(cell, one)), None)
        if at is None:
            return False
        left.pop(at)
    return True


def same(cell: str, value: object) -> bool:
    """Whether a text of a letter says what a cell of a screen holds."""
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)):
        return cell in UNKNOWN
    number = AMOUNT.fullmatch(cell.removeprefix("+"))
    if number is None or not isinstance(value, (int, float, Decimal)):
        return cell == str(value)
    sign, whole, rest = number.groups()
    said = Decimal(f"{sign}{whole.replace(',', '')}{rest or ''}")
    shown = Decimal(str(value)).quantize(said, ROUND_HALF_EVEN)
    return said == shown
