"""Does `reelspend forecast evaluate` judge forecasts by months that are over, and do ours hold what is promised?"""

import gzip
import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.dashboard.terminal import Terminal

DAYS = 500


@pytest.fixture
def studios(tmp_path: Path) -> Path:
    """Six invented studios with weekdays, slow changes of level and noise, seeded, as a gzipped file."""
    dice, path = np.random.default_rng(5), tmp_path / "studios.csv.gz"
    level = np.exp(np.cumsum(dice.normal(0, 0.015, (6, DAYS)), axis=1)) * 100
    week = np.array([1.2, 1.1, 1, 1.2, 1.4, 0.3, 0.2])
    values = level * week[np.arange(DAYS) % 7] * dice.gamma(20, 1 / 20, (6, DAYS))
    rows = [
        f"studio-{one},{date(2025, 6, 2) + timedelta(days=day)},{values[one, day]:.2f}"
        for one in range(6) for day in range(DAYS)
    ]  # fmt: skip
    with gzip.open(path, "wt") as file:
        file.write("\n".join(["series,day,value", *rows]))
    return path


def test_forecasts_hold_what_is_promised(studios: Path, terminal: Terminal) -> None:
    """Ours is better than the run-rate by a tenth in the middle of the month, and intervals hold about as they say.

    On its first day nothing can beat a mean by much where levels only wander, so ours is no worse than a twentieth.
    """
    rows = json.loads(terminal.type(f"forecast evaluate {studios} --format json").out)["rows"]
    wape = {(row["collection"], row["method"], row["day"]): row["wape"] for row in rows}
    assert wape["all", "ours", 0] < 1.05 * wape["all", "run-rate", 0]
    assert wape["all", "ours", 10] < 0.9 * wape["all", "run-rate", 10]
    held = [row for row in rows if (row["collection"], row["method"]) == ("all", "ours")]
    assert 0.68 <= np.mean([row["held80"] for row in held]) <= 0.92
    assert 0.88 <= np.mean([row["held95"] for row in held]) <= 1
    assert wape["studios", "ours", 0] == wape["all", "ours", 0]


def test_rolling_months_are_more(studios: Path, terminal: Terminal) -> None:
    """After half a year, 500 days hold ten months, and 23 times thirty days, on every thirteenth day."""
    month, rolling = (
        {
            row["day"]: row["forecasts"]
            for row in json.loads(terminal.type(f"forecast evaluate {studios} {more}").out)["rows"]
        }
        for more in ("--format json", "--format json --rolling")
    )
    assert (month[0], month[20]) == (6 * 10, 6 * 10)
    assert (rolling[0], rolling[20]) == (6 * 23, 6 * 24)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("series,day\na,2026-01-01\n", "it has no column value; give one with the columns series, day, value"),
        ("series,day,value\n", "it has no rows; give one with the columns series, day, value"),
        ("series,day,value\na,1 May,3\n", "line 2: '1 May' is no day such as 2026-11-22; mend that line"),
        ("series,day,value\na,2026-01-01,x\n", "line 2: 'x' is no number; mend that line"),
        ("series,day,value\na,2026-01-01,1\na,2026-01-01,2\n",
         "line 3: 'a on 2026-01-01' is no day of its own, but one that was there before; mend that line"),
        ("series,day,value\na,2026-01-01,1\n", "no month can be judged; give series of more than seven months"),
    ],
)  # fmt: skip
def test_what_cannot_be_judged_is_one_sentence(text: str, said: str, terminal: Terminal) -> None:
    """What is wrong with a file, where, and what to do."""
    (terminal.folder / "series.csv").write_text(text)
    assert terminal.type("forecast evaluate series.csv").wrong.endswith(said)


def test_a_file_that_is_none_is_said(terminal: Terminal) -> None:
    """A file that is not there, or no gzip, is one sentence too."""
    assert "No such file" in terminal.type("forecast evaluate nowhere.csv").wrong
    (terminal.folder / "bad.csv.gz").write_bytes(b"no gzip")
    assert "bad.csv.gz: it cannot be read" in terminal.type("forecast evaluate bad.csv.gz").wrong
