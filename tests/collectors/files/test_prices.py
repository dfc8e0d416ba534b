"""prices.csv: every negotiated price, or none and the lines at fault."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from collectors.deliveries import UntrustedFile, file_kind
from db.facts import Price

HEADER = "seller,model,unit,amount,currency,valid_from,valid_to,endpoint,mode,resolution,audio,source\n"
GOOD = """\
fal,kling-3.0,second,0.10,USD,2026-11-01,2027-01-01,,,1080p,on,offer 17
fal,,clip,1.5,eur,2026-11-01,,fal-ai/veo3.1,,,,
"""


def read(path: Path, text: str) -> list[Price]:
    """The prices in a file with this text."""
    (path / "prices.csv").write_text(text, encoding="utf-8")
    return list(file_kind("prices").read(path / "prices.csv"))


def test_every_price_is_negotiated(tmp_path: Path) -> None:
    """The first in all its words, the second for an endpoint alone and in euros."""
    said = {"seller": "fal", "origin": "negotiated", "valid_from": date(2026, 11, 1), "checked_on": date(2026, 11, 1)}
    first = {"model": "kling-3.0", "unit": "second", "resolution": "1080p", "audio": "on", "source": "offer 17"}
    second = {"model": "", "unit": "clip", "endpoint": "fal-ai/veo3.1", "currency": "EUR", "source": "negotiated"}
    assert read(tmp_path, HEADER + GOOD) == [
        Price(**said, **first, amount=Decimal("0.10"), valid_to=date(2027, 1, 1)),
        Price(**said, **second, amount=Decimal("1.5")),
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (",kling-3.0,second,0.1,USD,2026-11-01,,,,,,", "line 2: seller is empty"),
        ("fal,,second,0.1,USD,2026-11-01,,,,,,", "line 2: model and endpoint are both empty; name what"),
        ("fal,kling-3.0,,0.1,USD,2026-11-01,,,,,,", "line 2: unit is empty"),
        ("fal,kling-3.0,second,0.1,,2026-11-01,,,,,,", "line 2: currency is empty"),
        ("fal,kling-3.0,second,0.1,dollars,2026-11-01,,,,,,", "currency is 'dollars', which is no currency; write"),
        ("fal,kling-3.0,second,ten,USD,2026-11-01,,,,,,", "line 2: amount is 'ten', which is no number; write it as"),
        ("fal,kling-3.0,second,nan,USD,2026-11-01,,,,,,", "line 2: amount is 'nan', which is no number; write it as"),
        ("fal,kling-3.0,second,-1,USD,2026-11-01,,,,,,", "line 2: amount: Input should be greater than or equal to 0"),
        ("fal,kling-3.0,second,0.1,USD,1.11.2026,,,,,,", "valid_from is '1.11.2026', which is no day; write it as"),
        ("fal,kling-3.0,second,0.1,USD,2026-11-01,2026-11-01,,,,,", "valid_to is 2026-11-01, which is not after"),
        ("fal,kling-3.0,second,0.1,USD,2026-11-01,,,,,loud,", "line 2: audio: Input should be '', 'on', 'off' or"),
    ],
)
def test_one_wrong_line_refuses_the_file(tmp_path: Path, line: str, says: str) -> None:
    """What is wrong, and on which line; good lines below it are not read either."""
    with pytest.raises(UntrustedFile) as fault:
        read(tmp_path, HEADER + line + "\n" + GOOD)
    assert "was not read because 1 line is wrong" in str(fault.value)
    assert says in str(fault.value)


def test_the_same_work_has_one_price_from_a_day_on(tmp_path: Path) -> None:
    """Two amounts for the same words and day cannot both be agreed."""
    with pytest.raises(UntrustedFile, match="line 4: line 2 is about the same; keep one of the two"):
        read(tmp_path, HEADER + GOOD + GOOD.splitlines()[0].replace("0.10", "0.11") + "\n")
