"""How far a collection has come: bars where somebody watches, plain lines in a file."""

import io
from concurrent.futures import ThreadPoolExecutor

from rich.console import Console

from collectors.means import Progress
from dashboard.progress import shown


def told(*said: Progress, terminal: bool) -> str:
    """What is shown of this progress."""
    page = io.StringIO()
    console = Console(file=page, force_terminal=terminal, width=120)
    with shown(["fal-studio", "kling-brand"], console) as report, ThreadPoolExecutor() as threads:
        list(threads.map(report, said))
    return page.getvalue()


def test_a_file_gets_a_line_a_month() -> None:
    """After thirty days more, and at the end; what lies between is not worth a line."""
    days = [Progress("fal-studio", done, 75, done * 10) for done in (1, 31, 40, 75)]
    assert told(*days[:1], terminal=False) == ""
    assert told(*days[1:2], terminal=False) == "fal-studio: 31 of 75 days, 310 rows\n"
    assert told(Progress("fal-studio", 75, 75, 12345), terminal=False) == "fal-studio: 75 of 75 days, 12,345 rows\n"


def test_a_terminal_gets_a_bar_for_each_account() -> None:
    """With days done of days asked, and the rows so far."""
    page = told(Progress("fal-studio", 31, 75, 12345), terminal=True)
    last = page[page.rindex("fal-studio") :]
    assert "31/75" in last
    assert "12,345 rows" in last
    assert "kling-brand" in last
