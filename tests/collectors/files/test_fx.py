"""fx.csv: every rate of a company's own, or none and the lines at fault."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from collectors.deliveries import UntrustedFile, file_kind
from db.facts import Exchange

HEADER = "day,currency,into,rate,source\n"


def read(path: Path, text: str) -> list[Exchange]:
    """The rates in a file with this text."""
    (path / "fx.csv").write_text(text, encoding="utf-8")
    return list(file_kind("fx").read(path / "fx.csv"))


def test_every_rate_is_read(tmp_path: Path) -> None:
    """With where it is from, or as one that was imported; the column for that may be missing."""
    treasury = Exchange(day=date(2026, 9, 1), currency="EUR", into="USD", rate=Decimal("1.16"), source="treasury")
    imported = treasury.model_copy(update={"source": "imported"})
    assert read(tmp_path, HEADER + "2026-09-01,EUR,USD,1.16,treasury\n") == [treasury]
    assert read(tmp_path, "day,currency,into,rate\n2026-09-01,eur,usd,1.16\n") == [imported]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (",EUR,USD,1.16,", "line 2: day is empty"),
        ("1.9.2026,EUR,USD,1.16,", "line 2: day is '1.9.2026', which is no day; write it as 2026-11-22"),
        ("2026-09-01,euro,USD,1.16,", "line 2: currency is 'euro', which is no currency; write it as USD"),
        ("2026-09-01,QQX,USD,1.16,", "line 2: currency is 'QQX', which is no currency; "),
        ("2026-09-01,EUR,EUR,1,", "line 2: EUR in EUR is 1 on any day; take the line out"),
        ("2026-09-01,EUR,USD,0,", "line 2: rate: Input should be greater than 0"),
        ("2026-09-01,EUR,USD,-1.16,", "line 2: rate: Input should be greater than"),
        ('2026-09-01,EUR,USD,"1,16",', "line 2: rate is '1,16', which is no number; write it as 0.126"),
        ("2026-09-01,EUR,USD,1.16,European Central Bank", "whose rates come by themselves; name where yours are from"),
        ("2026-09-02,EUR,USD,1.17,", "line 3: line 2 is about the same; keep one of the two"),
    ],
)
def test_one_wrong_line_refuses_the_file(tmp_path: Path, line: str, says: str) -> None:
    """What is wrong, and on which line."""
    with pytest.raises(UntrustedFile) as fault:
        read(tmp_path, f"{HEADER}{line}\n2026-09-02,EUR,USD,1.16,treasury\n")
    assert "was not read because 1 line is wrong" in str(fault.value)
    assert says in str(fault.value)
